package org.mailmedic.engine.rule.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.Registration;
import org.mailmedic.engine.evidence.Registration.Source;
import org.mailmedic.engine.evidence.ZoneDelegation;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.knowledge.registries.MailDomains;
import org.mailmedic.knowledge.registries.Registries;
import org.mailmedic.protocol.registration.DomainState;

/// Whether the registration stands, has run out, is on hold or runs out soon. That mail flows all
/// the same lowers an expired one to at-risk later, in the reasoner (verdict 6).
public final class RegistrationRule implements Rule {
  private static final double BY_RDAP = 0.98;

  /// WHOIS has no form that all agree on.
  private static final double BY_WHOIS = 0.93;

  private static final double BY_DNS = 0.75;

  @Override
  public Set<String> ids() {
    return Set.of(
        "domain.not-registered", "domain.expired", "domain.on-hold", "domain.expires-soon");
  }

  @Override
  public String checkId() {
    return "domain.registration";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    for (Observation<Registration> observation : file.all(Registration.class)) {
      observation
          .attempt()
          .observed()
          .ifPresent(seen -> {
            for (Found found : faults(file, seen)) {
              findings.add(
                  found
                      .with("domain", seen.domain())
                      .with("registrar", seen.registered() ? seen.registrar() : null)
                      .certainty(seen.source() == Source.RDAP ? BY_RDAP : BY_WHOIS)
                      .on(observation)
                      .build());
            }
          });
      if (observation.attempt().observed().isEmpty()) {
        absent(file, observation.key().subject()).ifPresent(findings::add);
      }
    }
    return findings;
  }

  /// Where no registry tells, a zone above that knows no such name is the next best witness. A name
  /// that was taken out of the zone looks the same.
  private static Optional<Finding> absent(CaseFile file, String registrable) {
    return file.find(new EvidenceKey<>(ZoneDelegation.class, file.complaint().domain()))
        .filter(o -> o.attempt().observed().filter(zone -> zone.denies(registrable)).isPresent())
        .map(o ->
            Found.of("domain.not-registered", registrable)
                .with("domain", registrable)
                .with("suggestion", suggestion(file.complaint().domain(), registrable))
                .certainty(BY_DNS)
                .on(o)
                .build());
  }

  private static List<Found> faults(CaseFile file, Registration seen) {
    if (!seen.registered()) {
      return List.of(
          Found.of("domain.not-registered", seen.domain())
              .with("suggestion", suggestion(file.complaint().domain(), seen.domain())));
    }
    List<Found> faults = new ArrayList<>();
    String stage = stage(seen, file.startedAt());
    if (stage != null) {
      Instant expires = seen.expires();
      faults.add(
          Found.of("domain.expired", seen.domain())
              .with("stage", stage)
              .with("status", status(seen))
              // A date to come is the registry's own renewal, not the customer's.
              .with("expires", expires == null || isPast(seen, file) ? expires : null));
    }
    if (onHold(seen)) {
      faults.add(
          Found.of("domain.on-hold", seen.domain())
              .with("status", status(seen))
              .with("holder", holder(seen)));
    }
    if (stage == null && seen.expires() != null && !seen.autoRenew()) {
      expiresSoon(seen.domain(), seen.expires(), file.startedAt()).ifPresent(faults::add);
    }
    return faults;
  }

  private static boolean isPast(Registration seen, CaseFile file) {
    return seen.expires() != null && !seen.expires().isAfter(file.startedAt());
  }

  private static @Nullable String suggestion(String asked, String registrable) {
    Optional<String> near = MailDomains.near(asked);
    return near.or(() -> MailDomains.near(registrable)).orElse(null);
  }

  /// How far an expired registration has come; null where it stands.
  private static @Nullable String stage(Registration seen, Instant now) {
    Set<DomainState> states = seen.states();
    if (states.contains(DomainState.REDEMPTION)) {
      return "redemption";
    }
    if (states.contains(DomainState.PENDING_DELETE)) {
      return "pending_delete";
    }
    boolean past = seen.expires() != null && !seen.expires().isAfter(now);
    // A registry renews every name by itself when it runs out, so that alone says nothing; with
    // the registrar's hold on it, the customer has not paid (RFC 3915 section 3.1).
    boolean unpaid =
        states.contains(DomainState.AUTO_RENEWED) && states.contains(DomainState.CLIENT_HOLD);
    return past || unpaid || states.contains(DomainState.GRACE) ? "grace" : null;
  }

  /// A hold by name, or a word that means one where the DNS agrees.
  private static boolean onHold(Registration seen) {
    Set<DomainState> states = seen.states();
    return states.contains(DomainState.CLIENT_HOLD)
        || states.contains(DomainState.SERVER_HOLD)
        || (states.contains(DomainState.SUSPENDED) && !Boolean.TRUE.equals(seen.inDns()));
  }

  private static @Nullable String holder(Registration seen) {
    if (seen.states().contains(DomainState.SERVER_HOLD)) {
      return "registry";
    }
    return seen.states().contains(DomainState.CLIENT_HOLD) ? "registrar" : null;
  }

  /// The status words that mean something for mail; null where there are none.
  private static @Nullable String status(Registration seen) {
    List<String> telling =
        seen.status().stream().filter(word -> !DomainState.of(word).isEmpty()).toList();
    return telling.isEmpty() ? null : String.join(", ", telling);
  }

  private static Optional<Found> expiresSoon(String domain, Instant expires, Instant now) {
    Duration left = Duration.between(now, expires);
    if (left.compareTo(Duration.ofDays(Registries.builtIn().expiresSoonDays())) > 0) {
      return Optional.empty();
    }
    return Optional.of(
        Found.of("domain.expires-soon", domain)
            .level(Level.AT_RISK)
            .with("expires", expires)
            .with("days", left.toDays()));
  }
}
