package org.mailmedic.engine.rule.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mailmedic.engine.evidence.AccessReply;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.SignIn;
import org.mailmedic.engine.evidence.TestDelivery;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;

/// What became of the message that the account sent to itself (verdict 20).
public final class TestDeliveryRule implements Rule {
  private static final long MINUTE_MS = 60_000;

  @Override
  public Set<String> ids() {
    return Set.of("delivery.lost", "delivery.delayed", "delivery.to-junk");
  }

  @Override
  public String checkId() {
    return "delivery.test";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    for (Observation<TestDelivery> observation : file.all(TestDelivery.class)) {
      TestDelivery seen = observation.attempt().observed().orElse(null);
      if (seen == null || !seen.settled()) {
        continue;
      }
      AccessReply taken = seen.taken();
      if (seen.refused() && taken != null) {
        file.seen(SignIn.class).stream()
            .filter(signIn -> signIn.rcpt() != null && signIn.host().equals(seen.host()))
            .findFirst()
            .ifPresent(signIn ->
                findings.add(
                    EnvelopeRule.found(file, signIn, taken)
                        .with("reply", taken.oneLine())
                        .on(observation)
                        .build()));
      } else if (!seen.arrived()) {
        findings.add(missing(seen).on(observation).build());
      } else {
        if (seen.waitedMs() >= TestDelivery.LOST_AFTER.toMillis()) {
          findings.add(late(seen).on(observation).build());
        }
        if (seen.junk()) {
          findings.add(
              Found.of("delivery.to-junk", seen.address())
                  .level(Level.AT_RISK)
                  .certainty(0.95)
                  .with("folder", seen.folder())
                  .with("address", seen.address())
                  .on(observation)
                  .build());
        }
      }
    }
    return findings;
  }

  private static Found missing(TestDelivery seen) {
    if (seen.waitedMs() < TestDelivery.LOST_AFTER.toMillis()) {
      return late(seen).certainty(0.6);
    }
    return Found.of("delivery.lost", seen.address())
        .certainty(0.85)
        .with("address", seen.address())
        .with("minutes", seen.waitedMs() / MINUTE_MS);
  }

  private static Found late(TestDelivery seen) {
    Found found =
        Found.of("delivery.delayed", seen.address())
            .level(Level.AT_RISK)
            .certainty(0.9)
            .with("address", seen.address());
    long minutes = seen.waitedMs() / MINUTE_MS;
    return minutes > 0 ? found.with("minutes", minutes) : found;
  }
}
