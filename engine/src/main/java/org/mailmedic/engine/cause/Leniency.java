package org.mailmedic.engine.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.knowledge.causes.Level;

/// What is held against nobody (verdict 7), and what is lowered where mail flows all the same
/// (verdict 6).
final class Leniency {
  private static final Set<String> LOWERED = Set.of("domain.expired", "incident.ongoing");

  private Leniency() {}

  static List<Finding> apply(CaseFile file, List<Finding> findings) {
    boolean offline = findings.stream().anyMatch(f -> f.id().equals("network.offline"));
    boolean flows =
        findings.stream().noneMatch(f -> f.level() == Level.BROKEN && !LOWERED.contains(f.id()))
            && Checks.wayOfTheMailPasses(file, findings);
    List<Finding> held = new ArrayList<>();
    for (Finding finding : findings) {
      if (offline && !finding.id().equals("network.offline") && !isReply(finding)) {
        continue;
      }
      boolean lower = flows && finding.level() == Level.BROKEN && LOWERED.contains(finding.id());
      held.add(lower ? withLevel(finding, Level.AT_RISK) : finding);
    }
    return held;
  }

  /// What came back was said by somebody else; it holds whatever this machine can reach.
  private static boolean isReply(Finding finding) {
    return finding.subject().equals(Finding.REPLY);
  }

  private static Finding withLevel(Finding finding, Level level) {
    return new Finding(
        finding.id(),
        level,
        finding.subject(),
        finding.arguments(),
        finding.evidence(),
        finding.certainty());
  }
}
