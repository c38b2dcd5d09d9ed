package org.mailmedic.protocol.spf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to a request, and how it came about.
///
/// @param request what was asked
/// @param result the result
/// @param matched the term that decided, in whatever record it stands; null where none did
/// @param matchedIn the domain of that record; null where no term matched
/// @param fault why it is an error; null unless it is
/// @param lookups terms that asked the DNS (RFC 7208 section 4.6.4)
/// @param voidLookups those of them that found nothing
/// @param explanation the domain's own text for the refusal; null unless the result is a fail and
///   the domain has one
/// @param steps every step, in order
public record SpfEvaluation(
    SpfRequest request,
    SpfResult result,
    SpfTerm.@Nullable Mechanism matched,
    @Nullable String matchedIn,
    @Nullable SpfFault fault,
    int lookups,
    int voidLookups,
    @Nullable String explanation,
    List<SpfStep> steps) {
  public SpfEvaluation {
    steps = List.copyOf(steps);
  }

  /// Whether the result is what the domain says, and not our own failure to look.
  public boolean observed() {
    return fault == null || fault.kind() != SpfFault.Kind.UNOBSERVED;
  }
}
