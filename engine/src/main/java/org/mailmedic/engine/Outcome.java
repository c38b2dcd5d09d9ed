package org.mailmedic.engine;

import java.util.Set;
import org.mailmedic.engine.cause.Cause;
import org.mailmedic.engine.cause.Check;
import org.mailmedic.engine.cause.CheckSpec;
import org.mailmedic.engine.cause.Diagnosis;
import org.mailmedic.knowledge.causes.Level;

/// A diagnosis in one word, for exit statuses and HTTP alike.
public enum Outcome {
  /// Nothing wrong, advice aside.
  FINE,
  /// Something is at-risk or broken.
  FAULT,
  /// No fault of the mail found, and checks that matter could not finish.
  INCONCLUSIVE;

  private static final Set<String> SIGN_IN = Set.of("login.imap", "login.pop", "login.submission");

  /// The outcome of a diagnosis (contract, exit status; verdicts 5 and 7).
  public static Outcome of(Diagnosis diagnosis) {
    boolean broken = false;
    boolean atRisk = false;
    boolean hindered = diagnosis.findings().stream().anyMatch(f -> f.id().startsWith("network."));
    for (Cause cause : diagnosis.causes()) {
      if (!cause.id().startsWith("network.")) {
        broken |= cause.level() == Level.BROKEN;
        atRisk |= cause.level() == Level.AT_RISK;
      }
    }
    if (broken || (atRisk && !hindered)) {
      return FAULT;
    }
    return hindered || neededUnfinished(diagnosis) || signInUnfinished(diagnosis)
        ? INCONCLUSIVE
        : FINE;
  }

  /// Whoever asks for a sign-in needs to know how it ends (verdict 5).
  private static boolean signInUnfinished(Diagnosis diagnosis) {
    return diagnosis.file().complaint().signIn()
        && diagnosis.checks().stream()
            .anyMatch(check ->
                check.status() == Check.Status.INCONCLUSIVE && SIGN_IN.contains(check.id()));
  }

  private static boolean neededUnfinished(Diagnosis diagnosis) {
    for (CheckSpec spec : CheckSpec.ALL) {
      if (spec.needed()) {
        for (Check check : diagnosis.checks()) {
          if (check.id().equals(spec.id()) && check.status() == Check.Status.INCONCLUSIVE) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
