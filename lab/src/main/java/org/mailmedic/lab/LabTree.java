package org.mailmedic.lab;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mailmedic.lab.dns.DnsService;
import org.mailmedic.lab.dns.NameServer;
import org.mailmedic.lab.dns.Signing;
import org.mailmedic.lab.dns.Zone;
import org.mailmedic.lab.net.LabNetwork;
import org.xbill.DNS.Name;

/// The tree of a lab's DNS: zones and the servers that serve them, and above them the top-level
/// domains and a root that are made to fit.
final class LabTree {
  private static final int ROOT = 1;
  private static final int FIRST_TLD = 10;

  private final LabNetwork network;
  private final Map<Name, Zone> zones = new TreeMap<>();
  private final Map<Name, Delegation> delegations = new HashMap<>();
  private final Map<Name, Signing> tldSigning = new HashMap<>();
  private final Map<Name, NameServer> servers = new LinkedHashMap<>();
  private final Map<Name, List<InetAddress>> serverAddresses = new HashMap<>();
  private final Map<InetAddress, NameServer> byAddress = new HashMap<>();

  private String topNetwork = "198.51.100.";

  LabTree(LabNetwork network) {
    this.network = network;
  }

  /// The first three numbers of the addresses of the root and the top-level domains, with a dot.
  void topNetwork(String prefix) {
    topNetwork = prefix;
  }

  private String rootAddress() {
    return topNetwork + ROOT;
  }

  /// What the parent says of a zone, where that is not simply what the zone itself says.
  ///
  /// @param present whether the parent knows the zone at all
  /// @param nameServers the names that the parent gives; null: the zone's own
  /// @param ds how the parent's DS records are
  record Delegation(boolean present, @Nullable List<String> nameServers, Ds ds) {
    static final Delegation SOUND = new Delegation(true, null, Ds.RIGHT);
  }

  /// The parent's DS records.
  enum Ds {
    RIGHT,
    NONE,
    /// Of a key that the zone does not have, or for a zone that is not signed.
    WRONG
  }

  NameServer server(String name, String... addresses) {
    Name key = Zone.name(name);
    NameServer server = servers.computeIfAbsent(key, _ -> new NameServer(name));
    for (String text : addresses) {
      InetAddress address = LabNetwork.address(text);
      serverAddresses.computeIfAbsent(key, _ -> new ArrayList<>()).add(address);
      byAddress.put(address, server);
      DnsService.plug(network, address, DnsService.PORT, server);
    }
    return server;
  }

  NameServer server(String name) {
    NameServer server = servers.get(Zone.name(name));
    if (server == null) {
      throw new IllegalArgumentException("no name server is called " + name);
    }
    return server;
  }

  @Nullable NameServer at(InetAddress address) {
    return byAddress.get(address);
  }

  void zone(Zone zone) {
    zones.put(zone.origin(), zone);
    for (Name name : zone.nameServers()) {
      NameServer server = servers.get(name);
      if (server != null) {
        server.serve(zone);
      }
    }
  }

  void delegation(String origin, Delegation delegation) {
    delegations.put(Zone.name(origin), delegation);
  }

  Delegation delegation(String origin) {
    return delegations.getOrDefault(Zone.name(origin), Delegation.SOUND);
  }

  void tld(String name, Signing signing) {
    tldSigning.put(Zone.name(name), signing);
  }

  List<InetAddress> rootAddresses() {
    return List.of(LabNetwork.address(rootAddress()));
  }

  /// Makes the top of the tree and the delegations, deepest first. The root's zone.
  Zone grow() {
    List<Name> deepestFirst = new ArrayList<>(zones.keySet());
    deepestFirst.sort(Comparator.comparingInt(Name::labels).reversed());
    Map<Name, Zone.Builder> tops = new TreeMap<>();
    for (Name tld : tldSigning.keySet()) {
      tops.put(tld, top(tld));
    }
    for (Name origin : deepestFirst) {
      Zone zone = java.util.Objects.requireNonNull(zones.get(origin));
      Zone parent = parentOf(origin);
      if (parent != null) {
        Zone.Builder edited = parent.edit();
        delegate(edited, zone);
        replace(parent, edited.build());
      } else {
        Name tld = new Name(origin, origin.labels() - 2);
        delegate(tops.computeIfAbsent(tld, this::top), zone);
      }
    }
    return root(tops);
  }

  private @Nullable Zone parentOf(Name origin) {
    for (Name up = new Name(origin, 1); up.labels() > 1; up = new Name(up, 1)) {
      Zone zone = zones.get(up);
      if (zone != null) {
        return zone;
      }
    }
    return null;
  }

  private void replace(Zone before, Zone after) {
    zones.put(after.origin(), after);
    for (NameServer server : servers.values()) {
      server.replace(before, after);
    }
  }

  private Zone.Builder top(Name tld) {
    return Zone.of(tld.toString())
        .signed(tldSigning.getOrDefault(tld, Signing.NSEC3))
        .add("@ NS a.nic");
  }

  private Zone root(Map<Name, Zone.Builder> tops) {
    Zone.Builder root =
        Zone.of(".")
            .signed(Signing.NSEC)
            .add("@ NS a.root-servers.lab.")
            .add("a.root-servers.lab. A " + rootAddress());
    int next = FIRST_TLD;
    for (Map.Entry<Name, Zone.Builder> entry : tops.entrySet()) {
      String address = topNetwork + next++;
      String host = "a.nic." + entry.getKey();
      NameServer server = server(host, address);
      Zone zone = entry.getValue().add(host + " A " + address).build();
      server.serve(zone);
      zones.put(zone.origin(), zone);
      delegate(root, zone);
    }
    Zone zone = root.build();
    server("a.root-servers.lab", rootAddress()).serve(zone);
    return zone;
  }

  private void delegate(Zone.Builder parent, Zone child) {
    Name origin = child.origin();
    Delegation delegation = delegations.getOrDefault(origin, Delegation.SOUND);
    if (!delegation.present()) {
      return;
    }
    List<Name> names = new ArrayList<>();
    if (delegation.nameServers() == null) {
      names.addAll(child.nameServers());
    } else {
      delegation.nameServers().forEach(name -> names.add(Zone.name(name)));
    }
    for (Name name : names) {
      parent.add(origin + " NS " + name);
      if (name.subdomain(origin)) {
        addGlue(parent, name);
      }
    }
    switch (delegation.ds()) {
      case RIGHT -> {
        if (child.signing().denial() != Signing.Denial.NONE) {
          parent.add(child.ds());
        }
      }
      case WRONG -> parent.add(child.strangeDs());
      case NONE -> {}
    }
  }

  private void addGlue(Zone.Builder parent, Name server) {
    for (InetAddress address : serverAddresses.getOrDefault(server, List.of())) {
      String type = address instanceof Inet6Address ? " AAAA " : " A ";
      parent.add(server + type + address.getHostAddress());
    }
  }
}
