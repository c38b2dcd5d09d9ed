package org.mailmedic.engine.probe.dns;

import java.time.Duration;

/// How many name servers are looked at; an honest zone stays below each.
final class DelegationLimits {
  /// Servers of the parent that are asked, one address of each family each.
  static final int PARENT_SERVERS = 3;

  /// Name servers of the zone.
  static final int NAME_SERVERS = 13;

  /// Zones that are climbed from a name without a zone of its own.
  static final int CLIMBS = 4;

  /// How long the zone's own word on its name servers is waited for once the parent has spoken: a
  /// resolver that waits for dead servers must not keep us from asking them.
  static final Duration ZONE_WAIT = Duration.ofSeconds(2);

  private DelegationLimits() {}
}
