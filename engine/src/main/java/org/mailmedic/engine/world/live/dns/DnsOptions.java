package org.mailmedic.engine.world.live.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.mailmedic.engine.world.live.Route;
import org.mailmedic.protocol.dns.TrustAnchors;

/// What a [LiveDns] goes by.
///
/// @param resolvers the resolvers to ask, in order; asked whatever their address is
/// @param anchors the keys trusted without proof
/// @param port the port that name servers are asked on directly
/// @param mayAsk whether a name server at this address may be asked directly
/// @param route where packets go
/// @param clock the time that signatures are judged at
public record DnsOptions(
    List<InetSocketAddress> resolvers,
    TrustAnchors anchors,
    int port,
    Predicate<InetAddress> mayAsk,
    Route route,
    InstantSource clock) {
  public DnsOptions {
    resolvers = List.copyOf(resolvers);
    Objects.requireNonNull(anchors, "anchors");
    Objects.requireNonNull(mayAsk, "mayAsk");
    Objects.requireNonNull(route, "route");
    Objects.requireNonNull(clock, "clock");
    if (resolvers.isEmpty()) {
      throw new IllegalArgumentException("resolvers must not be empty");
    }
  }

  /// The system's resolvers, IANA's anchors, port 53, any address.
  public static DnsOptions standard() {
    return new DnsOptions(
        SystemResolvers.read(),
        TrustAnchors.iana(),
        53,
        address -> true,
        Route.DIRECT,
        InstantSource.system());
  }
}
