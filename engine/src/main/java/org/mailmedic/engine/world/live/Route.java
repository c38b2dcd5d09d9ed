package org.mailmedic.engine.world.live;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;

/// Where packets for an address and port go: the last step before a socket is opened, after every
/// rule about which addresses may be asked. The lab gives its servers real-looking addresses by it
/// (`192.0.2.25` leads to a port on loopback); everybody else uses [#DIRECT]. Thread-safe.
@FunctionalInterface
public interface Route {

  /// To the address itself.
  Route DIRECT = (address, port, transport) -> new To(new InetSocketAddress(address, port));

  /// Where a packet or connection goes; called once for each connection and each datagram.
  Destination resolve(InetAddress address, int port, Transport transport);

  /// What is sent.
  enum Transport {
    TCP,
    UDP
  }

  /// The end of a route.
  sealed interface Destination {}

  /// A socket; evidence and TLS names keep the address that was asked for.
  record To(InetSocketAddress socket) implements Destination {
    public To {
      Objects.requireNonNull(socket, "socket");
    }
  }

  /// Nothing comes back: the caller waits as long as it would for a real silence, then takes it as
  /// a time-out.
  record Silent() implements Destination {}

  /// Reset (TCP) or "port unreachable" (UDP), at once.
  record Refused() implements Destination {}

  /// "No route to host" or "network unreachable", at once.
  record Unreachable() implements Destination {}

  /// This machine has no address of that family.
  record NoFamily() implements Destination {}
}
