package org.mailmedic.engine.probe.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.ZoneDelegation;
import org.mailmedic.engine.evidence.ZoneDelegation.NameServer;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.mx.HostAddressesProbe;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.Dns;
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.engine.world.DnsAnswer.Status;
import org.mailmedic.engine.world.DnsTransport;
import org.xbill.DNS.Address;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Asks the parent zone's own servers for the delegation of the zone that holds a domain (RFC 1034
/// section 4.2), and the resolver for what the zone itself says.
///
/// @param domain without trailing dot
public record ZoneDelegationProbe(String domain) implements Probe<ZoneDelegation> {

  @Override
  public String checkId() {
    return "dns.delegation";
  }

  @Override
  public EvidenceKey<ZoneDelegation> key() {
    return new EvidenceKey<>(ZoneDelegation.class, domain);
  }

  @Override
  public Attempt<ZoneDelegation> run(ProbeContext context) throws InterruptedException {
    Search search = new Search(context.world().dns(), context.deadline());
    search.askAhead(domain);
    String name = domain;
    for (int climbs = 0; climbs < DelegationLimits.CLIMBS; climbs++) {
      Parent parent = search.parentOf(name);
      if (parent == null) {
        return new Attempt.Unobserved<>(Attempt.Reason.NEEDS_UNSEEN, "NS of the zone above");
      }
      if (parent.forbidden()) {
        return new Attempt.Unobserved<>(Attempt.Reason.PRIVATE_ADDRESS, parent.zone());
      }
      DnsAnswer said = parent.answer();
      if (said == null || said.status() != Status.NODATA) {
        return new Attempt.Observed<>(search.delegation(domain, name, parent));
      }
      name = parent.zone(); // no cut here: the zone around it is the one
      if (name.equals(".")) {
        break;
      }
    }
    return new Attempt.NotTried<>(Attempt.Reason.NOT_APPLICABLE, null);
  }

  /// The zone above a name, and what its servers say.
  ///
  /// @param answer of the first server that gave a telling one; null where none did
  /// @param server `host/address` of that server
  /// @param paths ways over which some server answered
  /// @param forbidden whether policy kept us from asking any of its servers
  record Parent(
      String zone,
      @Nullable DnsAnswer answer,
      @Nullable String server,
      Set<String> paths,
      boolean forbidden) {}

  /// Questions of one search.
  private record Search(Dns dns, Deadline deadline) {

    /// Starts what [#delegation] will ask in nearly every case; the answers wait in the cache.
    void askAhead(String name) {
      Thread.ofVirtual().start(() -> dns.lookup(name, Type.NS, deadline));
      Thread.ofVirtual().start(() -> dns.lookup(name, Type.DS, deadline));
    }

    /// All candidates are asked at once: the nearest name above that has name servers.
    @Nullable Parent parentOf(String name) throws InterruptedException {
      Map<String, FutureTask<DnsAnswer>> asked = new LinkedHashMap<>();
      for (String above = above(name); above != null; above = above(above)) {
        String zone = above;
        asked.put(zone, Lookups.start(() -> dns.lookup(zone, Type.NS, deadline)));
      }
      for (Map.Entry<String, FutureTask<DnsAnswer>> each : asked.entrySet()) {
        DnsAnswer answer = Lookups.join(each.getValue());
        if (answer.status() == Status.ANSWER && answer.aliases().isEmpty()) {
          return ask(each.getKey(), hosts(answer.records()), name);
        }
      }
      return null;
    }

    private static @Nullable String above(String name) {
      if (name.equals(".")) {
        return null;
      }
      int dot = name.indexOf('.');
      return dot < 0 ? "." : name.substring(dot + 1);
    }

    private Parent ask(String zone, List<String> servers, String name) throws InterruptedException {
      List<FutureTask<List<Told>>> asked = new ArrayList<>();
      for (String host : first(servers, DelegationLimits.PARENT_SERVERS)) {
        asked.add(Lookups.start(() -> told(host, name)));
      }
      Told best = null;
      Set<String> paths = new TreeSet<>();
      boolean some = false;
      boolean allowed = false;
      for (FutureTask<List<Told>> task : asked) {
        for (Told told : Lookups.join(task)) {
          some = true;
          allowed |= !Dns.PRIVATE_ADDRESS.equals(told.answer().reason());
          if (told.answered()) {
            paths.add(told.path());
            best = best == null || told.better(best) ? told : best;
          }
        }
      }
      return new Parent(
          zone,
          best == null ? null : best.answer(),
          best == null ? null : best.host() + "/" + best.address(),
          paths,
          some && !allowed);
    }

    private List<Told> told(String host, String name) throws InterruptedException {
      List<FutureTask<Told>> asked = new ArrayList<>();
      Addresses addresses = addresses(host);
      for (String address : addresses.firstOfEachFamily()) {
        for (DnsTransport transport : DnsTransport.values()) {
          asked.add(
              Lookups.start(() ->
                  new Told(
                      host,
                      address,
                      transport,
                      dns.ask(inet(address), name, Type.NS, transport, deadline))));
        }
      }
      List<Told> told = new ArrayList<>();
      for (FutureTask<Told> task : asked) {
        told.add(Lookups.join(task));
      }
      return told;
    }

    private Addresses addresses(String host) throws InterruptedException {
      FutureTask<DnsAnswer> six = Lookups.start(() -> dns.lookup(host, Type.AAAA, deadline));
      DnsAnswer four = dns.lookup(host, Type.A, deadline);
      return new Addresses(four, Lookups.join(six));
    }

    /// The delegation as the parent tells it, completed by what the zone says.
    ZoneDelegation delegation(String domain, String name, Parent parent)
        throws InterruptedException {
      DnsAnswer said = parent.answer();
      String zone = said == null ? name : zone(said, name);
      Deadline soon = deadline.atMost(DelegationLimits.ZONE_WAIT);
      FutureTask<DnsAnswer> own = Lookups.start(() -> dns.lookup(zone, Type.NS, soon));
      FutureTask<DnsAnswer> signed = Lookups.start(() -> dns.lookup(zone, Type.DS, soon));
      List<String> atParent = said == null ? List.of() : hosts(nameServers(said));
      DnsAnswer ownAnswer = Lookups.join(own);
      List<String> atZone =
          ownAnswer.status() == Status.ANSWER ? hosts(ownAnswer.records()) : List.of();
      Set<String> all = new LinkedHashSet<>(atParent);
      all.addAll(atZone);
      Map<String, FutureTask<NameServer>> looked = new LinkedHashMap<>();
      for (String host : first(List.copyOf(all), DelegationLimits.NAME_SERVERS)) {
        List<String> glue = said == null ? List.of() : glue(said, host);
        boolean parentNames = atParent.contains(host);
        Boolean zoneNames = atZone.isEmpty() ? null : atZone.contains(host);
        looked.put(host, Lookups.start(() -> server(host, parentNames, zoneNames, glue)));
      }
      List<NameServer> servers = new ArrayList<>();
      for (FutureTask<NameServer> task : looked.values()) {
        servers.add(Lookups.join(task));
      }
      return new ZoneDelegation(
          domain,
          zone,
          parent.zone(),
          said == null ? Status.TIMEOUT.name() : said.status().name(),
          parent.server(),
          List.copyOf(parent.paths()),
          servers,
          isSigned(Lookups.join(signed)));
    }

    private NameServer server(
        String host, boolean atParent, @Nullable Boolean atZone, List<String> glue)
        throws InterruptedException {
      Set<String> known = new LinkedHashSet<>(glue);
      String status = Status.ANSWER.name();
      if (known.isEmpty()) {
        Addresses addresses = addresses(host);
        known.addAll(addresses.all());
        status = addresses.status().name();
      }
      return new NameServer(host, atParent, atZone, status, List.copyOf(known));
    }

    private static @Nullable Boolean isSigned(DnsAnswer answer) {
      return switch (answer.status()) {
        case ANSWER -> true;
        case NODATA, NXDOMAIN -> false;
        default -> null;
      };
    }

    /// A referral may cut above the name.
    private static String zone(DnsAnswer said, String name) {
      if (said.status() == Status.REFERRAL) {
        for (Record record : said.authority()) {
          if (record instanceof NSRecord) {
            return Lookups.text(record.getName());
          }
        }
      }
      return name;
    }

    private static List<Record> nameServers(DnsAnswer said) {
      return said.status() == Status.REFERRAL ? said.authority() : said.records();
    }

    private static List<String> glue(DnsAnswer said, String host) {
      List<Record> records = new ArrayList<>();
      for (Record record : said.additional()) {
        if (Lookups.text(record.getName()).equals(host)) {
          records.add(record);
        }
      }
      return HostAddressesProbe.addresses(records);
    }

    private static List<String> hosts(List<Record> records) {
      Set<String> hosts = new LinkedHashSet<>();
      for (Record record : records) {
        if (record instanceof NSRecord ns) {
          hosts.add(Lookups.text(ns.getTarget()));
        }
      }
      return List.copyOf(hosts);
    }

    private static <T> List<T> first(List<T> list, int count) {
      return list.subList(0, Math.min(count, list.size()));
    }

    private static InetAddress inet(String address) throws UnknownHostException {
      return Address.getByAddress(address);
    }
  }

  /// What one server of the parent said over one way.
  private record Told(String host, String address, DnsTransport transport, DnsAnswer answer) {
    boolean answered() {
      return switch (answer.status()) {
        case TIMEOUT, UNREACHABLE, NOT_ASKED, MALFORMED -> false;
        default -> true;
      };
    }

    String path() {
      String way = transport == DnsTransport.UDP ? "udp" : "tcp";
      return way + (address.indexOf(':') >= 0 ? '6' : '4');
    }

    /// Whether this answer tells more than another: a referral or a denial more than a failure.
    boolean better(Told other) {
      return rank() < other.rank();
    }

    private int rank() {
      return switch (answer.status()) {
        case REFERRAL, ANSWER -> 0;
        case NXDOMAIN, NODATA -> answer.authoritative() ? 1 : 2;
        default -> 3;
      };
    }
  }

  /// The addresses of a server.
  private record Addresses(DnsAnswer four, DnsAnswer six) {
    List<String> firstOfEachFamily() {
      List<String> addresses = new ArrayList<>();
      addresses.addAll(Search.first(HostAddressesProbe.addresses(four.records()), 1));
      addresses.addAll(Search.first(HostAddressesProbe.addresses(six.records()), 1));
      return addresses;
    }

    List<String> all() {
      List<String> addresses = new ArrayList<>(HostAddressesProbe.addresses(four.records()));
      addresses.addAll(HostAddressesProbe.addresses(six.records()));
      return addresses;
    }

    Status status() {
      if (!all().isEmpty()) {
        return Status.ANSWER;
      }
      return four.settled() ? six.settled() ? four.status() : six.status() : four.status();
    }
  }
}
