package org.mailmedic.engine.rule.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.RelayAttempt;
import org.mailmedic.engine.evidence.SmtpReply;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;

/// Whether an MX host takes mail for strangers.
public final class OpenRelayRule implements Rule {
  /// RFC 5321 section 3.5.3: 252 promises nothing.
  private static final Set<Integer> TAKEN = Set.of(250, 251);

  @Override
  public Set<String> ids() {
    return Set.of("inbound.open-relay");
  }

  @Override
  public String checkId() {
    return "smtp.relay";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    for (Observation<RelayAttempt> observation : file.all(RelayAttempt.class)) {
      RelayAttempt attempt = observation.attempt().observed().orElse(null);
      SmtpReply rcpt = attempt == null ? null : attempt.rcpt();
      if (attempt != null && rcpt != null && TAKEN.contains(rcpt.code())) {
        findings.add(
            Found.of("inbound.open-relay", observation.key().subject())
                .level(Level.AT_RISK)
                .certainty(0.85) // some servers take everything at RCPT and refuse at DATA
                .with("host", attempt.host())
                .on(observation)
                .build());
      }
    }
    return findings;
  }
}
