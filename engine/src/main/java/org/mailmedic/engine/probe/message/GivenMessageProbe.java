package org.mailmedic.engine.probe.message;

import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.GivenMessage;
import org.mailmedic.engine.message.GivenMessages;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;

/// Reads the message that was given. Asks nobody.
///
/// @param message as given by `--bounce`, each byte one character (ISO 8859-1)
public record GivenMessageProbe(String message) implements Probe<GivenMessage> {

  @Override
  public String checkId() {
    return "message.content";
  }

  @Override
  public EvidenceKey<GivenMessage> key() {
    return GivenMessage.key();
  }

  @Override
  public Attempt<GivenMessage> run(ProbeContext context) {
    GivenMessage read = GivenMessages.read(GivenMessages.bytes(message));
    boolean sent = read.from() != null || read.received() > 0 || read.bodySeen();
    boolean notice = !read.enclosed() && GivenMessages.isNotice(GivenMessages.bytes(message));
    return sent && !notice
        ? new Attempt.Observed<>(read)
        : new Attempt.NotTried<>(Attempt.Reason.NOT_APPLICABLE, null);
  }
}
