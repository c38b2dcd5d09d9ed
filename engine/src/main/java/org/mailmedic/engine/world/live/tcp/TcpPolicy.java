package org.mailmedic.engine.world.live.tcp;

import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.function.Predicate;

/// What may be connected to, how often and how much is read.
///
/// @param allowPrivate whether private and loopback addresses may be connected to (`allowPrivate`)
/// @param configured addresses and ports that the user named (resolver, registry servers): always
///   allowed
/// @param perAddress how many connections to one address may stand at a time
/// @param inAll how many connections may stand at a time
/// @param maxBytes how many bytes are read from one connection, TLS included
public record TcpPolicy(
    boolean allowPrivate,
    Predicate<InetSocketAddress> configured,
    int perAddress,
    int inAll,
    long maxBytes) {

  /// Connections to one address at a time: as many as big receivers let one client have, and enough
  /// for a scan of many domains with one provider.
  public static final int PER_ADDRESS = 10;

  /// Connections in all at a time.
  public static final int IN_ALL = 512;

  /// Bytes read from one connection; more than any registry answer, policy or dialogue needs.
  public static final long MAX_BYTES = 8L << 20;

  public TcpPolicy {
    Objects.requireNonNull(configured, "configured");
    if (perAddress < 1 || inAll < 1 || maxBytes < 1) {
      throw new IllegalArgumentException("caps must be at least 1");
    }
  }

  /// The built-in caps.
  public static TcpPolicy of(boolean allowPrivate, Predicate<InetSocketAddress> configured) {
    return new TcpPolicy(allowPrivate, configured, PER_ADDRESS, IN_ALL, MAX_BYTES);
  }
}
