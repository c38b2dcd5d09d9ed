package org.mailmedic.engine.probe.reputation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.SendingHosts;
import org.mailmedic.engine.evidence.SendingHosts.Host;
import org.mailmedic.engine.evidence.SendingHosts.Source;
import org.mailmedic.engine.evidence.SpfRecords;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.service.ServiceDetectionProbe;
import org.mailmedic.engine.probe.spf.SpfProbe;
import org.mailmedic.protocol.ip.IpAddress;
import org.mailmedic.protocol.ip.IpRange;
import org.mailmedic.protocol.spf.Qualifier;
import org.mailmedic.protocol.spf.SpfRecord;
import org.mailmedic.protocol.spf.SpfStep;
import org.mailmedic.protocol.spf.SpfSurvey;
import org.mailmedic.protocol.spf.SpfTerm;

/// Puts together from where the domain's mail leaves: what the person said, what stands in the
/// reply that came back, and the single addresses that the domain's SPF record and the service
/// name. Networks are left out: nobody sends from all of one.
///
/// @param domain without trailing dot
/// @param service which service holds the account
public record SendingHostsProbe(String domain, ServiceDetectionProbe service)
    implements Probe<SendingHosts> {

  @Override
  public String checkId() {
    return "sending.hosts";
  }

  @Override
  public EvidenceKey<SendingHosts> key() {
    return SendingHosts.key(domain);
  }

  @Override
  public Attempt<SendingHosts> run(ProbeContext context) throws InterruptedException {
    Map<String, Host> known = new LinkedHashMap<>();
    for (String text : context.complaint().sendingAddresses()) {
      IpAddress address = IpAddress.parse(text);
      if (address != null) {
        add(known, new Host(address.toString(), Source.OPTION, null), ReputationLimits.MAX_KNOWN);
      }
    }
    for (Host host : Returned.hosts(context)) {
      add(known, host, ReputationLimits.MAX_KNOWN);
    }
    if (known.isEmpty()) {
      SpfRecords spf = context.await(new SpfProbe(domain, service)).observed().orElse(null);
      if (spf != null) {
        named(known, spf);
      }
    }
    return known.isEmpty()
        ? new Attempt.NotTried<>(Attempt.Reason.NOT_APPLICABLE, null)
        : new Attempt.Observed<>(new SendingHosts(domain, List.copyOf(known.values())));
  }

  private static void add(Map<String, Host> hosts, Host host, int most) {
    if (hosts.size() < most) {
      hosts.putIfAbsent(host.address(), host);
    }
  }

  /// The single addresses that SPF names: the domain's own record first, then the service's terms.
  private void named(Map<String, Host> hosts, SpfRecords spf) {
    for (SpfStep step : SpfSurvey.of(domain, spf.dns()).terms()) {
      if (isOwn(step)) {
        single(hosts, step);
      }
    }
    String terms = spf.serviceTerms();
    if (terms != null) {
      SpfRecord record = SpfRecord.parse("v=spf1 " + terms);
      for (IpRange range : SpfSurvey.of(record, "service.invalid", spf.dns()).ranges()) {
        single(hosts, range, Source.SERVICE);
      }
    }
  }

  /// Whether a step belongs to a record below the domain's own name, not to somebody's list that it
  /// includes.
  private boolean isOwn(SpfStep step) {
    String whose = step.domain();
    return whose.equalsIgnoreCase(domain) || whose.endsWith("." + domain);
  }

  private static void single(Map<String, Host> hosts, SpfStep step) {
    switch (step.term()) {
      case SpfTerm.Ip ip when ip.qualifier() == Qualifier.PASS ->
          single(hosts, ip.range(), Source.SPF);
      case SpfTerm.A a when a.qualifier() == Qualifier.PASS ->
          asked(hosts, step, a.prefix4(), a.prefix6());
      case SpfTerm.Mx mx when mx.qualifier() == Qualifier.PASS ->
          asked(hosts, step, mx.prefix4(), mx.prefix6());
      case null, default -> {}
    }
  }

  private static void asked(Map<String, Host> hosts, SpfStep step, int prefix4, int prefix6) {
    for (SpfStep.Asked asked : step.asked()) {
      for (IpAddress address : asked.answer().addresses()) {
        single(hosts, new IpRange(address, address.ipv6() ? prefix6 : prefix4), Source.SPF);
      }
    }
  }

  private static void single(Map<String, Host> hosts, IpRange range, Source source) {
    if (range.prefix() == (range.address().ipv6() ? 128 : 32)) {
      add(hosts, new Host(range.address().toString(), source, null), ReputationLimits.MAX_POSSIBLE);
    }
  }
}
