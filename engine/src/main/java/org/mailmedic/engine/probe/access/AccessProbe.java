package org.mailmedic.engine.probe.access;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.AccessReply;
import org.mailmedic.engine.evidence.AccessTalk;
import org.mailmedic.engine.evidence.AccessTalk.Answer;
import org.mailmedic.engine.evidence.AccessTalk.BreakOff;
import org.mailmedic.engine.evidence.AccessTalk.Dial;
import org.mailmedic.engine.evidence.AccessTalk.Kind;
import org.mailmedic.engine.evidence.AccessTalk.Offer;
import org.mailmedic.engine.evidence.AccessTalk.Stage;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.TranscriptLine;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.smtp.PortSurveyProbe;
import org.mailmedic.engine.probe.smtp.Transcript;
import org.mailmedic.engine.world.Connection;

/// Talks with a server of a mail program as far as what it offers: connection, encryption,
/// certificate, capabilities, ways to sign in. Signs in nowhere.
///
/// @param protocol what is spoken
/// @param host the name that people type, without trailing dot, or an IP address
/// @param port the port
/// @param security how the connection is encrypted
/// @param limits how long the server is waited for
public record AccessProbe(
    AccessProtocol protocol, String host, int port, Security security, AccessLimits limits)
    implements Probe<AccessTalk> {

  public AccessProbe(AccessProtocol protocol, String host, int port, Security security) {
    this(protocol, host, port, security, AccessLimits.STANDARD);
  }

  @Override
  public String checkId() {
    return protocol.checkId();
  }

  @Override
  public EvidenceKey<AccessTalk> key() {
    return AccessTalk.key(protocol, host, port, security);
  }

  @Override
  public boolean shareable() {
    return true;
  }

  @Override
  public Attempt<AccessTalk> run(ProbeContext context) throws InterruptedException {
    Talk talk = new Talk(context);
    return talk.all();
  }

  /// One talk; what it brought stays in its fields, however it ends.
  private final class Talk {
    private final ProbeContext context;
    private final Transcript transcript = new Transcript();
    private final Dialling dialling;
    private @Nullable AccessReply greeting;
    private @Nullable Offer inTheClear;
    private @Nullable AccessReply startTls;
    private @Nullable Offer underTls;
    private @Nullable BreakOff breakOff;

    Talk(ProbeContext context) {
      this.context = context;
      this.dialling = new Dialling(context, host, port, limits);
    }

    Attempt<AccessTalk> all() throws InterruptedException {
      Connection connection = dialling.connect();
      if (connection == null) {
        return notConnected();
      }
      transcript.add(TranscriptLine.Side.NOBODY, "connected " + dialling.address);
      try (Wire wire = new Wire(connection, transcript, context.deadline(), replyLimit())) {
        try {
          talk(Speech.of(protocol, wire), wire);
        } catch (BrokenOff e) {
          breakOff = e.breakOff();
        }
        return breakOff != null
                && breakOff.kind() == Kind.TIMEOUT
                && context.deadline().passed()
                && breakOff.afterMs() < limits.reply().toMillis() / AccessLimits.REPLY_SHARE
            ? new Attempt.Unobserved<>(Attempt.Reason.DEADLINE, breakOff.stage().name())
            : new Attempt.Observed<>(evidence(wire));
      }
    }

    private Duration replyLimit() {
      Duration share = Duration.ofNanos(context.timeout().toNanos() / AccessLimits.REPLY_SHARE);
      return limits.reply().compareTo(share) < 0 ? limits.reply() : share;
    }

    private void talk(Speech speech, Wire wire) throws BrokenOff {
      if (security == Security.TLS) {
        wire.secure(host);
      }
      wire.stage(Stage.GREETING);
      greeting = speech.greeting();
      if (!greeting.positive()) {
        return;
      }
      if (security == Security.TLS) {
        wire.stage(Stage.CAPABILITIES_UNDER_TLS);
        underTls = speech.offer(false);
      } else {
        wire.stage(Stage.CAPABILITIES);
        inTheClear = speech.offer(false);
        if (security == Security.STARTTLS && inTheClear.startTls()) {
          startTls(speech, wire);
        }
      }
      speech.leave();
    }

    private void startTls(Speech speech, Wire wire) throws BrokenOff {
      wire.stage(Stage.STARTTLS);
      startTls = speech.startTls();
      if (startTls.positive()) {
        wire.secure(host);
        wire.stage(Stage.CAPABILITIES_UNDER_TLS);
        underTls = speech.offer(true);
      }
    }

    private Attempt<AccessTalk> notConnected() throws InterruptedException {
      for (Dial dial : dialling.dials()) {
        transcript.add(TranscriptLine.Side.NOBODY, dial.address() + " " + dial.answer());
      }
      if (all(Answer.FORBIDDEN)) {
        return new Attempt.Unobserved<>(Attempt.Reason.PRIVATE_ADDRESS, host);
      }
      if (all(Answer.NO_FAMILY)) {
        return new Attempt.Unobserved<>(Attempt.Reason.NO_FAMILY, host);
      }
      if (all(Answer.CAPPED)) {
        return new Attempt.Unobserved<>(Attempt.Reason.LIMIT, host);
      }
      for (Dial dial : dialling.dials()) {
        if (dial.answer() == Answer.TIMEOUT) {
          context.start(new PortSurveyProbe(host, dial.address()));
        }
      }
      if (dialling.lookUp == null) {
        long longest = dialling.dials().stream().mapToLong(Dial::millis).max().orElse(0);
        breakOff = new BreakOff(Stage.CONNECT, Kind.NO_CONNECTION, longest, null);
      }
      return new Attempt.Observed<>(evidence(null));
    }

    private boolean all(Answer answer) throws InterruptedException {
      return !dialling.dials().isEmpty()
          && dialling.dials().stream().allMatch(dial -> dial.answer() == answer);
    }

    private AccessTalk evidence(@Nullable Wire wire) throws InterruptedException {
      return new AccessTalk(
          protocol,
          host,
          port,
          security,
          dialling.lookUp,
          dialling.dials(),
          dialling.address,
          greeting,
          inTheClear,
          startTls,
          wire == null ? null : wire.tls(),
          underTls,
          breakOff,
          transcript.lines());
    }
  }
}
