package org.mailmedic.engine.probe.smtp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.SmtpBreakOff;
import org.mailmedic.engine.evidence.SmtpBreakOff.Kind;
import org.mailmedic.engine.evidence.SmtpBreakOff.Stage;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.evidence.SmtpReply;
import org.mailmedic.engine.evidence.TlsSeen;
import org.mailmedic.engine.evidence.TranscriptLine;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.world.Connection;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.Tcp.ConnectOutcome;
import org.mailmedic.engine.world.Tcp.Failure;
import org.xbill.DNS.Address;

/// The tries at one address: the first, without TLS where that failed, once more where the trouble
/// may be over in a moment.
final class Tries {
  private final ProbeContext context;
  private final Dialogue.Ask ask;
  private final DialogueLimits limits;
  private final Runnable greeted;
  private final Runnable silent;
  private final Transcript transcript = new Transcript();
  private long connectMs;
  private @Nullable TlsSeen failedTls;
  private @Nullable SmtpReply failedStartTls;
  private @Nullable SmtpBreakOff firstTry;
  private @Nullable SmtpReply firstTryReply;

  /// @param ask with whom, and what about
  /// @param limits how long the server is waited for
  /// @param greeted runs each time that the server has greeted
  /// @param silent runs where no connection came about in time
  Tries(
      ProbeContext context,
      Dialogue.Ask ask,
      DialogueLimits limits,
      Runnable greeted,
      Runnable silent) {
    this.context = context;
    this.ask = ask;
    this.limits = limits;
    this.greeted = greeted;
    this.silent = silent;
  }

  Attempt<SmtpDialogue> all() throws InterruptedException {
    Outcome outcome = once(true);
    if (outcome instanceof Outcome.Talked talked && tlsFailed(talked.dialogue())) {
      Outcome plain = once(false);
      // One that could not even begin says less than the handshake that failed.
      if (plain instanceof Outcome.Talked) {
        failedTls = talked.dialogue().tls;
        failedStartTls = talked.dialogue().startTls;
        outcome = plain;
      }
    }
    if (again(outcome)) {
      Outcome second = once(failedTls == null);
      // A second try that could not even begin says less than the first.
      if (second instanceof Outcome.Talked) {
        remember(outcome);
        outcome = second;
      }
    }
    return attempt(outcome);
  }

  private boolean again(Outcome outcome) throws InterruptedException {
    boolean worth =
        switch (outcome) {
          case Outcome.Talked talked -> talked.dialogue().worthASecondTry();
          case Outcome.NoConnection none -> false;
        };
    Duration left = context.deadline().remaining();
    if (!worth || left.compareTo(limits.secondTryLeast()) < 0) {
      return false;
    }
    Thread.sleep(limits.pause());
    return true;
  }

  private void remember(Outcome outcome) {
    if (outcome instanceof Outcome.Talked talked) {
      firstTry = talked.dialogue().breakOff;
      firstTryReply = talked.dialogue().putOff();
    }
  }

  private boolean tlsFailed(Dialogue dialogue) {
    return dialogue.breakOff != null && dialogue.breakOff.stage() == Stage.TLS;
  }

  private Outcome once(boolean useTls) {
    Deadline deadline = context.deadline();
    Duration limit = least(limits.connect(), share(DialogueLimits.CONNECT_SHARE));
    long before = System.nanoTime();
    ConnectOutcome connected =
        context.world().tcp().connect(inet(), ask.port(), deadline.atMost(limit));
    connectMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
    return switch (connected) {
      case ConnectOutcome.Failed(Failure failure, @Nullable String detail) -> {
        transcript.add(TranscriptLine.Side.NOBODY, failure.name());
        yield new Outcome.NoConnection(failure, detail);
      }
      case ConnectOutcome.Connected(Connection connection) -> {
        transcript.add(TranscriptLine.Side.NOBODY, "connected");
        Dialogue dialogue =
            new Dialogue(
                ask,
                new Conversation(connection, transcript, deadline, limits),
                transcript,
                share(DialogueLimits.GREETING_SHARE),
                least(limits.reply(), share(DialogueLimits.TLS_SHARE)),
                deadline,
                useTls);
        dialogue.talk(greeted);
        yield new Outcome.Talked(dialogue);
      }
    };
  }

  private InetAddress inet() {
    try {
      return Address.getByAddress(ask.address());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // it came from an address record
    }
  }

  private Duration share(int part) {
    return Duration.ofNanos(context.timeout().toNanos() / part);
  }

  private Attempt<SmtpDialogue> attempt(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Talked(Dialogue dialogue) -> talked(dialogue);
      case Outcome.NoConnection(Failure failure, @Nullable String detail) ->
          switch (failure) {
            case NO_FAMILY -> new Attempt.Unobserved<>(Attempt.Reason.NO_FAMILY, ask.address());
            case FORBIDDEN ->
                new Attempt.Unobserved<>(Attempt.Reason.PRIVATE_ADDRESS, ask.address());
            case CAPPED -> new Attempt.Unobserved<>(Attempt.Reason.LIMIT, ask.address());
            case REFUSED -> noConnection(Kind.REFUSED, detail);
            case UNREACHABLE -> noConnection(Kind.UNREACHABLE, detail);
            case TIMEOUT -> {
              silent.run();
              yield noConnection(Kind.TIMEOUT, detail);
            }
          };
    };
  }

  private Attempt<SmtpDialogue> talked(Dialogue dialogue) {
    SmtpBreakOff end = dialogue.breakOff;
    if (end != null && waitedInVain(end) && !waitedEnough(end)) {
      return new Attempt.Unobserved<>(
          Attempt.Reason.DEADLINE, end.stage() + " " + end.afterMs() + " ms");
    }
    return new Attempt.Observed<>(evidence(dialogue, end));
  }

  /// Whether nothing but our own time put an end to it.
  private boolean waitedInVain(SmtpBreakOff end) {
    return end.kind() == Kind.TIMEOUT
        || (end.kind() == Kind.TLS_FAILED && context.deadline().passed());
  }

  private boolean waitedEnough(SmtpBreakOff end) {
    return end.afterMs() >= limits.greetingLeast().toMillis();
  }

  private Attempt<SmtpDialogue> noConnection(Kind kind, @Nullable String detail) {
    return new Attempt.Observed<>(
        evidence(null, new SmtpBreakOff(Stage.CONNECT, kind, connectMs, detail)));
  }

  private SmtpDialogue evidence(@Nullable Dialogue seen, @Nullable SmtpBreakOff end) {
    return new SmtpDialogue(
        ask.domain(),
        ask.host(),
        ask.address(),
        ask.port(),
        connectMs,
        seen == null ? null : seen.greeting,
        seen == null ? 0 : seen.greetingMs,
        seen == null ? null : seen.ehlo,
        seen == null ? List.of() : seen.offers.extensions(),
        seen != null && seen.offers.offers("STARTTLS"),
        failedStartTls != null ? failedStartTls : seen == null ? null : seen.startTls,
        failedTls != null ? failedTls : seen == null ? null : seen.tls,
        failedTls != null,
        seen == null ? null : seen.ehloAfterTls,
        seen == null ? List.of() : seen.offersAfterTls.extensions(),
        ask.sender(),
        seen == null ? null : seen.mail,
        seen == null ? null : seen.recipient,
        ask.kind(),
        seen == null ? null : seen.rcpt,
        end,
        firstTry,
        firstTryReply,
        transcript.lines());
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /// What one try brought.
  private sealed interface Outcome {
    record NoConnection(Failure failure, @Nullable String detail) implements Outcome {}

    record Talked(Dialogue dialogue) implements Outcome {}
  }
}
