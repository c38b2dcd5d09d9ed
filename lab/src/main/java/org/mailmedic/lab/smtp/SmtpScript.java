package org.mailmedic.lab.smtp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailmedic.lab.tls.CertificateSpec;

/// What a mail server does: a sound one from [#sound], changed step by step. Immutable; every
/// method returns a changed copy.
public final class SmtpScript {
  private final String host;
  private final List<String> extensions;
  private final StartTls startTls;
  private final @Nullable CertificateSpec certificate;
  private final Map<Stage, Act> acts;
  private final Map<String, Act> recipients;
  private final List<String> domains;
  private final Act unknownRecipient;
  private final Act relay;

  private SmtpScript(Draft draft) {
    this.host = draft.host;
    this.extensions = List.copyOf(draft.extensions);
    this.startTls = draft.startTls;
    this.certificate = draft.certificate;
    this.acts = Map.copyOf(draft.acts);
    this.recipients = Map.copyOf(draft.recipients);
    this.domains = List.copyOf(draft.domains);
    this.unknownRecipient = draft.unknownRecipient;
    this.relay = draft.relay;
  }

  /// A sound server: greets at once, offers STARTTLS with a good certificate for its name, takes
  /// mail for every address of these domains and for nobody else.
  public static SmtpScript sound(String host, String... domains) {
    Draft draft = new Draft(host);
    draft.domains.addAll(List.of(domains));
    draft.certificate = CertificateSpec.of(host);
    return draft.script();
  }

  private Draft draft() {
    Draft draft = new Draft(host);
    draft.extensions = new ArrayList<>(extensions);
    draft.startTls = startTls;
    draft.certificate = certificate;
    draft.acts.putAll(acts);
    draft.recipients.putAll(recipients);
    draft.domains.addAll(domains);
    draft.unknownRecipient = unknownRecipient;
    draft.relay = relay;
    return draft;
  }

  /// Greets with this line.
  public SmtpScript greeting(String... lines) {
    return on(Stage.CONNECT, Act.reply(lines));
  }

  /// Greets soundly, but late.
  public SmtpScript greetingAfter(Duration delay) {
    return on(Stage.CONNECT, Act.after(delay, Act.reply("220 " + host + " ESMTP")));
  }

  /// Never greets.
  public SmtpScript neverGreets() {
    return on(Stage.CONNECT, new Act.Silence());
  }

  /// Does this instead of what a sound server would do at a stage.
  public SmtpScript on(Stage stage, Act act) {
    Draft draft = draft();
    draft.acts.put(stage, act);
    return draft.script();
  }

  /// Offers these EHLO keywords besides STARTTLS.
  public SmtpScript extensions(String... keywords) {
    Draft draft = draft();
    draft.extensions = List.of(keywords);
    return draft.script();
  }

  /// Shows this certificate.
  public SmtpScript certificate(CertificateSpec spec) {
    Draft draft = draft();
    draft.certificate = spec;
    draft.startTls = StartTls.WORKS;
    return draft.script();
  }

  /// How STARTTLS goes.
  public SmtpScript startTls(StartTls how) {
    Draft draft = draft();
    draft.startTls = how;
    return draft.script();
  }

  /// Takes mail for these domains too.
  public SmtpScript takes(String... moreDomains) {
    Draft draft = draft();
    draft.domains.addAll(List.of(moreDomains));
    return draft.script();
  }

  /// Takes mail for no domain that it was told of.
  public SmtpScript takesNone() {
    Draft draft = draft();
    draft.domains.clear();
    return draft.script();
  }

  /// Answers RCPT for one address with this.
  public SmtpScript recipient(String address, String... replyLines) {
    return recipient(address, Act.reply(replyLines));
  }

  /// Does this at RCPT for one address.
  public SmtpScript recipient(String address, Act act) {
    Draft draft = draft();
    draft.recipients.put(address.toLowerCase(Locale.ROOT), act);
    return draft.script();
  }

  /// Answers RCPT for every other address of its domains with this (else it takes them all).
  public SmtpScript otherRecipients(String... replyLines) {
    Draft draft = draft();
    draft.unknownRecipient = Act.reply(replyLines);
    return draft.script();
  }

  /// Answers RCPT for addresses of other domains with this.
  public SmtpScript relay(String... replyLines) {
    Draft draft = draft();
    draft.relay = Act.reply(replyLines);
    return draft.script();
  }

  /// Takes mail for everybody.
  public SmtpScript openRelay() {
    return relay("250 2.1.5 Ok");
  }

  String host() {
    return host;
  }

  StartTls startTls() {
    return startTls;
  }

  /// The certificate that it shows.
  public CertificateSpec certificate() {
    return Objects.requireNonNull(certificate, "certificate");
  }

  @Nullable Act act(Stage stage) {
    return acts.get(stage);
  }

  /// What it does at RCPT for an address.
  Act recipientAct(String address) {
    String key = address.toLowerCase(Locale.ROOT);
    Act own = recipients.get(key);
    if (own != null) {
      return own;
    }
    String domain = key.substring(key.lastIndexOf('@') + 1);
    return domains.contains(domain) ? unknownRecipient : relay;
  }

  Act defaultEhlo(boolean tls) {
    List<String> lines = new ArrayList<>();
    lines.add(host);
    lines.addAll(extensions);
    if (!tls && startTls != StartTls.NOT_OFFERED) {
      lines.add("STARTTLS");
    }
    List<String> reply = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      reply.add("250" + (i == lines.size() - 1 ? ' ' : '-') + lines.get(i));
    }
    return new Act.Reply(reply);
  }

  /// How STARTTLS goes.
  public enum StartTls {
    /// Offered, and the handshake succeeds.
    WORKS,
    NOT_OFFERED,
    /// Offered, and then answered with 454.
    REFUSED,
    /// Offered and agreed to; then something that is no TLS is sent.
    GARBAGE,
    /// Offered and agreed to; then the connection is closed.
    CLOSES,
    /// Offered and agreed to; then nothing comes.
    STALLS
  }

  /// A script that is being written.
  private static final class Draft {
    final String host;
    List<String> extensions =
        List.of("PIPELINING", "SIZE 52428800", "ENHANCEDSTATUSCODES", "8BITMIME");
    StartTls startTls = StartTls.WORKS;
    @Nullable CertificateSpec certificate;
    final Map<Stage, Act> acts = new EnumMap<>(Stage.class);
    final Map<String, Act> recipients = new LinkedHashMap<>();
    final List<String> domains = new ArrayList<>();
    Act unknownRecipient = Act.reply("250 2.1.5 Ok");
    Act relay = Act.reply("554 5.7.1 <{rcpt}>: Relay access denied");

    Draft(String host) {
      this.host = host;
    }

    SmtpScript script() {
      return new SmtpScript(this);
    }
  }
}
