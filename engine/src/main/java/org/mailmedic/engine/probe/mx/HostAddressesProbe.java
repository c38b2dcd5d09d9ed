package org.mailmedic.engine.probe.mx;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.HostAddresses;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.dns.Lookups;
import org.mailmedic.engine.probe.dns.ZoneDelegationProbe;
import org.mailmedic.engine.world.Dns;
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.engine.world.DnsAnswer.Security;
import org.mailmedic.engine.world.DnsAnswer.Status;
import org.mailmedic.engine.world.DnsTransport;
import org.mailmedic.protocol.dns.AddressText;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Address;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Asks for the IPv4 and IPv6 addresses of a host, both at once. Where the resolver was led astray,
/// the domain's own name servers have the word on the domain's own hosts.
///
/// @param host without trailing dot
public record HostAddressesProbe(String host) implements Probe<HostAddresses> {
  private static final int MAX_SERVERS = 8;

  @Override
  public String checkId() {
    return "dns.mx-targets";
  }

  @Override
  public EvidenceKey<HostAddresses> key() {
    return new EvidenceKey<>(HostAddresses.class, host);
  }

  @Override
  public Attempt<HostAddresses> run(ProbeContext context) throws InterruptedException {
    FutureTask<DnsAnswer> six =
        Lookups.start(() -> context.world().dns().lookup(host, Type.AAAA, context.deadline()));
    DnsAnswer four = context.world().dns().lookup(host, Type.A, context.deadline());
    DnsAnswer resolved = Lookups.join(six);
    return new Attempt.Observed<>(
        saysNothing(four) && resolved.records().isEmpty() && isOwn(context)
            ? record(told(context, Type.A, four), told(context, Type.AAAA, resolved))
            : record(four, resolved));
  }

  /// Whether it neither answers nor denies (RFC 2308 section 2.2). That is what some resolvers make
  /// of a lame name server's referral, and then keep. Seen with Unbound 1.17.
  private static boolean saysNothing(DnsAnswer answer) {
    return answer.status() == Status.NODATA
        && answer.aliases().isEmpty()
        && answer.authority().isEmpty()
        && answer.security() != Security.BOGUS;
  }

  private boolean isOwn(ProbeContext context) {
    String domain = context.complaint().domain();
    return host.equals(domain) || host.endsWith("." + domain);
  }

  /// What the domain's own name servers say, where one has an address.
  private DnsAnswer told(ProbeContext context, int type, DnsAnswer resolved)
      throws InterruptedException {
    Dns dns = context.world().dns();
    List<FutureTask<DnsAnswer>> asked = new ArrayList<>();
    context
        .await(new ZoneDelegationProbe(context.complaint().domain()))
        .observed()
        .ifPresent(zone ->
            zone.nameServers().stream()
                .flatMap(server -> server.addresses().stream())
                .limit(MAX_SERVERS)
                .forEach(address ->
                    asked.add(
                        Lookups.start(() ->
                            dns.ask(
                                Address.getByAddress(address),
                                host,
                                type,
                                DnsTransport.UDP,
                                context.deadline())))));
    for (FutureTask<DnsAnswer> task : asked) {
      DnsAnswer answer = Lookups.join(task);
      if (answer.status() == Status.ANSWER && answer.authoritative()) {
        return answer;
      }
    }
    return resolved;
  }

  private HostAddresses record(DnsAnswer four, DnsAnswer six) {
    String alias = Lookups.alias(four);
    DnsAnswer.Security security = Lookups.weaker(four.security(), six.security());
    return new HostAddresses(
        host,
        four.status().name(),
        addresses(four.records()),
        six.status().name(),
        addresses(six.records()),
        alias == null ? Lookups.alias(six) : alias,
        security.name(),
        four.security() == security && four.reason() != null ? four.reason() : six.reason());
  }

  /// Addresses in text form, in the order of the answer, each once.
  public static List<String> addresses(List<Record> records) {
    List<String> addresses = new ArrayList<>();
    for (Record record : records) {
      String address =
          switch (record) {
            case ARecord a -> AddressText.of(a.getAddress());
            case AAAARecord aaaa -> AddressText.of(aaaa.getAddress());
            default -> null;
          };
      if (address != null && !addresses.contains(address)) {
        addresses.add(address);
      }
    }
    return addresses;
  }
}
