package org.mailmedic.engine.cause;

import java.util.List;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.SignIn;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.knowledge.causes.Symptom;

/// What is said of each symptom (verdicts 5 and 7).
final class Verdicts {
  private Verdicts() {}

  static Verdict of(Symptom symptom, CaseFile file, List<Cause> causes, List<Check> checks) {
    Complaint complaint = file.complaint();
    if (!complaint.symptoms().contains(symptom)) {
      return Verdict.UNKNOWN;
    }
    if (any(symptom, Level.BROKEN, causes)) {
      return Verdict.BROKEN;
    }
    Verdict seen = signedIn(symptom, file) ? Verdict.WORKS : seen(symptom, checks);
    boolean network = causes.stream().anyMatch(Verdicts::isNetwork);
    boolean atRisk = any(symptom, Level.AT_RISK, causes);
    if (atRisk && (seen == Verdict.WORKS || !hasNeeded(symptom))) {
      return Verdict.AT_RISK;
    }
    return network ? Verdict.UNKNOWN : seen;
  }

  /// Signing in works where it was done by some way of reading and refused by none; sending, where
  /// the outgoing server takes a message after sign-in.
  private static boolean signedIn(Symptom symptom, CaseFile file) {
    List<SignIn> all = file.seen(SignIn.class);
    return switch (symptom) {
      case SEND ->
          all.stream()
              .anyMatch(one -> one.accepted() && one.rcpt() != null && one.rcpt().positive());
      case LOGIN ->
          all.stream().anyMatch(one -> one.accepted() && one.protocol().reads())
              && all.stream().allMatch(SignIn::accepted);
      case RECEIVE -> false;
    };
  }

  static boolean isNetwork(Cause cause) {
    return cause.id().startsWith("network.");
  }

  private static boolean any(Symptom symptom, Level level, List<Cause> causes) {
    return causes.stream()
        .anyMatch(cause ->
            cause.level() == level && cause.affects().contains(symptom) && !isNetwork(cause));
  }

  private static boolean hasNeeded(Symptom symptom) {
    return CheckSpec.ALL.stream().anyMatch(s -> s.needed() && s.symptoms().contains(symptom));
  }

  /// WORKS where every check that the symptom can't be judged without came to an end.
  private static Verdict seen(Symptom symptom, List<Check> checks) {
    boolean judged = false;
    for (CheckSpec spec : CheckSpec.ALL) {
      if (!spec.needed() || !spec.symptoms().contains(symptom)) {
        continue;
      }
      Check check = checks.stream().filter(c -> c.id().equals(spec.id())).findFirst().orElseThrow();
      switch (check.status()) {
        case PASSED, FAILED -> judged = true;
        case INCONCLUSIVE, SKIPPED -> {
          return Verdict.UNKNOWN;
        }
      }
    }
    return judged ? Verdict.WORKS : Verdict.UNKNOWN;
  }
}
