package org.mailmedic.engine.probe.registration;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.Registration;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.protocol.registration.DomainState;
import org.mailmedic.protocol.registration.RegistryAnswer;
import org.xbill.DNS.Type;

/// Asks the registry for a name. That it knows none is taken only where the DNS says so too: a
/// server that was asked wrongly says the same. Silence, rate limits and nonsense are unobserved.
///
/// @param domain the registrable name, see
///   [org.mailmedic.knowledge.registries.PublicSuffixes#registrableDomain]
public record RegistrationProbe(String domain) implements Probe<Registration> {

  @Override
  public String checkId() {
    return "domain.registration";
  }

  @Override
  public EvidenceKey<Registration> key() {
    return new EvidenceKey<>(Registration.class, domain);
  }

  @Override
  public boolean shareable() {
    return true;
  }

  @Override
  public Attempt<Registration> run(ProbeContext context) {
    List<RegistrySource> sources = RegistrySource.of(domain, context.world().registries());
    if (sources.isEmpty()) {
      String tld = domain.substring(domain.lastIndexOf('.'));
      return new Attempt.NotTried<>(Attempt.Reason.NOT_APPLICABLE, tld);
    }
    Attempt.@Nullable Unobserved<Registration> failure = null;
    for (RegistrySource source : sources) {
      if (failure != null && context.deadline().passed()) {
        break;
      }
      switch (ask(context, source)) {
        case Attempt.Unobserved<Registration> not -> failure = failure == null ? not : failure;
        case Attempt<Registration> seen -> {
          return seen;
        }
      }
    }
    return Objects.requireNonNull(failure, "failure");
  }

  private Attempt<Registration> ask(ProbeContext context, RegistrySource source) {
    Deadline deadline = context.deadline().atMost(RegistryLimits.TIME);
    Told told = Told.ask(context.world(), domain, source, deadline);
    RegistryAnswer answer = told.answer();
    if (answer == null) {
      return new Attempt.Unobserved<>(told.reason(), told.detail());
    }
    boolean registered = answer.kind() == RegistryAnswer.Kind.REGISTERED;
    boolean ask = !registered || outOfService(answer);
    Boolean inDns = ask ? inDns(context) : null;
    if (!registered && !Boolean.FALSE.equals(inDns)) {
      String dns = inDns == null ? "no answer" : "the name exists";
      return new Attempt.Unobserved<>(
          Attempt.Reason.SOURCE_FAILED, told.server() + ": " + answer.said() + "; DNS: " + dns);
    }
    return new Attempt.Observed<>(
        new Registration(
            domain,
            told.source(),
            told.server(),
            registered,
            answer.status(),
            answer.states(),
            answer.expires(),
            answer.autoRenew(),
            answer.registrar(),
            answer.nameServers(),
            inDns,
            answer.said()));
  }

  /// Whether the DNS has the name; null where it does not tell.
  private @Nullable Boolean inDns(ProbeContext context) {
    // The question that is asked for the domain anyway.
    DnsAnswer dns = context.world().dns().lookup(domain, Type.MX, context.deadline());
    if (!dns.settled() || dns.security() == DnsAnswer.Security.BOGUS) {
      return null;
    }
    return dns.status() != DnsAnswer.Status.NXDOMAIN;
  }

  /// Whether a status word tells that the name may be out of the zone.
  private static boolean outOfService(RegistryAnswer answer) {
    return answer.states().stream().anyMatch(state -> state != DomainState.AUTO_RENEWED);
  }
}
