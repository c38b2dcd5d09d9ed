package org.mailmedic.engine.message;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.finding.Finding;

/// A message or header block, read.
///
/// @param from the address of `From`; null where there is none
/// @param subject decoded; null where there is none
/// @param messageId without angle brackets; null where there is none
/// @param transit the servers that it went through
/// @param authentication what they said of who sent it, the topmost first
/// @param filters what content filters made of it
/// @param forgery whether a notice is what it seems; null where it is no notice
/// @param content what content filters may hold against it, advice
public record MessageReading(
    @Nullable String from,
    @Nullable String subject,
    @Nullable String messageId,
    Transit transit,
    List<AuthenticationSaid> authentication,
    List<FilterSaid> filters,
    @Nullable Forgery forgery,
    List<Finding> content) {
  public MessageReading {
    Objects.requireNonNull(transit, "transit");
    authentication = List.copyOf(authentication);
    filters = List.copyOf(filters);
    content = List.copyOf(content);
  }

  /// Whether a filter takes it for unwanted.
  public boolean unwanted() {
    return filters.stream().anyMatch(said -> said.verdict() == FilterSaid.Verdict.UNWANTED);
  }
}
