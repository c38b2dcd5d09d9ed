package org.mailmedic.engine.probe.reply;

import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.GivenReply;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;

/// Reads what came back. Asks nobody.
///
/// @param text as given by `--error`
public record GivenReplyProbe(String text) implements Probe<GivenReply> {

  @Override
  public String checkId() {
    return "reply.explanation";
  }

  @Override
  public EvidenceKey<GivenReply> key() {
    return GivenReply.key();
  }

  @Override
  public Attempt<GivenReply> run(ProbeContext context) {
    return new Attempt.Observed<>(GivenReplies.read(text));
  }
}
