package org.mailmedic.engine.probe.access;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.complaint.Password;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.AccessReply;
import org.mailmedic.engine.evidence.AccessTalk.BreakOff;
import org.mailmedic.engine.evidence.AccessTalk.Kind;
import org.mailmedic.engine.evidence.AccessTalk.Stage;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.SignIn;
import org.mailmedic.engine.evidence.TestDelivery;
import org.mailmedic.engine.evidence.TestDelivery.Hop;
import org.mailmedic.engine.evidence.TestDelivery.Removal;
import org.mailmedic.engine.evidence.TranscriptLine;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.smtp.Transcript;
import org.mailmedic.engine.world.Connection;
import org.mailmedic.protocol.received.ReceivedField;
import org.mailmedic.protocol.sasl.SaslFault;
import org.mailmedic.protocol.smtp.Command;

/// Sends a message of the account to itself and waits for it in INBOX and in the folder for junk;
/// then reads what the servers wrote into it, and deletes it. Begun only where IMAP and the
/// outgoing server have let us in.
///
/// @param address the account's address
/// @param servers which servers the account has
public record TestDeliveryProbe(String address, AccessServersProbe servers)
    implements Probe<TestDelivery> {

  @Override
  public String checkId() {
    return "delivery.test";
  }

  @Override
  public EvidenceKey<TestDelivery> key() {
    return TestDelivery.key(address);
  }

  @Override
  public Attempt<TestDelivery> run(ProbeContext context) throws InterruptedException {
    List<Attempt<SignIn>> signIns =
        context.awaitAll(
            List.of(
                new SignInProbe(AccessProtocol.IMAP, servers),
                new SignInProbe(AccessProtocol.SUBMISSION, servers)));
    SignIn mailbox = signIns.get(0).observed().orElse(null);
    SignIn outgoing = signIns.get(1).observed().orElse(null);
    Password password = context.password();
    if (password == null || mailbox == null || outgoing == null) {
      boolean unseen = signIns.stream().anyMatch(one -> one instanceof Attempt.Unobserved<?>);
      return unseen
          ? new Attempt.Unobserved<>(Attempt.Reason.NEEDS_UNSEEN, null)
          : new Attempt.NotTried<>(Attempt.Reason.NOT_APPLICABLE, null);
    }
    AccessReply rcpt = outgoing.rcpt();
    if (!mailbox.accepted() || !outgoing.accepted() || rcpt == null || !rcpt.positive()) {
      return new Attempt.NotTried<>(Attempt.Reason.NOT_APPLICABLE, null);
    }
    try (Leaving leaving = Leaving.watch()) {
      return new Sending(context, leaving, password, mailbox, outgoing).all();
    }
  }

  /// One message; what became of it stays in its fields, however it ends.
  private final class Sending {
    private final ProbeContext context;
    private final Leaving leaving;
    private final Password password;
    private final SignIn mailbox;
    private final SignIn outgoing;
    private final Transcript transcript = new Transcript();
    private final TestMessage message;
    private boolean given;
    private @Nullable AccessReply taken;
    private long takenAt;
    private Duration patience = Duration.ZERO;
    private long waitedMs;
    private TestMailbox.@Nullable Found found;
    private List<Hop> hops = List.of();
    private List<String> authentication = List.of();
    private Removal removal = Removal.NONE;
    private @Nullable BreakOff breakOff;

    Sending(
        ProbeContext context, Leaving leaving, Password password, SignIn mailbox, SignIn outgoing) {
      this.context = context;
      this.leaving = leaving;
      this.password = password;
      this.mailbox = mailbox;
      this.outgoing = outgoing;
      Complaint complaint = context.complaint();
      Instant now = context.world().clock().instant();
      this.message = TestMessage.to(address, complaint.domain(), now);
    }

    Attempt<TestDelivery> all() throws InterruptedException {
      // The mailbox is opened first, so that nothing is sent that can't be seen arriving.
      try (Wire wire = wire(mailbox, AccessLimits.STANDARD.reply())) {
        if (wire == null) {
          return new Attempt.Unobserved<>(Attempt.Reason.REFUSED, mailbox.host());
        }
        ImapSpeech speech = new ImapSpeech(wire);
        watch(wire, speech);
        speech.leave();
      } catch (BrokenOff e) {
        breakOff = e.breakOff();
      } catch (SaslFault e) {
        breakOff = new BreakOff(Stage.SIGN_IN, Kind.NOT_THE_PROTOCOL, 0, e.getMessage());
      }
      if (!given && taken == null) {
        return new Attempt.Unobserved<>(
            Attempt.Reason.SOURCE_FAILED, breakOff == null ? null : breakOff.stage().name());
      }
      return new Attempt.Observed<>(seen());
    }

    private TestDelivery seen() {
      TestMailbox.Found where = found;
      return new TestDelivery(
          address,
          message.messageId(),
          outgoing.host(),
          taken,
          patience.toMillis(),
          waitedMs,
          where == null ? null : where.folder(),
          where != null && where.junk(),
          hops,
          authentication,
          removal,
          breakOff,
          transcript.lines());
    }

    private @Nullable Wire wire(SignIn before, Duration limit) throws InterruptedException {
      Dialling dialling =
          new Dialling(context, before.host(), before.port(), AccessLimits.STANDARD);
      Connection connection = dialling.connect();
      if (connection == null) {
        return null;
      }
      transcript.add(
          TranscriptLine.Side.NOBODY,
          before.protocol().shown() + ", connected " + dialling.address);
      Duration share = Duration.ofNanos(context.timeout().toNanos() / AccessLimits.REPLY_SHARE);
      return new Wire(
          connection, transcript, context.deadline(), limit.compareTo(share) < 0 ? limit : share);
    }

    private void watch(Wire wire, ImapSpeech speech)
        throws BrokenOff, SaslFault, InterruptedException {
      if (!Entrance.enter(mailbox, speech, wire, password)) {
        return;
      }
      wire.stage(Stage.MAILBOX);
      TestMailbox box = new TestMailbox(speech, wire, leaving);
      if (!box.open() || leaving.asked()) {
        return;
      }
      send();
      if (!given || (taken != null && !taken.positive())) {
        return;
      }
      patience = patience();
      TestMailbox.Found where = box.await(message.word(), patience);
      waitedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - takenAt);
      found = where;
      if (where != null) {
        // Before anything else: what follows may fail, and nothing may be left.
        read(box, where);
      }
    }

    /// Reads it and deletes it, whatever reading brings.
    private void read(TestMailbox box, TestMailbox.Found where) throws BrokenOff {
      removal = Removal.LEFT;
      hops = hops(box.fields(where, "received"));
      authentication = box.fields(where, "authentication-results");
      removal = box.remove(where);
    }

    /// Five minutes, or what is left of a shorter time that was asked for.
    private Duration patience() {
      Duration share = context.timeout().dividedBy(TestLimits.RESERVE_SHARE);
      Duration reserve = share.compareTo(TestLimits.RESERVE) < 0 ? share : TestLimits.RESERVE;
      Duration left = context.deadline().remaining().minus(reserve);
      Duration most = left.compareTo(TestDelivery.LOST_AFTER) < 0 ? left : TestDelivery.LOST_AFTER;
      return most.isNegative() ? Duration.ZERO : most;
    }

    private void send() throws InterruptedException {
      try (Wire wire = wire(outgoing, TestLimits.FILTERS)) {
        if (wire != null) {
          SubmissionSpeech speech = new SubmissionSpeech(wire);
          if (Entrance.enter(outgoing, speech, wire, password)) {
            wire.stage(Stage.ENVELOPE);
            talk(wire, speech);
            speech.leave();
          }
        }
      } catch (BrokenOff e) {
        breakOff = e.breakOff();
      } catch (SaslFault e) {
        breakOff = new BreakOff(Stage.SIGN_IN, Kind.NOT_THE_PROTOCOL, 0, e.getMessage());
      }
    }

    private void talk(Wire wire, SubmissionSpeech speech) throws BrokenOff {
      String utf8 = Said.quotable(address) ? "" : "SMTPUTF8";
      AccessReply said = wire.safe(speech.command(Command.mail(address, utf8)));
      if (said.positive()) {
        said = wire.safe(speech.command(Command.rcpt(address)));
      }
      if (said.positive()) {
        wire.say("DATA");
        said = wire.safe(wire.reply(new ArrayList<>()));
        if (said.status().equals("354")) {
          given = true;
          takenAt = System.nanoTime();
          wire.saySecretly(message.wire(), "[test message] .");
          said = wire.safe(wire.reply(new ArrayList<>()));
          takenAt = System.nanoTime();
        }
      }
      taken = said;
    }

    /// The first server's line stands at the bottom.
    private static List<Hop> hops(List<String> received) {
      List<Hop> hops = new ArrayList<>();
      Instant before = null;
      for (int i = received.size() - 1; i >= 0; i--) {
        ReceivedField field = ReceivedField.parse(received.get(i));
        Instant at = field.date() == null ? null : field.date().instant();
        long afterMs = before == null || at == null ? 0 : Duration.between(before, at).toMillis();
        hops.add(new Hop(field.by(), field.with(), afterMs));
        before = at == null ? before : at;
      }
      return hops;
    }
  }
}
