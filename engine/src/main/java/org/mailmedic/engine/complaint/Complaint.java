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

  /// That this came back.
  public Complaint withErrorText(@Nullable String errorText) {
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

  /// That this message came back.
  ///
  /// @param returned each byte one character (ISO 8859-1)
  public Complaint withReturned(@Nullable String returned) {
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

  /// That this service holds the account.
  public Complaint withProvider(@Nullable String providerId) {
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

  /// Whether servers may be asked about addresses.
  public Complaint withRecipientCheck(boolean checkRecipient) {
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

  /// That the mail leaves from these IP addresses.
  public Complaint withSendingAddresses(List<String> sendingAddresses) {
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

  /// That these were to be reached.
  public Complaint withRecipients(List<String> recipients) {
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

  /// That this is set in the mail program.
  public Complaint withProgram(@Nullable MailProgram program) {
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

  /// That this was seen of the webmail.
  public Complaint withWebmail(@Nullable WebmailSeen webmail) {
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

  /// Whether to sign in.
  public Complaint withSignIn(boolean signIn) {
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

  /// Whether to send a message to oneself.
  public Complaint withSendTest(boolean sendTest) {
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

  /// Whether what takes minutes is wanted too.
  public Complaint withDeep(boolean deep) {
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

  /// That these options were given and are not acted on.
  public Complaint withIgnored(List<String> ignored) {
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
