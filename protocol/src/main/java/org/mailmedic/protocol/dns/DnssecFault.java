package org.mailmedic.protocol.dns;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Why a chain of signatures does not hold.
///
/// @param kind what is wrong
/// @param zone the zone whose keys, signatures or proofs are at fault, without trailing dot (`.`
///   for the root)
/// @param when the moment that a signature ran out or becomes valid; null for other kinds
/// @param detail one line in the notation of the wire: `example.com. MX signature by key 4711 ran
///   out 2026-11-01T00:00:00Z`
public record DnssecFault(Kind kind, String zone, @Nullable Instant when, String detail) {
  public DnssecFault {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(zone, "zone");
    Objects.requireNonNull(detail, "detail");
  }

  /// Kinds of faults.
  public enum Kind {
    /// The signature's time is over.
    EXPIRED,
    /// The signature's time has not begun.
    NOT_YET_VALID,
    /// No key of the zone is the one that the parent's DS names.
    DS_MISMATCH,
    /// A signed zone gives records without signature.
    UNSIGNED,
    /// There are signatures, and none verifies.
    BAD_SIGNATURE,
    /// The proof that something does not exist is missing or proves something else.
    MISSING_PROOF
  }
}
