package org.mailmedic.engine.evidence;

import java.time.Instant;
import java.util.Objects;

/// One entry of a case file.
///
/// @param id `e1`, `e2`, … in the case file's own order
/// @param checkId which check it belongs to, such as `dns.mx`
/// @param startedAt when the probe began
/// @param durationMs how long it took, milliseconds
public record Observation<E extends Evidence>(
    String id,
    String checkId,
    EvidenceKey<E> key,
    Attempt<E> attempt,
    Instant startedAt,
    long durationMs) {
  public Observation {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(checkId, "checkId");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(attempt, "attempt");
    Objects.requireNonNull(startedAt, "startedAt");
  }
}
