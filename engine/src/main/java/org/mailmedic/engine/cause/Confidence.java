package org.mailmedic.engine.cause;

import java.util.List;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.knowledge.causes.CauseType;

/// How sure we are of a cause, 0 to 1: the rule's own certainty, less where checks upstream of it
/// could not finish (the real cause may hide there), more where its consequences were seen too.
final class Confidence {
  /// A check upstream that mattered and did not finish.
  private static final double NEEDED_MISSING = 0.85;

  /// A side check upstream that did not finish.
  private static final double SIDE_MISSING = 0.97;

  /// What remains of the doubt for each consequence that was seen.
  private static final double DOUBT_LEFT = 0.7;

  private static final double MOST = 0.99;

  private Confidence() {}

  static double of(Finding root, CauseType type, List<Finding> explains, List<Check> checks) {
    double doubt = 1 - root.certainty();
    for (int i = 0; i < explains.size(); i++) {
      doubt *= DOUBT_LEFT;
    }
    double confidence = 1 - doubt;
    for (CheckSpec spec : CheckSpec.ALL) {
      if (upstream(spec, type) && inconclusive(spec, checks)) {
        confidence *= spec.needed() ? NEEDED_MISSING : SIDE_MISSING;
      }
    }
    return Math.round(Math.min(MOST, confidence) * 100) / 100.0;
  }

  private static boolean inconclusive(CheckSpec spec, List<Check> checks) {
    return checks.stream()
        .anyMatch(c -> c.id().equals(spec.id()) && c.status() == Check.Status.INCONCLUSIVE);
  }

  /// Whether a check looks at an earlier station of the way of the mail than the cause lies at.
  private static boolean upstream(CheckSpec spec, CauseType type) {
    return station(spec.id()) < station(type.id());
  }

  private static int station(String id) {
    int dot = id.indexOf('.');
    return switch (dot < 0 ? id : id.substring(0, dot)) {
      case "network" -> 0;
      case "domain" -> 1;
      case "dns" -> id.startsWith("dns.mx") ? 3 : 2;
      case "mx", "service" -> 4;
      case "smtp", "inbound", "tls", "mta-sts", "dane" -> 5;
      default -> 6;
    };
  }
}
