package org.mailmedic.engine.cause;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.knowledge.causes.Symptom;

/// The answer: the root causes, the one to act on first first, and everything else beside them.
///
/// @param file the evidence
/// @param service the mail service that holds or is taken to hold the account; null where unknown
/// @param verdict one for each symptom, asked for or not (UNKNOWN where not)
/// @param causes root causes of level broken or at-risk
/// @param findings everything noticed, advice included, upstream first
/// @param checks every check, in the order of the way of the mail
public record Diagnosis(
    CaseFile file,
    @Nullable Service service,
    Map<Symptom, Verdict> verdict,
    List<Cause> causes,
    List<Finding> findings,
    List<Check> checks) {
  public Diagnosis {
    verdict = Map.copyOf(verdict);
    causes = List.copyOf(causes);
    findings = List.copyOf(findings);
    checks = List.copyOf(checks);
  }

  /// The mail service.
  ///
  /// @param id profile id, such as `ovh-mxplan`
  /// @param name as people know it
  /// @param detectedBy `mx`, `option` or another way of knowing
  public record Service(String id, String name, String detectedBy) {}
}
