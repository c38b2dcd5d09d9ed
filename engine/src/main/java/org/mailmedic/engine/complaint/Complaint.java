package org.mailmedic.engine.complaint;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.knowledge.causes.Symptom;

/// A complaint: the address or domain, what hurts, what came back, and what the person says of the
/// mail program. A value; it never holds a password. Made by [#about] and the `with` methods.
///
/// @param input what the person typed, shown back as is
/// @param localPart the part before the `@` as it goes over the wire; null where a bare domain was
///   given
/// @param domain the domain in A-label form, lower case, without a trailing dot
/// @param symptoms what is asked about; never empty
/// @param errorText the reply or text that came back (`--error`, or a `--bounce` that is no
///   message); null where none was given
/// @param returned the message that came back (`--bounce`), each byte one character (ISO 8859-1);
///   null where none was given
/// @param providerId the service that holds the account where the person said so (`--provider`);
///   null: detected
/// @param checkRecipient whether servers may be asked about addresses by RCPT
/// @param sendingAddresses IP addresses that the mail leaves from where the person said so
///   (`--sending-ip`), as written; empty: what the service says
/// @param recipients whom the mail was to reach (`--recipient`), as they go over the wire; empty
///   where nobody was named
/// @param program what is set in the mail program; null where nothing was said of it
/// @param webmail what the person saw of the webmail (`--webmail`); null where nothing was said
/// @param signIn whether to sign in (`--login`)
/// @param sendTest whether to send a message to oneself and wait for it (`--send-test`)
/// @param deep whether what takes minutes is wanted too (`--deep`)
/// @param ignored options that were given and are not acted on yet, each shown as a skipped check
public record Complaint(
    String input,
    @Nullable String localPart,
    String domain,
    Set<Symptom> symptoms,
    @Nullable String errorText,
    @Nullable String returned,
    @Nullable String providerId,
    boolean checkRecipient,
    List<String> sendingAddresses,
    List<String> recipients,
    @Nullable MailProgram program,
    @Nullable WebmailSeen webmail,
    boolean signIn,
    boolean sendTest,
    boolean deep,
    List<String> ignored) {

  public Complaint {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(domain, "domain");
    symptoms = Set.copyOf(symptoms);
    sendingAddresses = List.copyOf(sendingAddresses);
    recipients = List.copyOf(recipients);
    ignored = List.copyOf(ignored);
    if (symptoms.isEmpty()) {
      throw new IllegalArgumentException("symptoms must not be empty");
    }
  }

  /// A complaint about everything that can hurt at an address or domain.
  public static Complaint about(String input, @Nullable String localPart, String domain) {
    return new Complaint(
        input,
        localPart,
        domain,
        Set.of(Symptom.values()),
        null,
        null,
        null,
        true,
        List.of(),
        List.of(),
        null,
        null,
        false,
        false,
        false,
        List.of());
  }

  /// The whole address, or null where a bare domain was given.
  public @Nullable String address() {
    return localPart == null ? null : localPart + "@" + domain;
  }

  /// That these hurt.
  public Complaint withSymptoms(Set<Symptom> symptoms) {
    Draft draft = new Draft(this);
    draft.symptoms = symptoms;
    return draft.complaint();
  }

  /// That this came back.
  public Complaint withErrorText(@Nullable String errorText) {
    Draft draft = new Draft(this);
    draft.errorText = errorText;
    return draft.complaint();
  }

  /// That this message came back.
  ///
  /// @param returned each byte one character (ISO 8859-1)
  public Complaint withReturned(@Nullable String returned) {
    Draft draft = new Draft(this);
    draft.returned = returned;
    return draft.complaint();
  }

  /// That this service holds the account.
  public Complaint withProvider(@Nullable String providerId) {
    Draft draft = new Draft(this);
    draft.providerId = providerId;
    return draft.complaint();
  }

  /// Whether servers may be asked about addresses.
  public Complaint withRecipientCheck(boolean checkRecipient) {
    Draft draft = new Draft(this);
    draft.checkRecipient = checkRecipient;
    return draft.complaint();
  }

  /// That the mail leaves from these IP addresses.
  public Complaint withSendingAddresses(List<String> sendingAddresses) {
    Draft draft = new Draft(this);
    draft.sendingAddresses = sendingAddresses;
    return draft.complaint();
  }

  /// That these were to be reached.
  public Complaint withRecipients(List<String> recipients) {
    Draft draft = new Draft(this);
    draft.recipients = recipients;
    return draft.complaint();
  }

  /// That this is set in the mail program.
  public Complaint withProgram(@Nullable MailProgram program) {
    Draft draft = new Draft(this);
    draft.program = program;
    return draft.complaint();
  }

  /// That this was seen of the webmail.
  public Complaint withWebmail(@Nullable WebmailSeen webmail) {
    Draft draft = new Draft(this);
    draft.webmail = webmail;
    return draft.complaint();
  }

  /// Whether to sign in.
  public Complaint withSignIn(boolean signIn) {
    Draft draft = new Draft(this);
    draft.signIn = signIn;
    return draft.complaint();
  }

  /// Whether to send a message to oneself.
  public Complaint withSendTest(boolean sendTest) {
    Draft draft = new Draft(this);
    draft.sendTest = sendTest;
    return draft.complaint();
  }

  /// Whether what takes minutes is wanted too.
  public Complaint withDeep(boolean deep) {
    Draft draft = new Draft(this);
    draft.deep = deep;
    return draft.complaint();
  }

  /// That these options were given and are not acted on.
  public Complaint withIgnored(List<String> ignored) {
    Draft draft = new Draft(this);
    draft.ignored = ignored;
    return draft.complaint();
  }

  /// A complaint while one thing of it is being changed.
  private static final class Draft {
    private final String input;
    private final @Nullable String localPart;
    private final String domain;
    private Set<Symptom> symptoms;
    private @Nullable String errorText;
    private @Nullable String returned;
    private @Nullable String providerId;
    private boolean checkRecipient;
    private List<String> sendingAddresses;
    private List<String> recipients;
    private @Nullable MailProgram program;
    private @Nullable WebmailSeen webmail;
    private boolean signIn;
    private boolean sendTest;
    private boolean deep;
    private List<String> ignored;

    Draft(Complaint from) {
      input = from.input;
      localPart = from.localPart;
      domain = from.domain;
      symptoms = from.symptoms;
      errorText = from.errorText;
      returned = from.returned;
      providerId = from.providerId;
      checkRecipient = from.checkRecipient;
      sendingAddresses = from.sendingAddresses;
      recipients = from.recipients;
      program = from.program;
      webmail = from.webmail;
      signIn = from.signIn;
      sendTest = from.sendTest;
      deep = from.deep;
      ignored = from.ignored;
    }

    Complaint complaint() {
      return new Complaint(
          input,
          localPart,
          domain,
          symptoms,
          errorText,
          returned,
          providerId,
          checkRecipient,
          sendingAddresses,
          recipients,
          program,
          webmail,
          signIn,
          sendTest,
          deep,
          ignored);
    }
  }
}
