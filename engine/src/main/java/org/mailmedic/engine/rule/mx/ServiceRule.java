package org.mailmedic.engine.rule.mx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.ServiceDetection;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;

/// Whether the MX records lead to the service that holds the account (docs/checks/mx).
public final class ServiceRule implements Rule {
  private static final double CERTAIN = 0.97;

  /// Two services that are both known for mailboxes share the MX records.
  private static final double TWO_SERVICES = 0.85;

  /// The foreign host may be a relay that somebody set up on purpose.
  private static final double PERHAPS_A_RELAY = 0.65;

  /// The domain may be one that is meant to be without mailboxes.
  private static final double PERHAPS_ON_PURPOSE = 0.7;

  @Override
  public Set<String> ids() {
    return Set.of("mx.elsewhere", "mx.mixed", "mx.redirect-only");
  }

  @Override
  public String checkId() {
    return "service.detection";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    String domain = file.complaint().domain();
    Optional<Observation<ServiceDetection>> observation = file.find(ServiceDetection.key(domain));
    Optional<ServiceDetection> seen = observation.flatMap(o -> o.attempt().observed());
    Optional<Observation<MxRecords>> mx = file.find(new EvidenceKey<>(MxRecords.class, domain));
    if (seen.isEmpty() || mx.isEmpty() || seen.get().hosts().isEmpty()) {
      return List.of();
    }
    return judge(file, seen.get()).stream()
        .map(found -> found.on(mx.get()).on(observation.get()).build())
        .toList();
  }

  private static List<Found> judge(CaseFile file, ServiceDetection service) {
    List<String> own = service.hosts(ServiceDetection.Role.MAILBOXES);
    List<String> redirects = service.hosts(ServiceDetection.Role.REDIRECT);
    List<String> foreign = service.hosts(ServiceDetection.Role.FOREIGN);
    if (!own.isEmpty()) {
      return redirects.isEmpty() && foreign.isEmpty()
          ? List.of()
          : List.of(mixed(service, redirects, foreign));
    }
    if (!redirects.isEmpty()) {
      return foreign.isEmpty() || service.said()
          ? redirectOnly(file, service, redirects)
          : List.of();
    }
    boolean all = foreign.size() == service.hosts().size();
    return service.said() && all ? List.of(elsewhere(service, foreign)) : List.of();
  }

  private static Found elsewhere(ServiceDetection service, List<String> foreign) {
    return Found.of("mx.elsewhere", service.domain())
        .certainty(CERTAIN)
        .with("domain", service.domain())
        .with("targets", foreign)
        .with("expected", expected(service))
        .with("elsewhere", service.elsewhere().orElse(null))
        .with("service", service.name());
  }

  private static Found mixed(
      ServiceDetection service, List<String> redirects, List<String> foreign) {
    List<String> targets = new ArrayList<>(redirects);
    targets.addAll(foreign);
    double certainty =
        service.said() || foreign.isEmpty()
            ? CERTAIN
            : service.elsewhere().isPresent() ? TWO_SERVICES : PERHAPS_A_RELAY;
    return Found.of("mx.mixed", service.domain())
        .level(Level.AT_RISK)
        .certainty(certainty)
        .with("domain", service.domain())
        .with("targets", targets)
        .with("expected", expected(service))
        .with("elsewhere", service.elsewhere().orElse(null))
        .with("service", service.name());
  }

  /// Where the person did not name the service, the domain may be meant to have redirections only;
  /// then a host that takes this very address shows that it works.
  private static List<Found> redirectOnly(
      CaseFile file, ServiceDetection service, List<String> redirects) {
    boolean works =
        !service.said()
            && file.complaint().localPart() != null
            && file.seen(SmtpDialogue.class).stream().anyMatch(SmtpDialogue::accepted);
    if (works) {
      return List.of();
    }
    return List.of(
        Found.of("mx.redirect-only", service.domain())
            .certainty(service.said() ? CERTAIN : PERHAPS_ON_PURPOSE)
            .with("domain", service.domain())
            .with("host", String.join(", ", redirects))
            .with("expected", expected(service))
            .with("service", service.name()));
  }

  private static @Nullable List<String> expected(ServiceDetection service) {
    return service.expectedMx().isEmpty() ? null : service.expectedMx();
  }
}
