package org.mailmedic.engine.probe.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.ServerView;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.Dns;
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.engine.world.DnsTransport;
import org.xbill.DNS.Address;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/// Asks one name server at one address what it knows of a zone, over UDP and TCP, all at once.
///
/// @param domain, zone, host without trailing dot
/// @param address in text form
public record ServerViewProbe(String domain, String zone, String host, String address)
    implements Probe<ServerView> {

  @Override
  public String checkId() {
    return "dns.consistency";
  }

  @Override
  public EvidenceKey<ServerView> key() {
    return new EvidenceKey<>(ServerView.class, domain + "/" + host + "/" + address);
  }

  @Override
  public Attempt<ServerView> run(ProbeContext context) throws InterruptedException {
    Dns dns = context.world().dns();
    Deadline deadline = context.deadline();
    InetAddress server;
    try {
      server = Address.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // it came from an address record
    }
    FutureTask<DnsAnswer> tcp =
        Lookups.start(() -> dns.ask(server, zone, Type.SOA, DnsTransport.TCP, deadline));
    FutureTask<DnsAnswer> mx =
        Lookups.start(() -> dns.ask(server, domain, Type.MX, DnsTransport.UDP, deadline));
    FutureTask<DnsAnswer> ns =
        Lookups.start(() -> dns.ask(server, zone, Type.NS, DnsTransport.UDP, deadline));
    DnsAnswer udp = dns.ask(server, zone, Type.SOA, DnsTransport.UDP, deadline);
    if (udp.status() == DnsAnswer.Status.NOT_ASKED) {
      return new Attempt.Unobserved<>(reason(udp.reason()), address);
    }
    return new Attempt.Observed<>(view(udp, Lookups.join(tcp), Lookups.join(mx), Lookups.join(ns)));
  }

  private static Attempt.Reason reason(@Nullable String reason) {
    if (Dns.PRIVATE_ADDRESS.equals(reason)) {
      return Attempt.Reason.PRIVATE_ADDRESS;
    }
    return Dns.NO_FAMILY.equals(reason) ? Attempt.Reason.NO_FAMILY : Attempt.Reason.LIMIT;
  }

  private ServerView view(DnsAnswer udp, DnsAnswer tcp, DnsAnswer mx, DnsAnswer ns) {
    return new ServerView(
        domain,
        zone,
        host,
        address,
        reply(udp),
        reply(tcp),
        serial(udp.records()),
        hosts(ns.records()),
        mx.status().name(),
        mx.authoritative(),
        Lookups.mail(mx.records()));
  }

  private static ServerView.Reply reply(DnsAnswer answer) {
    return new ServerView.Reply(
        answer.status().name(), answer.authoritative(), answer.reason(), answer.millis());
  }

  private static @Nullable Long serial(List<Record> records) {
    for (Record record : records) {
      if (record instanceof SOARecord soa) {
        return soa.getSerial();
      }
    }
    return null;
  }

  private static List<String> hosts(List<Record> records) {
    List<String> hosts = new ArrayList<>();
    for (Record record : records) {
      if (record instanceof NSRecord ns) {
        hosts.add(Lookups.text(ns.getTarget()));
      }
    }
    hosts.sort(null);
    return hosts;
  }
}
