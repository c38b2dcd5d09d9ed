package org.mailmedic.engine.probe;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.complaint.Password;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.Evidence;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.World;

/// What a running probe may use.
public interface ProbeContext {

  World world();

  Complaint complaint();

  /// When the whole diagnosis has to end.
  Deadline deadline();

  /// How long the whole diagnosis may take (`--timeout`), for budgets that are a share of it.
  java.time.Duration timeout();

  /// The password to sign in with; null where nobody gave one.
  @Nullable Password password();

  /// Starts a probe unless one with an equal key was started; does not wait.
  void start(Probe<?> probe);

  /// Starts a probe unless one with an equal key was started, and goes on with what it brings on a
  /// thread of its own; does not wait. Nothing is started any more once the diagnosis has ended.
  <E extends Evidence> void then(Probe<E> probe, Consumer<Attempt<E>> next);

  /// Starts a probe unless one with an equal key was started, and waits for what it brings.
  /// Unobserved with reason DEADLINE where time is up first.
  <E extends Evidence> Attempt<E> await(Probe<E> probe) throws InterruptedException;

  /// Starts several probes at once and waits for all; the results are in their order.
  <E extends Evidence> List<Attempt<E>> awaitAll(List<? extends Probe<E>> probes)
      throws InterruptedException;
}
