package org.mailmedic.engine.rule.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.LocalNetwork;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.PortSurvey;
import org.mailmedic.engine.evidence.ResolverHealth;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.engine.rule.access.Talks;
import org.mailmedic.engine.rule.inbound.Hosts;

/// Whether this machine gets out at all, and out on the mail port (verdicts 7 and 8).
public final class WayOutRule implements Rule {
  /// How a look-up ends that nobody answered.
  private static final Set<String> SILENCE = Set.of("TIMEOUT", "UNREACHABLE", "NOT_ASKED");

  @Override
  public Set<String> ids() {
    return Set.of("network.offline", "network.port-blocked");
  }

  @Override
  public String checkId() {
    return "network.local";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    for (Observation<ResolverHealth> observation : file.all(ResolverHealth.class)) {
      ResolverHealth health = observation.attempt().observed().orElse(null);
      if (health != null && !health.answered() && !resolverTold(file)) {
        return List.of(
            Found.of("network.offline", "local")
                .with("problem", noRoute(file) ? "no_route" : "no_dns")
                .on(observation)
                .on(file.all(LocalNetwork.class))
                .build());
      }
    }
    List<Finding> findings = new ArrayList<>(blocked(file));
    blocked(file, findings, AccessProtocol.IMAP, AccessProtocol.POP3);
    blocked(file, findings, AccessProtocol.SUBMISSION);
    return findings;
  }

  /// The same for the servers of mail programs, whose ports are blocked together or not.
  private static void blocked(CaseFile file, List<Finding> findings, AccessProtocol... protocols) {
    Talks talks = Talks.of(file, protocols);
    List<Observation<PortSurvey>> open = talks.silent() ? talks.open(file) : List.of();
    if (!open.isEmpty()) {
      Talks.One first = talks.all().getFirst();
      findings.add(
          Found.of("network.port-blocked", first.server().host())
              .certainty(0.9)
              .with("host", first.server().host())
              .with("port", (long) first.server().port())
              .on(open)
              .on(talks.all().stream().map(Talks.One::observation).toList())
              .build());
    }
  }

  /// Whether some look-up got an answer after all: a resolver that is busy for a while may leave
  /// one question without an answer and give those of others.
  private static boolean resolverTold(CaseFile file) {
    return file.seen(MxRecords.class).stream()
        .map(MxRecords::status)
        .anyMatch(status -> !SILENCE.contains(status));
  }

  private static boolean noRoute(CaseFile file) {
    return file.first(LocalNetwork.class).filter(way -> !way.ipv4() && !way.ipv6()).isPresent();
  }

  private static List<Finding> blocked(CaseFile file) {
    Hosts hosts = Hosts.of(file);
    List<Observation<PortSurvey>> open = hosts.blockedHere(file);
    if (open.isEmpty()) {
      return List.of();
    }
    List<Observation<SmtpDialogue>> silent = new ArrayList<>(hosts.all());
    SmtpDialogue first = Hosts.dialogue(silent.getFirst());
    return List.of(
        Found.of("network.port-blocked", "local")
            .certainty(0.9)
            .with("host", first.host())
            .with("port", (long) first.port())
            .on(open)
            .on(silent)
            .build());
  }
}
