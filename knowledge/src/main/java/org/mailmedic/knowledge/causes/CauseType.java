package org.mailmedic.knowledge.causes;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A kind of cause: one line of `causes.yaml`.
///
/// @param id stable public identifier, area first (`mx.missing`); never renamed, never reused
/// @param affects the symptoms it causes; empty where it is no fault of the mail
/// @param responsible who has to act
/// @param level how bad it is unless a rule knows better
/// @param guide the step of the guide that it automates ("1" to "8") or "beyond"
/// @param outlook what a sender should do; null for causes that no reply names
/// @param order place in the file: the way of the mail, upstream first
public record CauseType(
    String id,
    Set<Symptom> affects,
    Role responsible,
    Level level,
    String guide,
    @Nullable Outlook outlook,
    int order) {

  public CauseType {
    Objects.requireNonNull(id, "id");
    affects = Set.copyOf(affects);
  }

  /// The part before the first dot, such as `mx`; the whole id where there is no dot.
  public String area() {
    int dot = id.indexOf('.');
    return dot < 0 ? id : id.substring(0, dot);
  }
}
