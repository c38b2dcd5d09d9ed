package org.mailmedic.engine.rule.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.evidence.SmtpReply;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.reply.ReplyClassifier;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.engine.rule.inbound.Hosts;
import org.mailmedic.knowledge.causes.Level;

/// Whether the servers refuse this machine's own address (verdict 15): then receiving can't be
/// judged from here, and nothing is held against the domain. A server that lets us look outweighs
/// one that does not.
public final class AddressRefusedRule implements Rule {

  @Override
  public Set<String> ids() {
    return Set.of("network.address-refused");
  }

  @Override
  public String checkId() {
    return "network.local";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    for (Observation<SmtpDialogue> observation : Hosts.of(file).all()) {
      SmtpDialogue dialogue = Hosts.dialogue(observation);
      SmtpReply last = refusal(dialogue);
      if (dialogue.accepted()) {
        return List.of();
      }
      if (last != null) {
        findings.add(
            Found.of("network.address-refused", dialogue.host() + "/" + dialogue.address())
                .level(Level.ADVICE)
                .with("host", dialogue.host())
                .with("reply", last.oneLine())
                .on(observation)
                .build());
      }
    }
    return findings;
  }

  private static @Nullable SmtpReply refusal(SmtpDialogue dialogue) {
    SmtpReply last = dialogue.lastReply();
    boolean us =
        last != null
            && ReplyClassifier.aboutClientAddress(
                last.code(), last.enhanced(), String.join(" ", last.lines()));
    return us ? last : null;
  }
}
