package org.mailmedic.engine.probe;

import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.Evidence;
import org.mailmedic.engine.evidence.EvidenceKey;

/// Asks the outside world one question and returns one piece of evidence. Judges nothing, formats
/// nothing, never throws for what the network does. Runs on a virtual thread of its own; waits for
/// other evidence with [ProbeContext#await].
public interface Probe<E extends Evidence> {

  /// The check that it belongs to, as in `checks[].id` (`dns.mx`, `smtp.dialogue`), see
  /// [org.mailmedic.engine.rule.Checks].
  String checkId();

  /// What it brings. Two probes with equal keys are the same probe: the second is not run.
  EvidenceKey<E> key();

  /// Whether what it brings is the same for every complaint of these minutes, so that the diagnoses
  /// of one scan may share it.
  default boolean shareable() {
    return false;
  }

  /// Looks.
  ///
  /// @throws InterruptedException when the diagnosis is cancelled
  Attempt<E> run(ProbeContext context) throws InterruptedException;
}
