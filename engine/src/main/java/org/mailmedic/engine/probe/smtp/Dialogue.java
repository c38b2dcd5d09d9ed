package org.mailmedic.engine.probe.smtp;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.SmtpBreakOff;
import org.mailmedic.engine.evidence.SmtpBreakOff.Kind;
import org.mailmedic.engine.evidence.SmtpBreakOff.Stage;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.evidence.SmtpReply;
import org.mailmedic.engine.evidence.TlsSeen;
import org.mailmedic.engine.world.Connection.TlsOutcome;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.protocol.smtp.Command;
import org.mailmedic.protocol.smtp.EhloAnswer;

/// One talk with a server over one connection, from the greeting to RCPT. What it brought stays in
/// its fields, however it ends.
final class Dialogue {
  private static final int READY = 220;
  private static final int CLOSING = 421;
  private static final int NO_SUCH_COMMAND = 5;

  private final Ask ask;
  private final Conversation conversation;
  private final Transcript transcript;
  private final Duration greetingLimit;
  private final Duration tlsLimit;
  private final Deadline deadline;
  private final boolean useTls;

  @Nullable SmtpReply greeting;
  long greetingMs;
  @Nullable SmtpReply ehlo;
  EhloAnswer offers = new EhloAnswer("", List.of());
  @Nullable SmtpReply startTls;
  @Nullable TlsSeen tls;
  @Nullable SmtpReply ehloAfterTls;
  EhloAnswer offersAfterTls = new EhloAnswer("", List.of());
  @Nullable SmtpReply mail;
  @Nullable String recipient;
  @Nullable SmtpReply rcpt;
  @Nullable SmtpBreakOff breakOff;

  /// @param ask whom to ask about
  /// @param greetingLimit how long the greeting is waited for
  /// @param tlsLimit how long the TLS handshake may take
  /// @param useTls false to go on without TLS, as senders do after a handshake failed
  Dialogue(
      Ask ask,
      Conversation conversation,
      Transcript transcript,
      Duration greetingLimit,
      Duration tlsLimit,
      Deadline deadline,
      boolean useTls) {
    this.ask = ask;
    this.conversation = conversation;
    this.transcript = transcript;
    this.greetingLimit = greetingLimit;
    this.tlsLimit = tlsLimit;
    this.deadline = deadline;
    this.useTls = useTls;
  }

  /// Whom a dialogue is about.
  ///
  /// @param host the MX host, also the name that its certificate should have
  /// @param sender the reverse-path of MAIL; empty: the null reverse-path
  /// @param recipient whom RCPT shall name
  record Ask(
      String domain,
      String host,
      String address,
      int port,
      String sender,
      String recipient,
      SmtpDialogue.RecipientKind kind) {}

  /// Talks. Afterwards the connection takes leave by itself or is closed.
  ///
  /// @param greeted runs once the server has greeted
  void talk(Runnable greeted) {
    boolean leaving = false;
    try {
      long before = transcript.now();
      try {
        greeting = conversation.expect(Stage.GREETING, greetingLimit);
      } finally {
        greetingMs = transcript.now() - before;
      }
      greeted.run();
      leaving = greeting.positive() && introduce() && secure() && envelope();
    } catch (BrokenOff e) {
      breakOff = e.breakOff();
    } finally {
      if (!leaving) {
        conversation.close();
      }
    }
  }

  private boolean introduce() throws BrokenOff {
    Command hello = Command.ehlo(conversation.ownName());
    conversation.send(Stage.EHLO, hello);
    ehlo = conversation.expect(Stage.EHLO);
    if (ehlo.positive()) {
      offers = EhloAnswer.of(ehlo.lines());
      return true;
    }
    if (ehlo.code() / 100 != NO_SUCH_COMMAND) {
      return false;
    }
    // RFC 5321 section 3.2: a server without extensions gets the old greeting.
    conversation.send(Stage.EHLO, Command.helo(conversation.ownName()));
    ehlo = conversation.expect(Stage.EHLO);
    return ehlo.positive();
  }

  /// Whether the dialogue goes on over this connection.
  private boolean secure() throws BrokenOff {
    if (!useTls || !offers.offers("STARTTLS")) {
      return true;
    }
    conversation.send(Stage.STARTTLS, Command.startTls());
    startTls = conversation.expect(Stage.STARTTLS);
    if (startTls.code() != READY) {
      // Go on in the clear, as senders do, unless the server takes leave (RFC 5321 section 3.8).
      return startTls.code() != CLOSING;
    }
    long before = System.nanoTime();
    TlsOutcome outcome = conversation.startTls(ask.host(), deadline.atMost(tlsLimit));
    tls =
        Certificates.seen(
            ask.host(), outcome, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before));
    if (!outcome.completed()) {
      breakOff = new SmtpBreakOff(Stage.TLS, Kind.TLS_FAILED, tls.millis(), outcome.failure());
      return false;
    }
    conversation.send(Stage.EHLO_AFTER_TLS, Command.ehlo(conversation.ownName()));
    ehloAfterTls = conversation.expect(Stage.EHLO_AFTER_TLS);
    offersAfterTls = EhloAnswer.of(ehloAfterTls.lines());
    return ehloAfterTls.positive();
  }

  /// MAIL and RCPT, then leave; in one packet where the server offers PIPELINING (RFC 2920).
  private boolean envelope() throws BrokenOff {
    EhloAnswer offered = tls == null ? offers : offersAfterTls;
    boolean international = !ascii(ask.recipient()) || !ascii(ask.sender());
    String parameters = international && offered.offers("SMTPUTF8") ? "SMTPUTF8" : "";
    if (international && parameters.isEmpty()) {
      return leave(false); // the address can't be said to this server (RFC 6531 section 3.2)
    }
    Command sender = Command.mail(ask.sender(), parameters);
    Command to = Command.rcpt(ask.recipient());
    if (offered.offers("PIPELINING")) {
      conversation.send(Stage.MAIL, sender, to, Command.rset(), Command.quit());
      mail = conversation.expect(Stage.MAIL);
      SmtpReply answer = conversation.expect(Stage.RCPT);
      if (mail.positive()) {
        recipient = ask.recipient();
        rcpt = answer;
      }
      conversation.farewell(true);
      return true;
    }
    conversation.send(Stage.MAIL, sender);
    mail = conversation.expect(Stage.MAIL);
    if (mail.positive()) {
      conversation.send(Stage.RCPT, to);
      recipient = ask.recipient();
      rcpt = conversation.expect(Stage.RCPT);
    }
    return leave(true);
  }

  private boolean leave(boolean reset) throws BrokenOff {
    conversation.send(Stage.RCPT, reset ? Command.rset() : Command.quit());
    conversation.farewell(!reset);
    return true;
  }

  private static boolean ascii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  /// The reply that put an end to the dialogue, where a temporary one did.
  @Nullable SmtpReply putOff() {
    if (startTls != null && startTls.code() == CLOSING) {
      return startTls;
    }
    for (SmtpReply reply : new SmtpReply[] {rcpt, mail, ehloAfterTls, ehlo, greeting}) {
      if (reply != null) {
        return reply.temporary() ? reply : null;
      }
    }
    return null;
  }

  /// Whether it ended in a way that may be over in a moment.
  boolean worthASecondTry() {
    return putOff() != null || (breakOff != null && breakOff.kind() == Kind.CLOSED);
  }
}
