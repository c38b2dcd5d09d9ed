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
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.protocol.dns.AddressText;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Asks for the IPv4 and IPv6 addresses of a host, both at once.
///
/// @param host without trailing dot
public record HostAddressesProbe(String host) implements Probe<HostAddresses> {

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
    return new Attempt.Observed<>(record(four, Lookups.join(six)));
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
