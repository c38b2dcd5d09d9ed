package org.mailmedic.engine.probe.smtp;

import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.RelayAttempt;
import org.mailmedic.engine.evidence.SmtpBreakOff;
import org.mailmedic.engine.evidence.SmtpBreakOff.Stage;
import org.mailmedic.engine.evidence.SmtpReply;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.world.Connection;
import org.mailmedic.engine.world.Tcp.ConnectOutcome;
import org.mailmedic.protocol.smtp.Command;
import org.xbill.DNS.Address;

/// Asks an MX host, on a connection of its own, whether it would take a message for a reserved
/// domain (RFC 2606); none is sent.
///
/// @param host the MX host, without trailing dot
/// @param address one of its addresses, in text form
/// @param limits how long the server is waited for
record RelayProbe(String host, String address, DialogueLimits limits)
    implements Probe<RelayAttempt> {
  private static final String RECIPIENT = "relay-test@example.org";

  @Override
  public String checkId() {
    return "smtp.relay";
  }

  @Override
  public EvidenceKey<RelayAttempt> key() {
    return RelayAttempt.key(host, address);
  }

  @Override
  public boolean shareable() {
    return true;
  }

  @Override
  public Attempt<RelayAttempt> run(ProbeContext context) {
    try {
      ConnectOutcome outcome =
          context
              .world()
              .tcp()
              .connect(
                  Address.getByAddress(address),
                  context.world().ports().smtp(),
                  context.deadline().atMost(limits.connect()));
      if (outcome instanceof ConnectOutcome.Connected(Connection connection)) {
        return talk(new Conversation(connection, new Transcript(), context.deadline(), limits));
      }
      // The first dialogue's connection stood a moment ago: a limit on ours, most likely.
      return new Attempt.Unobserved<>(Attempt.Reason.REFUSED, null);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // it came from an address record
    }
  }

  private Attempt<RelayAttempt> talk(Conversation conversation) {
    SmtpReply refusal = null;
    SmtpReply mail = null;
    SmtpReply rcpt = null;
    SmtpBreakOff breakOff = null;
    try (conversation) {
      refusal = conversation.expect(Stage.GREETING);
      if (refusal.positive()) {
        conversation.send(Stage.EHLO, Command.ehlo(conversation.ownName()));
        refusal = conversation.expect(Stage.EHLO);
      }
      if (refusal.positive()) {
        refusal = null;
        conversation.send(Stage.MAIL, Command.mail("", ""));
        mail = conversation.expect(Stage.MAIL);
      }
      if (mail != null && mail.positive()) {
        conversation.send(Stage.RCPT, Command.rcpt(RECIPIENT));
        rcpt = conversation.expect(Stage.RCPT);
      }
      conversation.send(Stage.RCPT, Command.quit());
    } catch (BrokenOff e) {
      breakOff = rcpt == null ? e.breakOff() : null;
    }
    return evidence(mail, rcpt, refusal, breakOff);
  }

  private Attempt<RelayAttempt> evidence(
      @Nullable SmtpReply mail,
      @Nullable SmtpReply rcpt,
      @Nullable SmtpReply refusal,
      @Nullable SmtpBreakOff breakOff) {
    if (breakOff != null && breakOff.kind() == SmtpBreakOff.Kind.TIMEOUT) {
      return new Attempt.Unobserved<>(Attempt.Reason.DEADLINE, breakOff.stage().name());
    }
    return new Attempt.Observed<>(
        new RelayAttempt(host, address, "", RECIPIENT, mail, rcpt, refusal, breakOff));
  }
}
