package org.mailmedic.engine.world.live;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.world.BlocklistZones;
import org.mailmedic.engine.world.Ports;
import org.mailmedic.engine.world.RegistryServers;
import org.mailmedic.protocol.dns.TrustAnchors;

/// What a [LiveWorld] goes by.
///
/// @param resolvers the resolvers to ask, in order; empty: the system's
/// @param anchors DNSSEC trust anchors; null: IANA's
/// @param caFile PEM file of certificates to trust besides the platform's; null: none
/// @param allowPrivate whether private and loopback addresses that the DNS names may be asked
/// @param ports the ports that services are asked on
/// @param registries registry servers that the user named
/// @param blocklists the blocklists that the user named
/// @param route where packets go in fact
/// @param clock what time it is
public record WorldOptions(
    List<InetSocketAddress> resolvers,
    @Nullable TrustAnchors anchors,
    @Nullable Path caFile,
    boolean allowPrivate,
    Ports ports,
    RegistryServers registries,
    BlocklistZones blocklists,
    Route route,
    InstantSource clock) {

  /// The system's resolvers, IANA's anchors, the platform's authorities, no private addresses.
  public static final WorldOptions STANDARD =
      new WorldOptions(
          List.of(),
          null,
          null,
          false,
          Ports.STANDARD,
          RegistryServers.NONE,
          BlocklistZones.WELL_KNOWN,
          Route.DIRECT,
          InstantSource.system());

  public WorldOptions {
    resolvers = List.copyOf(resolvers);
    Objects.requireNonNull(ports, "ports");
    Objects.requireNonNull(registries, "registries");
    Objects.requireNonNull(blocklists, "blocklists");
    Objects.requireNonNull(route, "route");
    Objects.requireNonNull(clock, "clock");
  }
}
