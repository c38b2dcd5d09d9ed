package org.mailmedic.engine.world.live.tcp;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.world.Tcp;
import org.mailmedic.engine.world.live.Route;

/// Whether this machine has a route to the IPv4 and to the IPv6 Internet. Asked of the kernel once;
/// nothing is sent.
final class LocalRoutes {
  // Any address of the Internet does: a.root-servers.net.
  private static final byte[] IPV4 = {(byte) 198, 41, 0, 4};
  private static final byte[] IPV6 = {
    0x20, 0x01, 0x05, 0x03, (byte) 0xba, 0x3e, 0, 0, 0, 0, 0, 0, 0, 0x02, 0, 0x30
  };
  private static final int ANY_PORT = 53;

  private final Route route;
  private Tcp.@Nullable Routes found;

  LocalRoutes(Route route) {
    this.route = route;
  }

  synchronized Tcp.Routes get() {
    Tcp.Routes routes = found;
    if (routes == null) {
      routes = new Tcp.Routes(leadsTo(IPV4), leadsTo(IPV6));
      found = routes;
    }
    return routes;
  }

  private boolean leadsTo(byte[] address) {
    try {
      InetAddress target = InetAddress.getByAddress(address);
      return switch (route.resolve(target, ANY_PORT, Route.Transport.UDP)) {
        case Route.To to -> kernelKnows(to.socket());
        case Route.Silent silent -> true;
        case Route.Refused refused -> true;
        case Route.Unreachable unreachable -> false;
        case Route.NoFamily none -> false;
      };
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // only for addresses of a wrong length
    }
  }

  private static boolean kernelKnows(InetSocketAddress target) {
    try (DatagramSocket socket = new DatagramSocket(null)) {
      socket.connect(target);
      InetAddress from = socket.getLocalAddress();
      return !from.isAnyLocalAddress() && !leadsNowhere(from, target.getAddress());
    } catch (IOException | RuntimeException e) {
      return false; // "Network is unreachable", or the family is switched off
    }
  }

  /// Packets from a unique local IPv6 address do not come back from the Internet (RFC 4193 section
  /// 4.1), whatever the routing table says.
  private static boolean leadsNowhere(InetAddress from, InetAddress target) {
    return from instanceof Inet6Address
        && !target.isLoopbackAddress()
        && (from.isLinkLocalAddress() || (from.getAddress()[0] & 0xfe) == 0xfc);
  }
}
