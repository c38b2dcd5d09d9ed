package org.mailmedic.engine.evidence;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Names one piece of evidence: its type and what it is about.
///
/// @param type the record type
/// @param subject what it is about: a domain (`example.com`), a host, or host and address
///   (`mx1.example.com/192.0.2.1`)
public record EvidenceKey<E extends Evidence>(Class<E> type, String subject) {
  public EvidenceKey {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(subject, "subject");
  }

  // Written out, since what the language makes of them is linked slowly when the program has just
  // started (docs/startup.md).

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EvidenceKey<?> key && type == key.type && subject.equals(key.subject);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + subject.hashCode();
  }
}
