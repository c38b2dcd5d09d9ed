package org.mailmedic.protocol.address;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a person typed as an address or domain, read.
public sealed interface Subject {

  /// It can be diagnosed.
  ///
  /// @param localPart the part before the `@` as it goes over the wire, with as little quoting as
  ///   possible (RFC 5321 section 4.1.2); null where a bare domain was given
  /// @param domain in A-labels, lower case, without a trailing dot
  /// @param notes what was put right or is unusual
  record Valid(@Nullable String localPart, String domain, Set<Note> notes) implements Subject {
    public Valid {
      Objects.requireNonNull(domain, "domain");
      notes = Set.copyOf(notes);
    }

    /// The whole address, or null where a bare domain was given.
    public @Nullable String address() {
      return localPart == null ? null : localPart + "@" + domain;
    }
  }

  /// It cannot.
  ///
  /// @param problem what is wrong
  /// @param position where in the input, characters from 0
  /// @param offending the piece that is wrong, at most 64 characters, fit for a terminal: anything
  ///   invisible in it is written as `U+0007`; may be empty
  /// @param suggestion what was perhaps meant, itself valid; null where there is no good guess
  record Invalid(InputProblem problem, int position, String offending, @Nullable String suggestion)
      implements Subject {
    public Invalid {
      Objects.requireNonNull(problem, "problem");
      Objects.requireNonNull(offending, "offending");
    }
  }

  /// What was put right or is unusual about a valid subject.
  enum Note {
    /// `mailto:`, angle brackets or a display name were taken off.
    UNWRAPPED,
    /// Comments or white space inside were taken off (RFC 5322 section 3.2.2).
    COMMENT_REMOVED,
    /// The local part needs quotes on the wire.
    QUOTED,
    /// The local part is not ASCII: only servers with SMTPUTF8 take it (RFC 6531).
    SMTPUTF8,
    /// The domain was typed in its own script.
    IDN,
    /// The domain is a single label.
    SINGLE_LABEL
  }
}
