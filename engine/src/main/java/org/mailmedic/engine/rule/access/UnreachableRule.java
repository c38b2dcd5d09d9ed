package org.mailmedic.engine.rule.access;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;

/// Whether mail programs get at the account's servers at all. Silence that may be this network's is
/// not held against anybody (verdict 8).
public final class UnreachableRule implements Rule {

  @Override
  public Set<String> ids() {
    return Set.of("access.unreachable", "submission.unreachable");
  }

  @Override
  public String checkId() {
    return "login.servers";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    reading(file, findings);
    Talks sending = Talks.of(file, AccessProtocol.SUBMISSION);
    if (sending.dead() && !perhapsHere(file, sending)) {
      findings.add(
          Found.of("submission.unreachable", sending.hosts().getFirst())
              .with("hosts", sending.hosts())
              .with("problem", problem(sending))
              .certainty(certainty(sending))
              .on(sending.observations())
              .build());
    }
    return findings;
  }

  private static void reading(CaseFile file, List<Finding> findings) {
    List<Talks.One> dead = new ArrayList<>();
    Set<String> protocols = new LinkedHashSet<>();
    boolean alive = false;
    for (AccessProtocol protocol : List.of(AccessProtocol.IMAP, AccessProtocol.POP3)) {
      Talks one = Talks.of(file, protocol);
      if (one.dead()) {
        dead.addAll(one.all());
        protocols.add(protocol.shown());
      } else {
        alive |= one.perhapsAlive();
      }
    }
    Talks gone = new Talks(dead, false);
    if (dead.isEmpty() || perhapsHere(file, gone)) {
      return;
    }
    boolean given = dead.stream().anyMatch(one -> one.server().given());
    findings.add(
        Found.of("access.unreachable", gone.hosts().getFirst())
            .level(alive && !given ? Level.AT_RISK : Level.BROKEN)
            .with("hosts", gone.hosts())
            .with("protocols", List.copyOf(protocols))
            .with("problem", problem(gone))
            .certainty(certainty(gone))
            .on(gone.observations())
            .build());
  }

  /// Whether it may be this network that keeps silent.
  private static boolean perhapsHere(CaseFile file, Talks talks) {
    return talks.silent() && (!talks.open(file).isEmpty() || !talks.surveyed(file));
  }

  private static String problem(Talks talks) {
    Set<String> words = new LinkedHashSet<>();
    for (Talks.One one : talks.all()) {
      String death = one.death();
      if (death != null) {
        words.add(death);
      }
    }
    return words.size() == 1 ? words.iterator().next() : "mixed";
  }

  /// A refusal is an answer; from silence alone the way there may be at fault too.
  private static double certainty(Talks talks) {
    return talks.silent() ? 0.85 : 0.95;
  }
}
