package org.mailmedic.engine.cause;

import java.util.List;
import java.util.Set;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.knowledge.causes.Role;
import org.mailmedic.knowledge.causes.Symptom;

/// A root cause: a finding that nothing else explains, with what it explains.
///
/// @param finding the root finding
/// @param level the worst level among the root and all that it explains
/// @param affects the symptoms of the root and of all that it explains
/// @param responsible who has to act
/// @param confidence 0 to 1; falls where evidence is missing
/// @param explains the findings that it explains, directly or through others, in their order
/// @param evidence ids of the observations, the root's first
public record Cause(
    Finding finding,
    Level level,
    Set<Symptom> affects,
    Role responsible,
    double confidence,
    List<Finding> explains,
    List<String> evidence) {
  public Cause {
    affects = Set.copyOf(affects);
    explains = List.copyOf(explains);
    evidence = List.copyOf(evidence);
  }

  /// The public identifier, as in `causes.yaml`.
  public String id() {
    return finding.id();
  }
}
