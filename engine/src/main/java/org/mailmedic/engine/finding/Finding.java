package org.mailmedic.engine.finding;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.mailmedic.knowledge.causes.Level;

/// What evidence means: a fact about the mail, with typed arguments and never a sentence.
///
/// @param id a cause id
/// @param level how bad it is here
/// @param subject what it is about: a domain, a host or an address; findings about the same subject
///   can explain each other
/// @param arguments what the texts need: values are `String`, `Long`, `Double`, `Instant`,
///   `Duration` or a list of strings. The names and types for each id are listed in the catalogue.
/// @param evidence ids of the observations it rests on, at least one
/// @param certainty how sure the rule is, 0 to 1
public record Finding(
    String id,
    Level level,
    String subject,
    Map<String, Object> arguments,
    List<String> evidence,
    double certainty) {

  /// The subject of findings that stand on the word of a reply that came back.
  public static final String REPLY = "reply";

  public Finding {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(subject, "subject");
    arguments = java.util.Collections.unmodifiableMap(new TreeMap<>(arguments));
    evidence = List.copyOf(evidence);
    if (!(certainty >= 0 && certainty <= 1)) {
      throw new IllegalArgumentException("certainty must be from 0 to 1, not " + certainty);
    }
  }
}
