package org.mailmedic.engine.cause;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.SignIn;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.inbound.RecipientRule;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.knowledge.causes.Symptom;

/// What became of each check, from the case file and the findings.
final class Checks {
  private Checks() {}

  /// @param faulty checks whose rules broke down: a fault of ours
  static List<Check> of(CaseFile file, List<Finding> findings, Set<String> faulty) {
    List<Check> checks = new ArrayList<>();
    for (CheckSpec spec : CheckSpec.ALL) {
      Check check = check(spec, file, findings);
      checks.add(faulty.contains(spec.id()) ? broken(check) : check);
    }
    return checks;
  }

  /// Whether every check without which receiving can't be judged has passed.
  static boolean wayOfTheMailPasses(CaseFile file, List<Finding> findings) {
    for (CheckSpec spec : CheckSpec.ALL) {
      if (spec.needed()
          && spec.symptoms().contains(Symptom.RECEIVE)
          && check(spec, file, findings).status() != Check.Status.PASSED) {
        return false;
      }
    }
    return true;
  }

  private static Check check(CheckSpec spec, CaseFile file, List<Finding> findings) {
    if (!spec.built()) {
      return new Check(spec.id(), Check.Status.SKIPPED, 0, Attempt.Reason.NOT_BUILT, null);
    }
    if (spec.symptoms().stream().noneMatch(file.complaint().symptoms()::contains)) {
      return new Check(spec.id(), Check.Status.SKIPPED, 0, Attempt.Reason.NOT_ASKED, null);
    }
    if (spec.id().equals("smtp.tls")) {
      return encryption(spec, file, findings);
    }
    Entries entries = Entries.of(spec.id(), file);
    if (fails(entries, findings)) {
      return new Check(spec.id(), Check.Status.FAILED, entries.durationMs(), null, null);
    }
    if (spec.id().equals("smtp.dialogue") && (refusedHere(file, findings) || senderRefused(file))) {
      return new Check(
          spec.id(), Check.Status.INCONCLUSIVE, entries.durationMs(), Attempt.Reason.REFUSED, null);
    }
    if (signInUnfinished(spec, file)) {
      return new Check(
          spec.id(),
          Check.Status.INCONCLUSIVE,
          entries.durationMs(),
          Attempt.Reason.DEADLINE,
          null);
    }
    return entries.check(spec.id());
  }

  /// A sign-in was begun, and the server never said whether it lets us in.
  private static boolean signInUnfinished(CheckSpec spec, CaseFile file) {
    return file.all(SignIn.class).stream()
        .filter(o -> o.checkId().equals(spec.id()))
        .anyMatch(o ->
            !(o.attempt() instanceof Attempt.Observed<SignIn>)
                || o.attempt().observed().filter(seen -> !seen.settled()).isPresent());
  }

  /// Encryption is seen in the talks with the mail servers.
  private static Check encryption(CheckSpec spec, CaseFile file, List<Finding> findings) {
    Entries talks = Entries.of("smtp.dialogue", file);
    boolean failed =
        findings.stream().anyMatch(f -> f.level() != Level.ADVICE && aboutEncryption(f));
    boolean seen =
        file.seen(SmtpDialogue.class).stream()
            .anyMatch(talk -> talk.ehlo() != null && talk.ehlo().positive());
    if (failed || seen) {
      Check.Status status = failed ? Check.Status.FAILED : Check.Status.PASSED;
      return new Check(spec.id(), status, talks.durationMs(), null, null);
    }
    return new Check(
        spec.id(), Check.Status.SKIPPED, 0, Attempt.Reason.NOT_APPLICABLE, talks.detail());
  }

  private static boolean aboutEncryption(Finding finding) {
    return finding.id().startsWith("tls.");
  }

  private static Check broken(Check check) {
    return check.status() == Check.Status.FAILED
        ? check
        : new Check(
            check.id(),
            Check.Status.INCONCLUSIVE,
            check.durationMs(),
            Attempt.Reason.INTERNAL,
            null);
  }

  /// A finding fails the checks whose evidence it stands on first.
  private static boolean fails(Entries entries, List<Finding> findings) {
    for (Finding finding : findings) {
      if (finding.level() != Level.ADVICE
          && !finding.id().startsWith("network.")
          && !aboutEncryption(finding)
          && !finding.evidence().isEmpty()
          && (entries.ids().contains(finding.evidence().getFirst())
              || (ofPrograms(finding)
                  && finding.evidence().stream().anyMatch(entries.ids()::contains)))) {
        return true;
      }
    }
    return false;
  }

  /// One finding may be about several servers of mail programs, each of which is a check.
  private static boolean ofPrograms(Finding finding) {
    return finding.id().startsWith("access.") || finding.id().startsWith("login.");
  }

  /// The servers refuse this machine's own address, and none let us look (verdict 15).
  private static boolean refusedHere(CaseFile file, List<Finding> findings) {
    return findings.stream().anyMatch(f -> f.id().equals("network.address-refused"))
        && file.seen(SmtpDialogue.class).stream().noneMatch(SmtpDialogue::accepted);
  }

  /// The servers refused this sender, whoever it was for: nothing is known of the domain's mail.
  private static boolean senderRefused(CaseFile file) {
    List<SmtpDialogue> talks =
        file.seen(SmtpDialogue.class).stream().filter(talk -> talk.rcpt() != null).toList();
    return !talks.isEmpty() && talks.stream().allMatch(RecipientRule::refusesSender);
  }

  /// The observations of one check.
  private record Entries(
      Set<String> ids,
      boolean settled,
      Attempt.@Nullable Reason unobserved,
      Attempt.@Nullable Reason notTried,
      @Nullable String detail,
      long durationMs) {

    static Entries of(String checkId, CaseFile file) {
      Set<String> ids = new HashSet<>();
      boolean settled = false;
      Attempt.Reason unobserved = null;
      Attempt.Reason notTried = null;
      String detail = null;
      long durationMs = 0;
      for (Observation<?> observation : file.observations()) {
        if (!observation.checkId().equals(checkId)) {
          continue;
        }
        ids.add(observation.id());
        durationMs = Math.max(durationMs, observation.durationMs());
        switch (observation.attempt()) {
          case Attempt.Observed<?> seen -> {
            if (seen.evidence().settled()) {
              settled = true;
            } else if (unobserved == null) {
              unobserved = seen.evidence().unsettledBecause();
            }
          }
          case Attempt.Unobserved<?> not -> {
            unobserved = not.reason();
            detail = not.detail();
          }
          case Attempt.NotTried<?> not -> {
            notTried = not.reason();
            detail = detail == null ? not.detail() : detail;
          }
        }
      }
      return new Entries(ids, settled, unobserved, notTried, detail, durationMs);
    }

    Check check(String id) {
      if (settled) {
        return new Check(id, Check.Status.PASSED, durationMs, null, null);
      }
      if (unobserved != null) {
        return new Check(id, Check.Status.INCONCLUSIVE, durationMs, unobserved, detail);
      }
      Attempt.Reason reason = notTried == null ? Attempt.Reason.NOT_APPLICABLE : notTried;
      return new Check(id, Check.Status.SKIPPED, 0, reason, detail);
    }
  }
}
