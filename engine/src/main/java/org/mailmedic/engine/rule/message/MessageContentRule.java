package org.mailmedic.engine.rule.message;

import java.util.List;
import java.util.Set;
import org.mailmedic.engine.evidence.CameBack;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.GivenMessage;
import org.mailmedic.engine.evidence.GivenReply;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Rule;

/// What content filters may hold against the message that was given. One that came back is judged
/// only where the reply leaves it open whether its content was the reason (the guide's 450 and 554,
/// and what says so); it is advice in any case.
public final class MessageContentRule implements Rule {
  private static final Set<String> ABOUT_CONTENT =
      Set.of(
          "message.spam",
          "message.malformed",
          "message.virus",
          "message.attachment-blocked",
          "policy.refused",
          "reputation.poor");

  @Override
  public Set<String> ids() {
    return Set.of(ContentTraits.ID);
  }

  @Override
  public String checkId() {
    return "message.content";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    Observation<GivenMessage> observation = file.find(GivenMessage.key()).orElse(null);
    GivenMessage message =
        observation == null ? null : observation.attempt().observed().orElse(null);
    if (observation == null || message == null || !wanted(file, message)) {
      return List.of();
    }
    return ContentTraits.of(message, List.of(observation.id()));
  }

  private static boolean wanted(CaseFile file, GivenMessage message) {
    return !message.enclosed()
        || CameBack.in(file).stream().anyMatch(MessageContentRule::leavesItOpen);
  }

  private static boolean leavesItOpen(GivenReply.Said said) {
    return said.code() == 450 || said.code() == 554 || ABOUT_CONTENT.contains(said.cause());
  }
}
