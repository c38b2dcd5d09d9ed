package org.mailmedic.engine.cause;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt;

/// What became of one check.
///
/// @param id such as `dns.mx`
/// @param status passed, failed, skipped or inconclusive
/// @param durationMs wall time of its probes, milliseconds; 0 where skipped
/// @param reason why it was skipped or is inconclusive; null otherwise
/// @param detail more on the reason in the notation of the wire; null where there is nothing to say
public record Check(
    String id,
    Status status,
    long durationMs,
    Attempt.@Nullable Reason reason,
    @Nullable String detail) {
  public Check {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(status, "status");
  }

  /// What can become of a check.
  public enum Status {
    PASSED("passed"),
    FAILED("failed"),
    SKIPPED("skipped"),
    INCONCLUSIVE("inconclusive");

    private final String id;

    Status(String id) {
      this.id = id;
    }

    /// The word used in JSON.
    public String id() {
      return id;
    }
  }
}
