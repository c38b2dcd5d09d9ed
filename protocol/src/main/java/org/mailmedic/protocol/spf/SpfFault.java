package org.mailmedic.protocol.spf;

import org.jspecify.annotations.Nullable;

/// Why an evaluation ended with an error.
///
/// @param kind what went wrong
/// @param domain whose record it went wrong in, or which name has none
/// @param term the term that was being looked at; null where it is about the record as a whole
/// @param problem the mistake in the text; null for any other kind than SYNTAX
/// @param detail the question that failed, or a count; null where there is nothing to say
public record SpfFault(
    Kind kind,
    String domain,
    @Nullable SpfTerm term,
    @Nullable SpfProblem problem,
    @Nullable String detail) {

  /// What can go wrong.
  public enum Kind {
    /// The record has a mistake.
    SYNTAX(SpfResult.PERMERROR),
    /// The domain has more than one record (RFC 7208 section 4.5).
    SEVERAL_RECORDS(SpfResult.PERMERROR),
    /// An include names a domain without a record (section 5.2).
    INCLUDE_WITHOUT_RECORD(SpfResult.PERMERROR),
    /// A redirection does (section 6.1).
    REDIRECT_WITHOUT_RECORD(SpfResult.PERMERROR),
    /// More than ten terms ask the DNS (section 4.6.4).
    TOO_MANY_LOOKUPS(SpfResult.PERMERROR),
    /// More than two of them find nothing.
    TOO_MANY_VOID_LOOKUPS(SpfResult.PERMERROR),
    /// An mx term finds more than ten hosts.
    TOO_MANY_MX(SpfResult.PERMERROR),
    /// A look-up failed on the domain's side.
    LOOKUP_FAILED(SpfResult.TEMPERROR),
    /// A look-up did not get through for a reason of ours: nothing is known.
    UNOBSERVED(SpfResult.TEMPERROR);

    private final SpfResult result;

    Kind(SpfResult result) {
      this.result = result;
    }

    /// What a receiver makes of it.
    public SpfResult result() {
      return result;
    }
  }
}
