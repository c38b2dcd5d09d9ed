package org.mailmedic.engine.probe.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.complaint.MailProgram;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.complaint.Password;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.AccessReply;
import org.mailmedic.engine.evidence.AccessServers;
import org.mailmedic.engine.evidence.AccessServers.Server;
import org.mailmedic.engine.evidence.AccessTalk;
import org.mailmedic.engine.evidence.AccessTalk.BreakOff;
import org.mailmedic.engine.evidence.AccessTalk.Kind;
import org.mailmedic.engine.evidence.AccessTalk.Offer;
import org.mailmedic.engine.evidence.AccessTalk.Stage;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.SignIn;
import org.mailmedic.engine.evidence.TranscriptLine;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.smtp.Transcript;
import org.mailmedic.engine.world.Connection;
import org.mailmedic.protocol.sasl.Exchange;
import org.mailmedic.protocol.sasl.Mechanism;
import org.mailmedic.protocol.sasl.SaslFault;
import org.mailmedic.protocol.smtp.Command;

/// Signs in by one protocol, once: at the account's own server, over TLS with a certificate that
/// mail programs accept, by the best way that the server announces. Afterwards IMAP is asked how
/// full the mailbox is, and the outgoing server whether it takes a message of the account to
/// itself, which is not sent.
///
/// @param protocol what is spoken
/// @param servers which servers the account has
public record SignInProbe(AccessProtocol protocol, AccessServersProbe servers)
    implements Probe<SignIn> {

  @Override
  public String checkId() {
    return protocol.checkId();
  }

  @Override
  public EvidenceKey<SignIn> key() {
    return SignIn.key(protocol);
  }

  @Override
  public Attempt<SignIn> run(ProbeContext context) throws InterruptedException {
    Password password = context.password();
    AccessServers known = context.await(servers).observed().orElse(null);
    if (password == null || known == null) {
      return new Attempt.NotTried<>(Attempt.Reason.NOT_APPLICABLE, null);
    }
    boolean unseen = false;
    for (Server server : known.own(protocol)) {
      Attempt<AccessTalk> talk =
          context.await(new AccessProbe(protocol, server.host(), server.port(), server.security()));
      AccessTalk seen = talk.observed().orElse(null);
      unseen |= seen == null || !seen.settled();
      if (seen != null && fit(seen)) {
        return signIn(context, known, server, password);
      }
    }
    return unseen
        ? new Attempt.Unobserved<>(Attempt.Reason.NEEDS_UNSEEN, null)
        : new Attempt.NotTried<>(Attempt.Reason.NOT_APPLICABLE, null);
  }

  /// Whether a password may be told to this server, and there is a way to.
  private static boolean fit(AccessTalk talk) {
    Offer offer = talk.underTls();
    return offer != null
        && talk.tls() != null
        && talk.tls().good()
        && (Mechanism.best(offer.mechanisms(), true).isPresent() || plain(talk, offer));
  }

  private static boolean plain(AccessTalk talk, Offer offer) {
    return switch (talk.protocol()) {
      case IMAP -> !offer.loginDisabled() && offer.mechanisms().isEmpty();
      case POP3 -> offer.mechanisms().contains("USER");
      default -> false;
    };
  }

  private Attempt<SignIn> signIn(
      ProbeContext context, AccessServers known, Server server, Password password)
      throws InterruptedException {
    Dialling dialling = new Dialling(context, server.host(), server.port(), AccessLimits.STANDARD);
    Connection connection = dialling.connect();
    if (connection == null) {
      // The first talk's connection stood a moment ago: a limit on ours, most likely.
      return new Attempt.Unobserved<>(Attempt.Reason.REFUSED, null);
    }
    Transcript transcript = new Transcript();
    transcript.add(TranscriptLine.Side.NOBODY, "connected " + dialling.address);
    Duration share = Duration.ofNanos(context.timeout().toNanos() / AccessLimits.REPLY_SHARE);
    Duration limit = AccessLimits.STANDARD.reply();
    try (Wire wire =
        new Wire(
            connection,
            transcript,
            context.deadline(),
            limit.compareTo(share) < 0 ? limit : share)) {
      Attempted attempted =
          new Attempted(context.complaint(), known, server, password, wire, transcript);
      return attempted.all();
    }
  }

  /// One sign-in; what it brought stays in its fields, however it ends.
  private final class Attempted {
    private final Complaint complaint;
    private final Server server;
    private final Password password;
    private final Wire wire;
    private final Transcript transcript;
    private final String username;
    private final boolean usernameKnown;
    private String mechanism = "";
    private @Nullable AccessReply reply;
    private boolean accepted;
    private SignIn.@Nullable Mailbox mailbox;
    private @Nullable AccessReply mail;
    private @Nullable AccessReply rcpt;
    private @Nullable BreakOff breakOff;

    Attempted(
        Complaint complaint,
        AccessServers known,
        Server server,
        Password password,
        Wire wire,
        Transcript transcript) {
      this.complaint = complaint;
      this.server = server;
      this.password = password;
      this.wire = wire;
      this.transcript = transcript;
      MailProgram program = complaint.program();
      String wanted = wanted(complaint, known);
      String said = program == null ? null : program.username();
      this.username = said == null ? wanted : said;
      this.usernameKnown = known.username() != null && username.equalsIgnoreCase(wanted);
    }

    private static String wanted(Complaint complaint, AccessServers known) {
      String local = String.valueOf(complaint.localPart());
      return "local-part".equals(known.username()) ? local : local + "@" + complaint.domain();
    }

    Attempt<SignIn> all() {
      try {
        talk(Speech.of(protocol, wire));
      } catch (BrokenOff e) {
        breakOff = e.breakOff();
      } catch (SaslFault e) {
        accepted = false;
        breakOff = new BreakOff(Stage.SIGN_IN, Kind.NOT_THE_PROTOCOL, 0, e.getMessage());
      }
      if (mechanism.isEmpty()) {
        // It came to no sign-in; the first talk has seen more.
        return new Attempt.Unobserved<>(
            Attempt.Reason.REFUSED, breakOff == null ? null : breakOff.stage().name());
      }
      return new Attempt.Observed<>(
          new SignIn(
              protocol,
              server.host(),
              server.port(),
              server.security(),
              username,
              usernameKnown,
              mechanism,
              reply,
              accepted,
              mailbox,
              mail,
              rcpt,
              breakOff,
              transcript.lines()));
    }

    private void talk(Speech speech) throws BrokenOff, SaslFault {
      Offer offer = secured(speech);
      // Never without TLS, and never to somebody else than the name says.
      if (offer == null || wire.tls() == null || !wire.tls().good()) {
        return;
      }
      wire.stage(Stage.SIGN_IN);
      wire.hide(password);
      byte[] secret = password.utf8();
      try {
        signIn(speech, offer, secret);
      } finally {
        Arrays.fill(secret, (byte) 0);
      }
      if (accepted) {
        afterwards(speech, offer);
      }
      speech.leave();
    }

    private @Nullable Offer secured(Speech speech) throws BrokenOff {
      boolean first = server.security() == Security.TLS;
      if (first) {
        wire.secure(server.host());
      }
      wire.stage(Stage.GREETING);
      if (!speech.greeting().positive()) {
        return null;
      }
      wire.stage(Stage.CAPABILITIES);
      Offer offer = speech.offer(false);
      if (first || !offer.startTls()) {
        return first ? offer : null;
      }
      wire.stage(Stage.STARTTLS);
      if (!speech.startTls().positive()) {
        return null;
      }
      wire.secure(server.host());
      wire.stage(Stage.CAPABILITIES_UNDER_TLS);
      return speech.offer(true);
    }

    private void signIn(Speech speech, Offer offer, byte[] secret) throws BrokenOff, SaslFault {
      byte[] binding = wire.serverEndPoint();
      Optional<Mechanism> best = Mechanism.best(offer.mechanisms(), binding != null);
      AccessReply said;
      if (best.isPresent()) {
        mechanism = best.get().word();
        Exchange exchange = best.get().begin(username, secret, binding);
        said = wire.safe(speech.signIn(best.get(), exchange, offer));
        reply = said;
        accepted = said.positive() && exchange.serverProven();
        if (said.positive() && !accepted) {
          throw new SaslFault("no signature of the server");
        }
        return;
      }
      String command = speech.plainCommand(offer);
      if (command != null) {
        mechanism = command;
        said = wire.safe(speech.signInPlainly(username, secret));
        reply = said;
        accepted = said.positive();
      }
    }

    private void afterwards(Speech speech, Offer offer) throws BrokenOff {
      if (speech instanceof ImapSpeech imap) {
        wire.stage(Stage.MAILBOX);
        mailbox = imap.quota(offer);
      } else if (speech instanceof SubmissionSpeech submission) {
        wire.stage(Stage.ENVELOPE);
        envelope(submission, offer);
      }
    }

    /// MAIL and RCPT with the account's own address, and never DATA.
    private void envelope(SubmissionSpeech speech, Offer offer) throws BrokenOff {
      String address = complaint.localPart() + "@" + complaint.domain();
      boolean international = !Said.quotable(address);
      List<String> offered = new ArrayList<>(offer.capabilities());
      if (international && !offered.contains("SMTPUTF8")) {
        return; // the address can't be said to this server (RFC 6531 section 3.2)
      }
      AccessReply said =
          wire.safe(speech.command(Command.mail(address, international ? "SMTPUTF8" : "")));
      mail = said;
      if (said.positive()) {
        rcpt = wire.safe(speech.command(Command.rcpt(address)));
        speech.command(Command.rset());
      }
    }
  }
}
