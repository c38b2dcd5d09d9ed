package org.mailmedic.protocol.spf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One step of an evaluation: the look-up of a record, or one of its terms.
///
/// @param depth 0 in the sender's own record, one more in each include and redirection
/// @param domain whose record it is
/// @param term the term; null for the look-up of the record
/// @param target the name that the term is about, macros replaced; null where it has none
/// @param asked the questions that were asked for it, with their answers, in order
/// @param outcome what came of it
/// @param lookups the terms counted up to here (RFC 7208 section 4.6.4)
/// @param voidLookups those of them that found nothing
public record SpfStep(
    int depth,
    String domain,
    @Nullable SpfTerm term,
    @Nullable String target,
    List<Asked> asked,
    Outcome outcome,
    int lookups,
    int voidLookups) {
  public SpfStep {
    asked = List.copyOf(asked);
  }

  /// A question and its answer.
  public record Asked(SpfQuestion question, SpfAnswer answer) {}

  /// What can come of a step.
  public enum Outcome {
    /// A record was read.
    READ,
    /// There is no record.
    NO_RECORD,
    /// An include or redirection is followed; its steps come next.
    FOLLOWED,
    /// The term matches.
    MATCH,
    /// It does not.
    NO_MATCH,
    /// The evaluation ends here.
    ERROR
  }
}
