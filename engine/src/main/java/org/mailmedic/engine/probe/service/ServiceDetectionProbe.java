package org.mailmedic.engine.probe.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.ServiceDetection;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.mx.MxRecordsProbe;
import org.mailmedic.knowledge.providers.ProviderProfile;
import org.mailmedic.knowledge.providers.Providers;

/// Compares the domain and its MX records with the profiles of known services. Asks nothing of its
/// own.
///
/// @param domain without trailing dot
/// @param said the id of the service that the person named; null: the MX records tell
/// @param providers the known services
public record ServiceDetectionProbe(String domain, @Nullable String said, Providers providers)
    implements Probe<ServiceDetection> {
  private static final double SAID = 0.99;

  /// The domain is one on which the service gives out addresses.
  private static final double ITS_OWN_DOMAIN = 0.97;

  /// Every MX host is the service's.
  private static final double ALL_ITS_OWN = 0.95;

  /// The most preferred known one is.
  private static final double SOME_ITS_OWN = 0.7;

  /// The MX lead to hosts that only redirect: that the account lies there is a guess.
  private static final double REDIRECTS = 0.6;

  @Override
  public String checkId() {
    return "service.detection";
  }

  @Override
  public EvidenceKey<ServiceDetection> key() {
    return ServiceDetection.key(domain);
  }

  @Override
  public Attempt<ServiceDetection> run(ProbeContext context) throws InterruptedException {
    Attempt<MxRecords> mx = context.await(new MxRecordsProbe(domain));
    Optional<ServiceDetection> detection = detect(mx.observed().orElse(null));
    if (detection.isPresent()) {
      return new Attempt.Observed<>(detection.get());
    }
    return mx instanceof Attempt.Observed<MxRecords>(MxRecords seen) && seen.settled()
        ? new Attempt.NotTried<>(Attempt.Reason.NOT_APPLICABLE, null)
        : new Attempt.Unobserved<>(Attempt.Reason.NEEDS_UNSEEN, null);
  }

  /// The service, from what the person said, else from the domain itself, else from the MX records;
  /// empty where neither tells.
  Optional<ServiceDetection> detect(@Nullable MxRecords mx) {
    List<String> hosts = new ArrayList<>();
    if (mx != null) {
      for (MxRecords.Mx record : mx.records()) {
        if (!record.host().equals(".") && !hosts.contains(record.host())) {
          hosts.add(record.host());
        }
      }
    }
    Optional<ProviderProfile> named = Optional.ofNullable(said).flatMap(providers::find);
    if (named.isPresent()) {
      return Optional.of(detection(named.get(), "option", SAID, hosts));
    }
    Optional<ProviderProfile> own = providers.ofDomain(domain);
    if (own.isPresent()) {
      return Optional.of(ownDomain(own.get(), hosts));
    }
    return byMx(hosts).map(profile -> detection(profile, "mx", confidence(profile, hosts), hosts));
  }

  /// The profile of the most preferred host that takes mail for mailboxes, else of one that only
  /// redirects.
  private Optional<ProviderProfile> byMx(List<String> hosts) {
    for (String host : hosts) {
      Optional<ProviderProfile> owner = providers.owner(host);
      if (owner.isPresent() && owner.get().takesMailAt(host)) {
        return owner;
      }
    }
    return hosts.stream().flatMap(host -> providers.owner(host).stream()).findFirst();
  }

  private static double confidence(ProviderProfile profile, List<String> hosts) {
    if (hosts.stream().allMatch(profile::takesMailAt)) {
      return ALL_ITS_OWN;
    }
    return hosts.stream().anyMatch(profile::takesMailAt) ? SOME_ITS_OWN : REDIRECTS;
  }

  private ServiceDetection detection(
      ProviderProfile profile, String by, double confidence, List<String> hosts) {
    List<ServiceDetection.MxHost> seen = new ArrayList<>();
    for (String host : hosts) {
      seen.add(
          new ServiceDetection.MxHost(
              host,
              role(profile, host),
              providers
                  .owner(host)
                  .map(ProviderProfile::name)
                  .orElse(providers.filter(host).orElse(null))));
    }
    List<String> expected =
        profile.mx().stream().map(mx -> mx.priority() + " " + mx.host()).toList();
    String spf = confidence < ALL_ITS_OWN ? null : profile.spf();
    return new ServiceDetection(
        domain, profile.id(), profile.name(), by, confidence, expected, spf, seen);
  }

  /// On its own domain a service publishes what it likes: whatever host takes the mail is its own.
  private ServiceDetection ownDomain(ProviderProfile profile, List<String> hosts) {
    List<ServiceDetection.MxHost> seen = new ArrayList<>();
    for (String host : hosts) {
      seen.add(new ServiceDetection.MxHost(host, ServiceDetection.Role.MAILBOXES, profile.name()));
    }
    return new ServiceDetection(
        domain, profile.id(), profile.name(), "domain", ITS_OWN_DOMAIN, List.of(), null, seen);
  }

  private ServiceDetection.Role role(ProviderProfile profile, String host) {
    if (profile.takesMailAt(host)) {
      return ServiceDetection.Role.MAILBOXES;
    }
    if (profile.redirectsAt(host)) {
      return ServiceDetection.Role.REDIRECT;
    }
    return providers.filter(host).isPresent()
        ? ServiceDetection.Role.FILTER
        : ServiceDetection.Role.FOREIGN;
  }
}
