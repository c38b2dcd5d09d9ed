package org.mailmedic.engine.probe.access;

import java.time.Duration;

/// How long the servers of mail programs are waited for, and how many are talked with.
///
/// @param connect a connection attempt takes at most this, and at most a third of the whole time
/// @param reply the greeting or any later answer, and at most half of the whole time
public record AccessLimits(Duration connect, Duration reply) {
  /// What is waited for in earnest.
  public static final AccessLimits STANDARD =
      new AccessLimits(Duration.ofSeconds(8), Duration.ofSeconds(12));

  static final int CONNECT_SHARE = 3;
  static final int REPLY_SHARE = 2;

  /// Addresses of one host that are dialled, of each family.
  static final int MAX_ADDRESSES = 2;

  /// Servers that are talked with, of one protocol and source.
  static final int MAX_SERVERS = 3;

  /// SRV records of one name that are followed.
  static final int MAX_SRV = 2;
}
