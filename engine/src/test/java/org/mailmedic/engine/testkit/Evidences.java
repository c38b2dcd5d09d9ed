package org.mailmedic.engine.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Evidence;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.Observation;

/// A case file put together by hand.
public final class Evidences {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private final List<Observation<?>> observations = new ArrayList<>();

  /// Something that was seen.
  @SuppressWarnings("unchecked")
  public <E extends Evidence> Evidences seen(String subject, E evidence) {
    Class<E> type = (Class<E>) evidence.getClass();
    return put(new EvidenceKey<>(type, subject), new Attempt.Observed<>(evidence));
  }

  /// Something that could not be seen.
  public <E extends Evidence> Evidences unseen(
      Class<E> type, String subject, Attempt.Reason reason) {
    return put(new EvidenceKey<>(type, subject), new Attempt.Unobserved<>(reason, null));
  }

  private <E extends Evidence> Evidences put(EvidenceKey<E> key, Attempt<E> attempt) {
    String id = "e" + (observations.size() + 1);
    observations.add(new Observation<>(id, "test", key, attempt, NOW, 1));
    return this;
  }

  /// The case of a domain.
  public CaseFile about(String domain) {
    return new CaseFile(Complaint.about(domain, null, domain), NOW, 1, observations);
  }
}
