package org.mailmedic.engine.world;

import java.time.InstantSource;

/// The one door to the outside: DNS, TCP (with TLS on it), HTTP and the clock. Thread-safe; one
/// world serves many diagnoses at once and shares its caches and limits among them.
public interface World extends AutoCloseable {

  /// The clock that evidence is dated by.
  InstantSource clock();

  /// The Domain Name System.
  Dns dns();

  /// TCP connections.
  Tcp tcp();

  /// HTTP requests over [#tcp()], names looked up by [#dns()].
  Http http();

  /// The ports that services are asked on; the standard ones unless configured (`ports:`).
  Ports ports();

  /// The registry servers that the user named.
  default RegistryServers registries() {
    return RegistryServers.NONE;
  }

  /// The blocklists that the user named.
  default BlocklistZones blocklists() {
    return BlocklistZones.WELL_KNOWN;
  }

  /// Whether private and loopback addresses are as good as others here.
  default boolean allowsPrivate() {
    return false;
  }

  /// Gives back connections, threads and caches.
  @Override
  void close();
}
