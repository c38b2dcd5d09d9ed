package org.mailmedic.engine.probe;

import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;

/// What a running diagnosis tells while it runs; the terminal, the web page and the tests listen to
/// the same stream.
public sealed interface ProgressEvent {

  /// A probe began.
  record Started(String checkId, EvidenceKey<?> key) implements ProgressEvent {}

  /// A probe ended.
  record Finished(String checkId, EvidenceKey<?> key, Attempt<?> attempt, long durationMs)
      implements ProgressEvent {}

  /// Hears events; called by many threads at once, and has to be quick.
  @FunctionalInterface
  interface Listener {
    Listener NONE = event -> {};

    void hear(ProgressEvent event);
  }
}
