package org.mailmedic.engine.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.complaint.Password;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Evidence;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.World;

/// Runs the probes of one diagnosis as a graph on virtual threads. Each starts as soon as it is
/// asked for and waits only for the evidence that it needs; equal probes run once; one deadline
/// holds for all. Whatever has not ended by then is unobserved.
public final class ProbeEngine {
  /// Probes are told a deadline this share of the whole time, and at most [#MAX_MARGIN], before the
  /// real one, so that "did not answer in time" is still written down as evidence.
  private static final int MARGIN_SHARE = 20;

  private static final Duration MAX_MARGIN = Duration.ofMillis(300);

  /// How long after the deadline a probe may take to notice that it was interrupted.
  private static final Duration GRACE = Duration.ofMillis(200);

  /// How many probes one diagnosis may start: a guard against hostile data, never reached by an
  /// honest domain.
  static final int MAX_PROBES = 2_000;

  private final World world;
  private final Comparator<String> checkOrder;
  private final @Nullable SharedEvidence shared;

  /// @param checkOrder in which order the checks' evidence stands in the case file
  public ProbeEngine(World world, Comparator<String> checkOrder) {
    this(world, checkOrder, null);
  }

  /// @param checkOrder in which order the checks' evidence stands in the case file
  /// @param shared what other diagnoses in this world see too; null: nothing is shared
  public ProbeEngine(World world, Comparator<String> checkOrder, @Nullable SharedEvidence shared) {
    this.world = world;
    this.checkOrder = checkOrder;
    this.shared = shared;
  }

  /// Gathers the evidence.
  ///
  /// @param plan starts the first probes; they start others
  /// @param timeout for all of it
  public CaseFile gather(
      Complaint complaint,
      Consumer<ProbeContext> plan,
      Duration timeout,
      ProgressEvent.Listener listener) {
    return gather(complaint, plan, timeout, listener, null);
  }

  /// Gathers the evidence, signing in where the plan says so.
  ///
  /// @param password to sign in with; null: none was given. Whoever made it clears it.
  public CaseFile gather(
      Complaint complaint,
      Consumer<ProbeContext> plan,
      Duration timeout,
      ProgressEvent.Listener listener,
      @Nullable Password password) {
    Instant startedAt = world.clock().instant();
    long startedNanos = System.nanoTime();
    // Not Duration.dividedBy, which loads half of java.math when the program has just started.
    Duration share = Duration.ofNanos(timeout.toNanos() / MARGIN_SHARE);
    Duration margin = share.compareTo(MAX_MARGIN) < 0 ? share : MAX_MARGIN;
    Run run = new Run(complaint, timeout, Deadline.in(timeout.minus(margin)), listener, password);
    plan.accept(run);
    run.finish(Deadline.in(timeout.minusNanos(System.nanoTime() - startedNanos)));
    long durationMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
    return new CaseFile(complaint, startedAt, durationMs, run.observations());
  }

  private final class Run implements ProbeContext {
    private final Complaint complaint;
    private final Duration timeout;
    private final Deadline deadline;
    private final ProgressEvent.Listener listener;
    private final @Nullable Password password;
    private final ConcurrentMap<EvidenceKey<?>, Task<?>> tasks = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger(1); // the run itself counts as one
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean ended;

    Run(
        Complaint complaint,
        Duration timeout,
        Deadline deadline,
        ProgressEvent.Listener listener,
        @Nullable Password password) {
      this.password = password;
      this.complaint = complaint;
      this.timeout = timeout;
      this.deadline = deadline;
      this.listener = listener;
    }

    @Override
    public World world() {
      return world;
    }

    @Override
    public Complaint complaint() {
      return complaint;
    }

    @Override
    public Deadline deadline() {
      return deadline;
    }

    @Override
    public Duration timeout() {
      return timeout;
    }

    @Override
    public @Nullable Password password() {
      return password;
    }

    @Override
    public void start(Probe<?> probe) {
      task(probe);
    }

    @Override
    public <E extends Evidence> void then(Probe<E> probe, Consumer<Attempt<E>> next) {
      Task<E> task = task(probe);
      open.incrementAndGet();
      Thread.ofVirtual()
          .name("then")
          .start(() -> {
            try {
              next.accept(task.await());
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt(); // nobody does; the diagnosis has ended
            } finally {
              closeOne();
            }
          });
    }

    @Override
    public <E extends Evidence> Attempt<E> await(Probe<E> probe) throws InterruptedException {
      return task(probe).await();
    }

    @Override
    public <E extends Evidence> List<Attempt<E>> awaitAll(List<? extends Probe<E>> probes)
        throws InterruptedException {
      List<Task<E>> started = new ArrayList<>(probes.size());
      for (Probe<E> probe : probes) {
        started.add(task(probe));
      }
      List<Attempt<E>> attempts = new ArrayList<>(started.size());
      for (Task<E> task : started) {
        attempts.add(task.await());
      }
      return attempts;
    }

    @SuppressWarnings("unchecked") // a key names its type
    private <E extends Evidence> Task<E> task(Probe<E> probe) {
      Task<E> fresh = new Task<>(this, probe);
      Task<?> known = tasks.putIfAbsent(probe.key(), fresh);
      if (known != null) {
        return (Task<E>) known;
      }
      if (tasks.size() > MAX_PROBES) {
        fresh.settle(new Attempt.Unobserved<>(Attempt.Reason.LIMIT, MAX_PROBES + " probes"));
        tasks.remove(probe.key(), fresh); // the case file is bounded too
      } else if (ended) {
        // It stays: what could not even begin is not what does not apply.
        fresh.tooLate();
      } else {
        open.incrementAndGet();
        fresh.begin();
      }
      return fresh;
    }

    void closeOne() {
      if (open.decrementAndGet() == 0) {
        done.countDown();
      }
    }

    void finish(Deadline hard) {
      closeOne();
      try {
        if (!done.await(hard.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
          ended = true;
          tasks.values().forEach(Task::interrupt);
          boolean quiet = done.await(GRACE.toNanos(), TimeUnit.NANOSECONDS);
          if (!quiet) {
            tasks.values().forEach(Task::giveUp);
          }
        }
      } catch (InterruptedException e) {
        ended = true;
        tasks.values().forEach(Task::interrupt);
        tasks.values().forEach(Task::giveUp);
        Thread.currentThread().interrupt();
      }
    }

    List<Observation<?>> observations() {
      List<Task<?>> ordered = new ArrayList<>(tasks.values());
      ordered.sort(
          Comparator.<Task<?>, String>comparing(task -> task.probe.checkId(), checkOrder)
              .thenComparing(task -> task.probe.key().type().getSimpleName())
              .thenComparing(task -> task.probe.key().subject()));
      List<Observation<?>> observations = new ArrayList<>(ordered.size());
      for (Task<?> task : ordered) {
        observations.add(task.observation("e" + (observations.size() + 1)));
      }
      return observations;
    }
  }

  /// One probe under way.
  private final class Task<E extends Evidence> {
    private final Run run;
    private final Probe<E> probe;
    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile @Nullable Attempt<E> attempt;
    private volatile @Nullable Thread thread;
    private volatile Instant startedAt = Instant.EPOCH;
    private volatile long startedNanos;
    private volatile long durationMs;
    private volatile boolean cut;

    Task(Run run, Probe<E> probe) {
      this.run = run;
      this.probe = probe;
    }

    void tooLate() {
      startedAt = world.clock().instant();
      settle(new Attempt.Unobserved<>(Attempt.Reason.DEADLINE, null));
    }

    void begin() {
      startedAt = world.clock().instant();
      startedNanos = System.nanoTime();
      thread = Thread.ofVirtual().name(probe.checkId()).start(this::look);
    }

    @SuppressWarnings("CatchingUnchecked") // a fault in a probe ends that probe, not the diagnosis
    private void look() {
      run.listener.hear(new ProgressEvent.Started(probe.checkId(), probe.key()));
      Attempt<E> result;
      try {
        SharedEvidence others = shared;
        result = others != null && probe.shareable() ? others.ask(probe, run) : probe.run(run);
      } catch (InterruptedException e) {
        result = new Attempt.Unobserved<>(Attempt.Reason.DEADLINE, null);
      } catch (RuntimeException | StackOverflowError e) {
        result =
            run.deadline.passed()
                ? new Attempt.Unobserved<>(Attempt.Reason.DEADLINE, null)
                : new Attempt.Unobserved<>(Attempt.Reason.INTERNAL, describe(e));
      }
      // What an interrupted probe saw is our own doing: a socket that we closed, an answer that we
      // did
      // not wait for.
      boolean seen = result instanceof Attempt.Observed<E>;
      settle(seen && cut ? new Attempt.Unobserved<>(Attempt.Reason.DEADLINE, null) : result);
      run.closeOne();
    }

    private static String describe(Throwable fault) {
      StackTraceElement[] trace = fault.getStackTrace();
      return fault + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private synchronized void settle(Attempt<E> result) {
      if (attempt != null) {
        return;
      }
      durationMs =
          startedNanos == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
      attempt = result;
      settled.countDown();
      run.listener.hear(
          new ProgressEvent.Finished(probe.checkId(), probe.key(), result, durationMs));
    }

    Attempt<E> await() throws InterruptedException {
      // The one who waits is interrupted at the deadline, like everybody else.
      settled.await();
      return result();
    }

    private Attempt<E> result() {
      Attempt<E> result = attempt;
      return result == null ? new Attempt.Unobserved<>(Attempt.Reason.DEADLINE, null) : result;
    }

    void interrupt() {
      Thread running = thread;
      if (running != null && attempt == null) {
        cut = true;
        running.interrupt();
      }
    }

    void giveUp() {
      settle(new Attempt.Unobserved<>(Attempt.Reason.DEADLINE, null));
    }

    Observation<E> observation(String id) {
      return new Observation<>(id, probe.checkId(), probe.key(), result(), startedAt, durationMs);
    }
  }
}
