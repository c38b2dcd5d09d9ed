package org.mailmedic.engine.probe;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.Evidence;
import org.mailmedic.engine.evidence.EvidenceKey;

/// What several diagnoses of one scan have in common: the registration of a domain with many
/// addresses, the relay test of a host that takes the mail of many domains. Each is asked for once;
/// what could not be observed is asked for again by the next one who wants it. Thread-safe.
public final class SharedEvidence {
  /// Entries past this number are not kept.
  private static final int MAX_KEPT = 20_000;

  private final ConcurrentMap<EvidenceKey<?>, Entry<?>> entries = new ConcurrentHashMap<>();

  private static final class Entry<E extends Evidence> {
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Attempt<E> seen;
  }

  /// What was seen already, else what the probe brings.
  @SuppressWarnings("unchecked") // a key names its type
  <E extends Evidence> Attempt<E> ask(Probe<E> probe, ProbeContext context)
      throws InterruptedException {
    Entry<E> entry = (Entry<E>) entries.get(probe.key());
    if (entry == null) {
      if (entries.size() >= MAX_KEPT) {
        return probe.run(context);
      }
      entry = (Entry<E>) entries.computeIfAbsent(probe.key(), key -> new Entry<E>());
    }
    Attempt<E> seen = entry.seen;
    if (seen != null) {
      return seen;
    }
    entry.asking.lockInterruptibly();
    try {
      Attempt<E> meanwhile = entry.seen;
      if (meanwhile != null) {
        return meanwhile;
      }
      Attempt<E> fresh = probe.run(context);
      // What came when the time was over may be of our own doing.
      if (fresh instanceof Attempt.Observed<E> && !context.deadline().passed()) {
        entry.seen = fresh;
      }
      return fresh;
    } finally {
      entry.asking.unlock();
    }
  }
}
