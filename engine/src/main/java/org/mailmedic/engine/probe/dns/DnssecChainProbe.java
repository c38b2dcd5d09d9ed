package org.mailmedic.engine.probe.dns;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.DnssecChain;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.mx.MxRecordsProbe;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.Dns;
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.engine.world.DnsAnswer.Security;
import org.mailmedic.protocol.dns.DnssecFault;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Looks through the signatures on everything that mail for a domain needs: its MX records and the
/// addresses of their targets. Most of it is in the world's cache by then.
///
/// @param domain without trailing dot
public record DnssecChainProbe(String domain) implements Probe<DnssecChain> {
  private static final int MAX_HOSTS = 4;

  @Override
  public String checkId() {
    return "dns.dnssec";
  }

  @Override
  public EvidenceKey<DnssecChain> key() {
    return new EvidenceKey<>(DnssecChain.class, domain);
  }

  @Override
  public Attempt<DnssecChain> run(ProbeContext context) throws InterruptedException {
    Dns dns = context.world().dns();
    Deadline deadline = context.deadline();
    FutureTask<DnsAnswer> ds = Lookups.start(() -> dns.lookup(domain, Type.DS, deadline));
    FutureTask<DnsAnswer> keys = Lookups.start(() -> dns.lookup(domain, Type.DNSKEY, deadline));
    Map<String, FutureTask<DnsAnswer>> asked = new LinkedHashMap<>();
    asked.put(domain + " MX", Lookups.start(() -> dns.lookup(domain, Type.MX, deadline)));
    Attempt<MxRecords> mx = context.await(new MxRecordsProbe(domain));
    List<String> hosts = new ArrayList<>();
    mx.observed().ifPresent(seen -> seen.records().forEach(record -> hosts.add(record.host())));
    for (String host : hosts.stream().filter(h -> !h.equals(".")).limit(MAX_HOSTS).toList()) {
      asked.put(host + " A", Lookups.start(() -> dns.lookup(host, Type.A, deadline)));
      asked.put(host + " AAAA", Lookups.start(() -> dns.lookup(host, Type.AAAA, deadline)));
    }
    Map<String, DnsAnswer> answers = new LinkedHashMap<>();
    for (Map.Entry<String, FutureTask<DnsAnswer>> each : asked.entrySet()) {
      answers.put(each.getKey(), Lookups.join(each.getValue()));
    }
    return new Attempt.Observed<>(chain(answers, Lookups.join(ds), Lookups.join(keys)));
  }

  private DnssecChain chain(Map<String, DnsAnswer> answers, DnsAnswer ds, DnsAnswer keys) {
    Security security = Security.SECURE;
    List<String> bogus = new ArrayList<>();
    DnssecFault fault = null;
    String detail = null;
    for (Map.Entry<String, DnsAnswer> each : answers.entrySet()) {
      DnsAnswer answer = each.getValue();
      if (answer.security() == Security.BOGUS) {
        bogus.add(each.getKey());
        fault = fault == null ? answer.fault() : fault;
      }
      Security weaker = Lookups.weaker(security, answer.security());
      if (weaker != security) {
        detail = answer.reason();
      }
      security = weaker;
    }
    if (security == Security.UNCHECKED) {
      security = Security.INDETERMINATE;
    }
    return new DnssecChain(
        domain,
        security.name(),
        bogus,
        fault == null ? null : fault.kind().name(),
        fault == null ? null : fault.zone(),
        fault != null && fault.kind() == DnssecFault.Kind.EXPIRED ? fault.when() : null,
        fault == null ? detail : fault.detail(),
        signed(ds),
        algorithms(keys.records()),
        ends(answers.get(domain + " MX")));
  }

  private static @Nullable Boolean signed(DnsAnswer ds) {
    return switch (ds.status()) {
      case ANSWER -> true;
      case NODATA, NXDOMAIN -> false;
      default -> null;
    };
  }

  private static List<Integer> algorithms(List<Record> records) {
    TreeSet<Integer> algorithms = new TreeSet<>();
    for (Record record : records) {
      if (record instanceof DNSKEYRecord key) {
        algorithms.add(key.getAlgorithm());
      }
    }
    return List.copyOf(algorithms);
  }

  private static @Nullable Instant ends(@Nullable DnsAnswer answer) {
    Instant first = null;
    if (answer != null) {
      for (RRSIGRecord signature : answer.signatures()) {
        if (first == null || signature.getExpire().isBefore(first)) {
          first = signature.getExpire();
        }
      }
    }
    return first;
  }
}
