package org.mailmedic.lab;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.world.BlocklistZones;
import org.mailmedic.engine.world.Ports;
import org.mailmedic.engine.world.RegistryServers;
import org.mailmedic.engine.world.World;
import org.mailmedic.engine.world.live.LiveWorld;
import org.mailmedic.engine.world.live.Route;
import org.mailmedic.engine.world.live.WorldOptions;
import org.mailmedic.engine.world.live.tcp.TrustAnchors;
import org.mailmedic.lab.dns.DnsService;
import org.mailmedic.lab.dns.LabResolver;
import org.mailmedic.lab.dns.NameServer;
import org.mailmedic.lab.dns.Signing;
import org.mailmedic.lab.dns.Zone;
import org.mailmedic.lab.net.LabNetwork;
import org.mailmedic.lab.net.StreamService;
import org.mailmedic.lab.smtp.SmtpScript;
import org.mailmedic.lab.smtp.SmtpServer;
import org.mailmedic.lab.tls.LabCertificates;
import org.mailmedic.lab.web.WebServer;

/// A running small Internet. Servers have real-looking addresses and listen in fact on loopback, at
/// ports that [#route()] knows; each is opened when first asked for. Labs in one process do not see
/// each other. Thread-safe.
///
/// ```java
/// try (Lab lab = Lab.start(plan -> {
///   plan.nameServer("ns1.florist.example", "192.0.2.1");
///   plan.zone(Zone.of("florist.example").add("@ NS ns1").add("ns1 A 192.0.2.1")
///       .add("@ MX 10 mx1").add("mx1 A 192.0.2.25").build());
///   plan.smtp("192.0.2.25", SmtpScript.sound("mx1.florist.example", "florist.example"));
/// })) {
///   World world = lab.world();
/// }
/// ```
public final class Lab implements AutoCloseable {
  /// Where the lab's resolver is.
  public static final String RESOLVER_ADDRESS = "192.0.2.53";

  private final LabNetwork network;
  private final LabTree tree;
  private final LabResolver resolver;
  private final Map<InetAddress, SmtpServer> mailServers;
  private final RegistryServers registries;
  private final BlocklistZones blocklists;
  private final String trustAnchors;
  private final InetSocketAddress resolverAddress;
  private final List<World> worlds = new ArrayList<>();

  private Lab(Plan plan) {
    this.network = plan.network;
    this.tree = plan.tree;
    Zone root = tree.grow();
    this.trustAnchors = root.ds().toString();
    this.resolver = new LabResolver(tree.rootAddresses(), this::reachable, trustAnchors);
    plan.resolverTroubles.forEach(trouble -> trouble.accept(resolver));
    this.mailServers = Map.copyOf(plan.mailServers);
    this.registries = new RegistryServers(plan.rdap, plan.whois);
    this.blocklists = plan.blocklists;
    this.resolverAddress =
        new InetSocketAddress(LabNetwork.address(plan.resolverAddress), DnsService.PORT);
    DnsService.plug(network, resolverAddress.getAddress(), DnsService.PORT, resolver);
    network.openLoopback();
  }

  /// Starts a lab.
  ///
  /// @param design puts servers and zones into it
  public static Lab start(Consumer<Plan> design) {
    return start(Duration.ZERO, design);
  }

  /// Starts a lab in which every answer of a server arrives later.
  ///
  /// @param delayPerExchange how much later: the round-trip time
  public static Lab start(Duration delayPerExchange, Consumer<Plan> design) {
    Plan plan = new Plan(new LabNetwork(delayPerExchange));
    design.accept(plan);
    return new Lab(plan);
  }

  private @Nullable NameServer reachable(InetAddress address) {
    boolean reached = network.reachesFromElsewhere(address, DnsService.PORT, Route.Transport.UDP);
    return reached ? tree.at(address) : null;
  }

  /// Where packets go.
  public Route route() {
    return network;
  }

  /// The network, for failures that begin while the lab runs.
  public LabNetwork network() {
    return network;
  }

  /// The resolver's address and port, as the route hook knows it.
  public InetSocketAddress resolverAddress() {
    return resolverAddress;
  }

  public LabResolver resolver() {
    return resolver;
  }

  /// The name server with this name.
  public NameServer nameServer(String name) {
    return tree.server(name);
  }

  /// The mail server at this address.
  public SmtpServer smtp(String address) {
    SmtpServer server = mailServers.get(LabNetwork.address(address));
    return Objects.requireNonNull(server, () -> "no mail server at " + address);
  }

  /// The mail servers, in no order.
  public List<SmtpServer> mailServers() {
    return List.copyOf(mailServers.values());
  }

  /// The root's DS record in zone file notation, for `trustAnchors`.
  public String trustAnchors() {
    return trustAnchors;
  }

  /// What a live world has to know to live in this lab; the lab's certificates are for the caller
  /// to trust ([LabCertificates#authority()]).
  public WorldOptions worldOptions() {
    return new WorldOptions(
        List.of(resolverAddress),
        org.mailmedic.protocol.dns.TrustAnchors.parse(trustAnchors),
        null,
        false,
        Ports.STANDARD,
        registries,
        blocklists,
        network,
        InstantSource.system());
  }

  /// A new live world in this lab: nothing cached, the lab's authority trusted. The lab closes it.
  public World world() {
    return world(worldOptions());
  }

  /// The same with other options.
  public World world(WorldOptions options) {
    World world = LiveWorld.open(options, TrustAnchors.of(List.of(LabCertificates.authority())));
    synchronized (worlds) {
      worlds.add(world);
    }
    return world;
  }

  @Override
  public void close() {
    synchronized (worlds) {
      worlds.forEach(World::close);
      worlds.clear();
    }
    network.close();
  }

  /// What a lab is to contain. Used by one thread, before the lab starts.
  public static final class Plan {
    private final LabNetwork network;
    private final LabTree tree;
    private final Map<InetAddress, SmtpServer> mailServers = new HashMap<>();
    private static final int HTTP = 80;

    private final Map<String, WebServer> registryServers = new HashMap<>();
    private final Map<String, URI> rdap = new HashMap<>();
    private final Map<String, InetSocketAddress> whois = new HashMap<>();
    private final List<Consumer<LabResolver>> resolverTroubles = new ArrayList<>();
    private String resolverAddress = RESOLVER_ADDRESS;
    private BlocklistZones blocklists = BlocklistZones.WELL_KNOWN;

    private Plan(LabNetwork network) {
      this.network = network;
      this.tree = new LabTree(network);
    }

    /// The network, to make addresses silent or refusing.
    public LabNetwork network() {
      return network;
    }

    /// Puts a name server in, or gives one more addresses. Loopback addresses are listened on as
    /// they are, at port 53; others are reached by the route hook.
    public NameServer nameServer(String name, String... addresses) {
      return tree.server(name, addresses);
    }

    /// Puts a zone in: served by those of its name servers that are in the lab already, delegated
    /// from the zone above it. Top-level domains and the root are made to fit.
    public Plan zone(Zone zone) {
      tree.zone(zone);
      return this;
    }

    /// The zone above does not know this one: on hold, or nobody registered it.
    public Plan notDelegated(String origin) {
      LabTree.Delegation now = tree.delegation(origin);
      tree.delegation(origin, new LabTree.Delegation(false, now.nameServers(), now.ds()));
      return this;
    }

    /// The zone above names these servers, whatever the zone itself says.
    public Plan delegatedTo(String origin, String... names) {
      LabTree.Delegation now = tree.delegation(origin);
      tree.delegation(origin, new LabTree.Delegation(true, List.of(names), now.ds()));
      return this;
    }

    /// The zone above has no DS record for this one (an island of security).
    public Plan withoutDs(String origin) {
      return ds(origin, LabTree.Ds.NONE);
    }

    /// The zone above has a DS record that fits no key of this one.
    public Plan wrongDs(String origin) {
      return ds(origin, LabTree.Ds.WRONG);
    }

    private Plan ds(String origin, LabTree.Ds ds) {
      LabTree.Delegation now = tree.delegation(origin);
      tree.delegation(origin, new LabTree.Delegation(now.present(), now.nameServers(), ds));
      return this;
    }

    /// How a top-level domain is signed; NSEC3 unless told. Makes it exist even where it is empty.
    public Plan tld(String name, Signing signing) {
      tree.tld(name, signing);
      return this;
    }

    /// Puts a mail server in.
    public SmtpServer smtp(String address, SmtpScript script) {
      SmtpServer server = new SmtpServer(script);
      mailServers.put(LabNetwork.address(address), server);
      tcp(address, SmtpServer.PORT, server);
      return server;
    }

    /// Puts a mail server that is there already under another address.
    public Plan smtp(String address, SmtpServer server) {
      mailServers.put(LabNetwork.address(address), server);
      return tcp(address, SmtpServer.PORT, server);
    }

    /// Puts any TCP server in.
    public Plan tcp(String address, int port, StreamService service) {
      network.tcp(LabNetwork.address(address), port, service);
      return this;
    }

    /// The blocklists that are asked instead of the well-known ones.
    public Plan blocklists(BlocklistZones zones) {
      blocklists = zones;
      return this;
    }

    /// Moves the resolver, to a loopback address for other processes, say.
    public Plan resolverAt(String address) {
      resolverAddress = address;
      return this;
    }

    /// Moves the servers of the root and of the top-level domains, to loopback addresses for other
    /// processes, say.
    ///
    /// @param prefix the first three numbers of their addresses, with a dot at the end
    public Plan topAt(String prefix) {
      tree.topNetwork(prefix);
      return this;
    }

    /// Makes the resolver ail.
    public Plan resolver(Consumer<LabResolver> trouble) {
      resolverTroubles.add(trouble);
      return this;
    }

    /// A registry's RDAP server without TLS, made at the first call; it answers 404 to what it is
    /// not told of.
    public WebServer registry(String tld, String address) {
      rdap.put(tld, URI.create("http://" + address + "/"));
      return registryServers.computeIfAbsent(
          address,
          _ -> {
            WebServer server = WebServer.plain();
            tcp(address, HTTP, server);
            return server;
          });
    }

    /// Where the registry of a top-level domain answers RDAP.
    public Plan rdap(String tld, URI base) {
      rdap.put(tld, base);
      return this;
    }

    /// Where the registry of a top-level domain answers WHOIS.
    public Plan whois(String tld, String address, int port) {
      whois.put(tld, new InetSocketAddress(LabNetwork.address(address), port));
      return this;
    }
  }
}
