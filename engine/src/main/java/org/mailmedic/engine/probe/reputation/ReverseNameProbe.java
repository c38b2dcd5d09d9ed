package org.mailmedic.engine.probe.reputation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.ReverseName;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.dns.Lookups;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.Dns;
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.protocol.ip.IpAddress;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/// Looks up the names of an address and whether they lead back, as receivers do.
///
/// @param address in the short form
public record ReverseNameProbe(String address) implements Probe<ReverseName> {

  @Override
  public String checkId() {
    return "sending.reverse-dns";
  }

  @Override
  public EvidenceKey<ReverseName> key() {
    return ReverseName.key(address);
  }

  @Override
  public boolean shareable() {
    return true;
  }

  /// Whether the Internet has the address at all.
  public static boolean isWorthAsking(String address) {
    IpAddress ip = IpAddress.parse(address);
    return ip != null && PublicAddresses.isPublic(ip);
  }

  @Override
  public Attempt<ReverseName> run(ProbeContext context) throws InterruptedException {
    IpAddress ip = IpAddress.parse(address);
    if (ip == null) {
      return new Attempt.NotTried<>(Attempt.Reason.NOT_APPLICABLE, address);
    }
    Dns dns = context.world().dns();
    Deadline end = context.deadline();
    DnsAnswer answer = dns.lookupUnvalidated(ip.reverseName(), Type.PTR, end);
    List<FutureTask<ReverseName.Name>> following = new ArrayList<>();
    for (String name : names(answer)) {
      following.add(Lookups.start(() -> follow(name, ip, dns, end)));
    }
    List<ReverseName.Name> names = new ArrayList<>();
    for (FutureTask<ReverseName.Name> task : following) {
      names.add(Lookups.join(task));
    }
    SOARecord soa = soa(answer);
    return new Attempt.Observed<>(
        new ReverseName(
            address,
            answer.status().name(),
            soa == null ? null : Lookups.text(soa.getName()),
            isPlaceholder(soa),
            names));
  }

  private static List<String> names(DnsAnswer answer) {
    List<String> names = new ArrayList<>();
    for (Record record : answer.records()) {
      if (record instanceof PTRRecord ptr && names.size() < ReputationLimits.MAX_NAMES) {
        names.add(Lookups.text(ptr.getTarget()));
      }
    }
    return names;
  }

  private static ReverseName.Name follow(String name, IpAddress ip, Dns dns, Deadline end) {
    DnsAnswer answer = dns.lookupUnvalidated(name, ip.ipv6() ? Type.AAAA : Type.A, end);
    List<String> addresses = new ArrayList<>();
    boolean back = false;
    for (Record record : answer.records()) {
      IpAddress found =
          switch (record) {
            case ARecord a -> IpAddress.of(a.getAddress());
            case AAAARecord aaaa -> IpAddress.of(aaaa.getAddress());
            default -> null;
          };
      if (found != null) {
        back |= found.equals(ip);
        if (addresses.size() < ReputationLimits.MAX_ADDRESSES) {
          addresses.add(found.toString());
        }
      }
    }
    return new ReverseName.Name(name, answer.status().name(), addresses, back);
  }

  private static @Nullable SOARecord soa(DnsAnswer answer) {
    for (Record record : answer.authority()) {
      if (record instanceof SOARecord soa) {
        return soa;
      }
    }
    return null;
  }

  /// Whether a zone only stands in for one that nobody serves: a resolver's own empty one (RFC
  /// 6303), that of AS112 (RFC 7534), or one above the reverse tree's delegations.
  private static boolean isPlaceholder(@Nullable SOARecord soa) {
    if (soa == null) {
      return true;
    }
    String zone = Lookups.text(soa.getName());
    String server = Lookups.text(soa.getHost());
    return !(zone.endsWith("in-addr.arpa") || zone.endsWith("ip6.arpa"))
        || server.equals(zone)
        || server.equals(".")
        || server.equals("localhost")
        || server.endsWith("iana.org")
        || server.endsWith("icann.org")
        || server.endsWith("in-addr-servers.arpa")
        || server.endsWith("ip6-servers.arpa")
        || server.endsWith("as112.arpa");
  }
}
