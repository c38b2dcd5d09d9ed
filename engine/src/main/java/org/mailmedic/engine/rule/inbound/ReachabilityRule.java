package org.mailmedic.engine.rule.inbound;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.PortSurvey;
import org.mailmedic.engine.evidence.SmtpBreakOff.Kind;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;

/// Whether the MX hosts take connections at all (verdict 8).
public final class ReachabilityRule implements Rule {

  @Override
  public Set<String> ids() {
    return Set.of("inbound.unreachable", "inbound.partly-unreachable");
  }

  @Override
  public String checkId() {
    return "smtp.dialogue";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    Hosts hosts = Hosts.of(file);
    List<String> dead = hosts.dead();
    if (dead.isEmpty() || !hosts.blockedHere(file).isEmpty()) {
      return List.of();
    }
    List<Observation<SmtpDialogue>> seen = hosts.of(dead);
    int port = Hosts.dialogue(seen.getFirst()).port();
    String domain = file.complaint().domain();
    List<String> connected = hosts.connected();
    if (!connected.isEmpty()) {
      return List.of(
          Found.of("inbound.partly-unreachable", domain)
              .level(Level.AT_RISK)
              .with("domain", domain)
              .with("hosts", dead)
              .with("healthy", connected)
              .with("port", (long) port)
              .on(seen)
              .build());
    }
    if (!hosts.unseen().isEmpty()) {
      return List.of(); // the ones that can't be seen from here may well take mail
    }
    if (silence(seen) && !surveyed(file)) {
      return List.of(); // it may be this network that keeps silent (verdict 8)
    }
    return List.of(
        Found.of("inbound.unreachable", domain)
            .with("domain", domain)
            .with("hosts", dead)
            .with("port", (long) port)
            .with("problem", problem(seen))
            .certainty(certainty(file, seen))
            .on(seen)
            .on(surveys(file))
            .build());
  }

  /// Whether some address kept silent and none so much as refused.
  private static boolean silence(List<Observation<SmtpDialogue>> seen) {
    return seen.stream().anyMatch(o -> kind(o) == Kind.TIMEOUT)
        && seen.stream().noneMatch(o -> kind(o) == Kind.REFUSED);
  }

  /// Whether it came out for some silent address that it is silent on every port.
  private static boolean surveyed(CaseFile file) {
    return surveys(file).stream()
        .flatMap(o -> o.attempt().observed().stream())
        .anyMatch(survey ->
            survey.ports().stream().noneMatch(port -> port.answer() == PortSurvey.Answer.UNKNOWN));
  }

  /// Those of MX hosts; mail programs' servers have their own.
  private static List<Observation<PortSurvey>> surveys(CaseFile file) {
    Set<String> dialled = new HashSet<>();
    file.all(SmtpDialogue.class).forEach(o -> dialled.add(o.key().subject()));
    return file.all(PortSurvey.class).stream()
        .filter(o -> dialled.contains(o.key().subject()))
        .toList();
  }

  private static String problem(List<Observation<SmtpDialogue>> seen) {
    Set<String> words = new HashSet<>();
    for (Observation<SmtpDialogue> observation : seen) {
      words.add(kind(observation) == Kind.REFUSED ? "refused" : "timeout");
    }
    return words.size() == 1 ? words.iterator().next() : "mixed";
  }

  /// A refusal is an answer; from silence alone the way there may be at fault too.
  private static double certainty(CaseFile file, List<Observation<SmtpDialogue>> seen) {
    boolean answered = seen.stream().anyMatch(o -> kind(o) == Kind.REFUSED);
    return answered ? 0.97 : surveys(file).isEmpty() ? 0.75 : 0.9;
  }

  private static Kind kind(Observation<SmtpDialogue> observation) {
    var end = Hosts.dialogue(observation).breakOff();
    return end == null ? Kind.TIMEOUT : end.kind();
  }
}
