package org.mailmedic.engine.world.live;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.mailmedic.engine.world.BlocklistZones;
import org.mailmedic.engine.world.Dns;
import org.mailmedic.engine.world.Http;
import org.mailmedic.engine.world.Ports;
import org.mailmedic.engine.world.RegistryServers;
import org.mailmedic.engine.world.Tcp;
import org.mailmedic.engine.world.World;
import org.mailmedic.engine.world.live.dns.DnsOptions;
import org.mailmedic.engine.world.live.dns.LiveDns;
import org.mailmedic.engine.world.live.dns.SystemResolvers;
import org.mailmedic.engine.world.live.http.LiveHttp;
import org.mailmedic.engine.world.live.tcp.LiveTcp;
import org.mailmedic.engine.world.live.tcp.TcpPolicy;
import org.mailmedic.engine.world.live.tcp.Tls;
import org.mailmedic.protocol.dns.Signatures;
import org.mailmedic.protocol.ip.IpScope;

/// The world over real sockets: DNS, TCP and HTTP under one policy, with one set of caches and caps
/// for all who use it.
public final class LiveWorld implements World {
  private final WorldOptions options;
  private final LiveDns dns;
  private final LiveTcp tcp;
  private final LiveHttp http;

  private LiveWorld(WorldOptions options, LiveDns dns, LiveTcp tcp) {
    this.options = options;
    this.dns = dns;
    this.tcp = tcp;
    this.http = new LiveHttp(dns, tcp);
  }

  /// Opens a world. Nothing is connected to yet; what takes time to load (certificates of the
  /// platform) is loaded in the background.
  ///
  /// @throws IOException if the CA file can't be read, with one line that says why
  public static LiveWorld open(WorldOptions options) throws IOException {
    return open(
        options,
        options.caFile() == null
            ? org.mailmedic.engine.world.live.tcp.TrustAnchors.ofPlatform()
            : org.mailmedic.engine.world.live.tcp.TrustAnchors.ofPlatformAnd(options.caFile()));
  }

  /// Opens a world that trusts these certificate authorities, whatever the options say.
  public static LiveWorld open(
      WorldOptions options, org.mailmedic.engine.world.live.tcp.TrustAnchors authorities) {
    Thread.ofPlatform().daemon().name("dnssec-warm-up").start(Signatures::warmUp);
    Set<InetSocketAddress> configured = configured(options.registries());
    Tls tls = new Tls(authorities, options.clock());
    Thread.ofPlatform().daemon().name("tls-warm-up").start(tls::warmUp);
    LiveTcp tcp =
        new LiveTcp(
            TcpPolicy.of(options.allowPrivate(), configured::contains), options.route(), tls);
    LiveDns dns =
        new LiveDns(
            new DnsOptions(
                options.resolvers().isEmpty() ? SystemResolvers.read() : options.resolvers(),
                options.anchors() == null
                    ? org.mailmedic.protocol.dns.TrustAnchors.iana()
                    : options.anchors(),
                options.ports().dns(),
                address -> options.allowPrivate() || IpScope.reservedBlock(address) == null,
                options.route(),
                options.clock()));
    return new LiveWorld(options, dns, tcp);
  }

  /// Addresses that the user named as such; they are allowed whatever they are (verdict 10).
  private static Set<InetSocketAddress> configured(RegistryServers registries) {
    Set<InetSocketAddress> addresses = new HashSet<>();
    for (URI uri : registries.rdap().values()) {
      int port = uri.getPort() >= 0 ? uri.getPort() : "http".equals(uri.getScheme()) ? 80 : 443;
      add(addresses, uri.getHost(), port);
    }
    for (InetSocketAddress server : registries.whois().values()) {
      add(addresses, server.getHostString(), server.getPort());
    }
    return addresses;
  }

  private static void add(Set<InetSocketAddress> addresses, String host, int port) {
    if (host == null) {
      return;
    }
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    boolean literal = bare.indexOf(':') >= 0 || Character.isDigit(bare.charAt(bare.length() - 1));
    try {
      if (literal) {
        addresses.add(new InetSocketAddress(org.xbill.DNS.Address.getByAddress(bare), port));
      } else if (bare.equals("localhost")) {
        addresses.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      }
    } catch (java.net.UnknownHostException e) {
      // A name that looks like an address: it is looked up like any other.
      return;
    }
  }

  @Override
  public InstantSource clock() {
    return options.clock();
  }

  @Override
  public Dns dns() {
    return dns;
  }

  @Override
  public Tcp tcp() {
    return tcp;
  }

  @Override
  public Http http() {
    return http;
  }

  @Override
  public Ports ports() {
    return options.ports();
  }

  @Override
  public RegistryServers registries() {
    return options.registries();
  }

  @Override
  public BlocklistZones blocklists() {
    return options.blocklists();
  }

  @Override
  public boolean allowsPrivate() {
    return options.allowPrivate();
  }

  @Override
  public void close() {
    dns.close();
    tcp.close();
  }
}
