package org.mailmedic.engine.evidence;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What came of trying to see something. "Not seen" and "seen and fine" are different values
/// everywhere.
public sealed interface Attempt<E extends Evidence> {

  /// It was seen; what was seen may be a failure of the other side.
  record Observed<E extends Evidence>(E evidence) implements Attempt<E> {
    public Observed {
      Objects.requireNonNull(evidence, "evidence");
    }
  }

  /// We tried and could not see, for a reason on our side. Never the domain's fault, never healthy.
  ///
  /// @param detail more on it in the notation of the wire; null where there is nothing to say
  record Unobserved<E extends Evidence>(Reason reason, @Nullable String detail)
      implements Attempt<E> {}

  /// We did not try: not asked for, or it does not apply.
  record NotTried<E extends Evidence>(Reason reason, @Nullable String detail)
      implements Attempt<E> {}

  /// The evidence, or empty where it was not seen.
  default Optional<E> observed() {
    return this instanceof Observed<E> seen ? Optional.of(seen.evidence()) : Optional.empty();
  }

  /// Why it was not seen; null where it was.
  default @Nullable Reason reason() {
    return null;
  }

  /// More on the reason in the notation of the wire; null where there is nothing to say.
  default @Nullable String detail() {
    return null;
  }

  /// Why something was not seen. The texts are in the catalogue under `note.<id>`.
  enum Reason {
    /// No working DNS or no route from here.
    OFFLINE("offline"),
    /// This network lets no such connection out.
    PORT_BLOCKED("port-blocked"),
    /// This machine has no address of that family (IPv6, mostly).
    NO_FAMILY("no-family"),
    /// Time was up.
    DEADLINE("deadline"),
    /// Policy forbids connecting to private addresses.
    PRIVATE_ADDRESS("private-address"),
    /// A cap on connections, bytes or questions was reached.
    LIMIT("limit"),
    /// The source refuses to tell (rate limit, blocked query).
    REFUSED("refused"),
    /// A side source (registry, list) does not answer or answers nonsense.
    SOURCE_FAILED("source-failed"),
    /// What this needs was itself not seen.
    NEEDS_UNSEEN("needs-unseen"),
    /// Nobody asked for it.
    NOT_ASKED("not-asked"),
    /// It does not apply here.
    NOT_APPLICABLE("not-applicable"),
    /// What came back tells of something that nothing seen today explains.
    TODAY_CLEAN("today-clean"),
    /// This option is recognised and not acted on yet.
    NOT_BUILT("not-built"),
    /// A fault in Mailmedic itself.
    INTERNAL("internal");

    private final String id;

    Reason(String id) {
      this.id = id;
    }

    /// Why a look-up that ended so settles nothing.
    ///
    /// @param status as in DnsAnswer.Status
    static Reason ofLookup(String status) {
      return switch (status) {
        case "TIMEOUT" -> DEADLINE;
        case "NOT_ASKED" -> LIMIT;
        case "REFUSED" -> REFUSED;
        default -> SOURCE_FAILED;
      };
    }

    /// The word used in catalogue keys and case files.
    public String id() {
      return id;
    }
  }
}
