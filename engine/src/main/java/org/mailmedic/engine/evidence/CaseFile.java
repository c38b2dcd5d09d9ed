package org.mailmedic.engine.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mailmedic.engine.complaint.Complaint;

/// All the evidence of one diagnosis. Immutable; the same case file gives the same diagnosis.
public final class CaseFile {
  private final Complaint complaint;
  private final Instant startedAt;
  private final long durationMs;
  private final Map<EvidenceKey<?>, Observation<?>> byKey;

  /// @param observations in the order that they are shown in
  public CaseFile(
      Complaint complaint,
      Instant startedAt,
      long durationMs,
      List<? extends Observation<?>> observations) {
    this.complaint = complaint;
    this.startedAt = startedAt;
    this.durationMs = durationMs;
    this.byKey = new LinkedHashMap<>();
    for (Observation<?> observation : observations) {
      byKey.put(observation.key(), observation);
    }
  }

  public Complaint complaint() {
    return complaint;
  }

  /// When the diagnosis began: the "now" of every rule.
  public Instant startedAt() {
    return startedAt;
  }

  /// How long gathering took, milliseconds.
  public long durationMs() {
    return durationMs;
  }

  /// Every entry, in order.
  public List<Observation<?>> observations() {
    return List.copyOf(byKey.values());
  }

  /// What came of looking for this evidence; NotTried where no probe was planned for it.
  @SuppressWarnings("unchecked")
  public <E extends Evidence> Attempt<E> attempt(EvidenceKey<E> key) {
    Observation<E> observation = (Observation<E>) byKey.get(key);
    return observation == null
        ? new Attempt.NotTried<>(Attempt.Reason.NOT_APPLICABLE, null)
        : observation.attempt();
  }

  /// The entry under this key.
  @SuppressWarnings("unchecked")
  public <E extends Evidence> Optional<Observation<E>> find(EvidenceKey<E> key) {
    return Optional.ofNullable((Observation<E>) byKey.get(key));
  }

  /// Every entry of a type, seen or not, in order.
  @SuppressWarnings("unchecked")
  public <E extends Evidence> List<Observation<E>> all(Class<E> type) {
    List<Observation<E>> found = new ArrayList<>();
    for (Observation<?> observation : byKey.values()) {
      if (observation.key().type() == type) {
        found.add((Observation<E>) observation);
      }
    }
    return found;
  }

  /// Every piece of evidence of a type that was seen, in order.
  public <E extends Evidence> List<E> seen(Class<E> type) {
    List<E> found = new ArrayList<>();
    for (Observation<E> observation : all(type)) {
      observation.attempt().observed().ifPresent(found::add);
    }
    return found;
  }

  /// The first piece of evidence of a type that was seen, for types of which there is one a case.
  public <E extends Evidence> Optional<E> first(Class<E> type) {
    return seen(type).stream().findFirst();
  }
}
