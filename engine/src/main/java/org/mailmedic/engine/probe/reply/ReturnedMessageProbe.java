package org.mailmedic.engine.probe.reply;

import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.ReturnedMessage;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;

/// Reads the message that came back. Asks nobody.
///
/// @param message as given by `--bounce`, each byte one character (ISO 8859-1)
public record ReturnedMessageProbe(String message) implements Probe<ReturnedMessage> {

  @Override
  public String checkId() {
    return "reply.explanation";
  }

  @Override
  public EvidenceKey<ReturnedMessage> key() {
    return ReturnedMessage.key();
  }

  @Override
  public Attempt<ReturnedMessage> run(ProbeContext context) {
    return new Attempt.Observed<>(ReturnedMessages.read(message));
  }
}
