package org.mailmedic.engine.world.live.dns;

import java.time.Duration;

/// Every limit of the DNS client, in one place (`docs/limits.md`).
final class DnsLimits {
  private DnsLimits() {}

  /// What we say that we take over UDP (DNS Flag Day 2020): fits every path without fragments.
  static final int EDNS_BYTES = 1232;

  /// Longest datagram that is read; servers that ignore EDNS_BYTES may send up to this.
  static final int MAX_DATAGRAM_BYTES = 8192;

  /// Records of one section that are looked at; the rest of a longer one is not. A whole message
  /// holds no more of them, so that a signature never lacks a part of what it signs.
  static final int MAX_RECORDS = 5_000;

  /// Aliases that are followed from one name.
  static final int MAX_ALIASES = 16;

  /// Sockets open at once to resolvers, and as many again to name servers.
  static final int MAX_SOCKETS = 400;

  /// Answers kept.
  static final int MAX_CACHED = 50_000;

  /// Bounds of how long an answer is kept, whatever its TTL.
  static final Duration MIN_KEPT = Duration.ofSeconds(5);

  static final Duration MAX_KEPT = Duration.ofHours(1);

  /// How long a failure is kept, so that the probes of one diagnosis do not wait for it again.
  static final Duration FAILURE_KEPT = Duration.ofSeconds(10);

  /// How long a zone's keys, once found good, are taken for good.
  static final Duration TRUST_KEPT = Duration.ofMinutes(5);

  /// When a question to a resolver is sent again (to the next one, where there are several).
  static final Duration RESOLVER_FIRST_TRY = Duration.ofMillis(1_200);

  static final Duration RESOLVER_SECOND_TRY = Duration.ofMillis(2_500);

  /// How long a resolver may take in all: it may itself wait for servers that do not answer.
  static final Duration RESOLVER_ALL_TRIES = Duration.ofSeconds(12);

  /// When a question to a name server is sent again, and when it is given up.
  static final Duration SERVER_FIRST_TRY = Duration.ofSeconds(1);

  static final Duration SERVER_ALL_TRIES = Duration.ofSeconds(3);

  /// Labels of a name whose delegations are asked for ahead of need.
  static final int MAX_PREFETCHED_LABELS = 8;

  /// Mail hosts of one answer whose addresses are asked for ahead of need.
  static final int MAX_PREFETCHED_HOSTS = 4;
}
