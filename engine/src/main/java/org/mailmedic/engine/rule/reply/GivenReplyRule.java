package org.mailmedic.engine.rule.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.mailmedic.engine.evidence.CameBack;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.GivenReply;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.ReturnedMessage;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.CauseCatalogue;
import org.mailmedic.knowledge.causes.CauseType;

/// The cause that a reply names stands in the diagnosis (verdicts 24 and 26); whether something
/// that is seen today explains it, the reasoner finds out.
public final class GivenReplyRule implements Rule {

  @Override
  public Set<String> ids() {
    return CauseCatalogue.builtIn().all().stream().map(CauseType::id).collect(Collectors.toSet());
  }

  @Override
  public String checkId() {
    return "reply.explanation";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    for (Observation<GivenReply> given : file.all(GivenReply.class)) {
      given.attempt().observed().ifPresent(seen -> add(findings, given, seen.replies()));
    }
    for (Observation<ReturnedMessage> message : file.all(ReturnedMessage.class)) {
      message.attempt().observed().ifPresent(seen -> add(findings, message, CameBack.of(seen)));
    }
    return findings;
  }

  private static void add(
      List<Finding> findings, Observation<?> observation, List<GivenReply.Said> replies) {
    replies.forEach(said -> findings.add(finding(observation, said)));
  }

  private static Finding finding(Observation<?> observation, GivenReply.Said said) {
    return Found.of(said.cause(), Finding.REPLY)
        .level(CauseCatalogue.builtIn().get(said.cause()).level())
        .certainty(said.confidence())
        .with("reply", said.words())
        .with("recipient", said.recipient())
        .on(observation)
        .build();
  }
}
