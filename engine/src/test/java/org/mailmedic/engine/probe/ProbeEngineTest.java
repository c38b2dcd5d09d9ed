package org.mailmedic.engine.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Evidence;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.world.Dns;
import org.mailmedic.engine.world.Http;
import org.mailmedic.engine.world.Ports;
import org.mailmedic.engine.world.Tcp;
import org.mailmedic.engine.world.World;

class ProbeEngineTest {
  private static final Complaint COMPLAINT = Complaint.about("example.com", null, "example.com");

  record Note(String text) implements Evidence {
    @Override
    public String kind() {
      return "input";
    }

    @Override
    public String summary() {
      return text;
    }
  }

  interface Body {
    Attempt<Note> look(ProbeContext context) throws InterruptedException;
  }

  record Named(String checkId, String subject, Body body) implements Probe<Note> {
    @Override
    public EvidenceKey<Note> key() {
      return new EvidenceKey<>(Note.class, subject);
    }

    @Override
    public Attempt<Note> run(ProbeContext context) throws InterruptedException {
      return body.look(context);
    }
  }

  private static Attempt<Note> seen(String text) {
    return new Attempt.Observed<>(new Note(text));
  }

  private static CaseFile gather(Duration timeout, Probe<?>... roots) {
    return new ProbeEngine(new NoWorld(), Comparator.naturalOrder())
        .gather(
            COMPLAINT,
            context -> List.of(roots).forEach(context::start),
            timeout,
            ProgressEvent.Listener.NONE);
  }

  private static Attempt<Note> of(CaseFile file, String subject) {
    return file.attempt(new EvidenceKey<>(Note.class, subject));
  }

  @Test
  void aProbeWaitsForWhatItNeedsAndEqualProbesRunOnce() {
    AtomicInteger runs = new AtomicInteger();
    Named base =
        new Named(
            "b",
            "base",
            c -> {
              runs.incrementAndGet();
              return seen("ground");
            });
    Body onBase = c -> seen("on " + c.await(base).observed().orElseThrow().text());
    CaseFile file =
        gather(Duration.ofSeconds(5), new Named("a", "1", onBase), new Named("a", "2", onBase));
    assertThat(of(file, "1")).isEqualTo(seen("on ground"));
    assertThat(of(file, "2")).isEqualTo(seen("on ground"));
    assertThat(runs).hasValue(1);
  }

  @Test
  void probesThatNeedEachOtherNotRunAtTheSameTime() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    Body meet =
        c -> {
          both.countDown();
          both.await();
          return seen("met");
        };
    CaseFile file =
        gather(Duration.ofSeconds(5), new Named("a", "1", meet), new Named("a", "2", meet));
    assertThat(of(file, "2")).isEqualTo(seen("met"));
  }

  @Test
  void whatAProbeSawWhenItWasInterruptedIsNobodysDoing() {
    CountDownLatch never = new CountDownLatch(1);
    Body closed =
        c -> {
          try {
            never.await();
            return seen("an answer");
          } catch (InterruptedException e) {
            return seen("the other side closed the connection");
          }
        };
    CaseFile file = gather(Duration.ofMillis(200), new Named("a", "1", closed));
    assertThat(of(file, "1"))
        .isEqualTo(new Attempt.Unobserved<Note>(Attempt.Reason.DEADLINE, null));
  }

  @Test
  void whatIsUnfinishedAtTheDeadlineIsUnobservedAndTheRestStands() {
    CountDownLatch never = new CountDownLatch(1);
    CaseFile file =
        gather(
            Duration.ofMillis(200),
            new Named("a", "quick", c -> seen("q")),
            new Named(
                "a",
                "stuck",
                c -> {
                  never.await();
                  return seen("?");
                }),
            new Named(
                "a",
                "deaf",
                c -> {
                  while (true) {
                    try {
                      never.await();
                    } catch (InterruptedException e) {
                      Thread.onSpinWait(); // a probe that does not hear
                    }
                  }
                }));
    assertThat(of(file, "quick")).isEqualTo(seen("q"));
    assertThat(of(file, "stuck"))
        .isEqualTo(new Attempt.Unobserved<>(Attempt.Reason.DEADLINE, null));
    assertThat(of(file, "deaf")).isEqualTo(new Attempt.Unobserved<>(Attempt.Reason.DEADLINE, null));
  }

  @Test
  void whatCouldNotEvenBeginBeforeTheDeadlineIsUnobservedToo() {
    CountDownLatch never = new CountDownLatch(1);
    Named last =
        new Named(
            "a",
            "last",
            c -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                return seen("just in time");
              }
              return seen("?");
            });
    CaseFile file =
        new ProbeEngine(new NoWorld(), Comparator.naturalOrder())
            .gather(
                COMPLAINT,
                context -> context.then(last, a -> context.start(new Named("b", "next", c -> a))),
                Duration.ofMillis(200),
                ProgressEvent.Listener.NONE);
    // The engine gives probes 200 ms to notice the deadline, which a busy machine may not.
    assumeTrue(of(file, "last").equals(seen("just in time")), "the machine is too busy");
    assertThat(of(file, "next")).isEqualTo(new Attempt.Unobserved<>(Attempt.Reason.DEADLINE, null));
  }

  @Test
  void aFaultInAProbeIsOursAndTheRestGoesOn() {
    CaseFile file =
        gather(
            Duration.ofSeconds(5),
            new Named(
                "a",
                "faulty",
                c -> {
                  throw new IllegalStateException("bug");
                }),
            new Named("a", "good", c -> seen("g")));
    assertThat(of(file, "faulty"))
        .isInstanceOfSatisfying(
            Attempt.Unobserved.class,
            u -> assertThat(u.reason()).isEqualTo(Attempt.Reason.INTERNAL));
    assertThat(of(file, "good")).isEqualTo(seen("g"));
  }

  @Test
  void observationsStandInTheOrderOfTheChecksThenOfTheSubjects() {
    CaseFile file =
        gather(
            Duration.ofSeconds(5),
            new Named("b", "2", c -> seen("")),
            new Named("b", "1", c -> seen("")),
            new Named("a", "3", c -> seen("")));
    assertThat(file.observations())
        .extracting(o -> o.id() + " " + o.key().subject())
        .containsExactly("e1 3", "e2 1", "e3 2");
  }

  @Test
  void whatFollowsAProbeNeedsNoThreadThatWaitsForIt() {
    Named first = new Named("a", "first", c -> seen("1"));
    CaseFile file =
        new ProbeEngine(new NoWorld(), Comparator.naturalOrder())
            .gather(
                COMPLAINT,
                c -> c.then(first, seen -> c.start(new Named("a", "second", d -> seen))),
                Duration.ofSeconds(5),
                ProgressEvent.Listener.NONE);
    assertThat(of(file, "second")).isEqualTo(seen("1"));
  }

  @Test
  void hostileDataCannotStartProbesWithoutEnd() {
    CaseFile file = gather(Duration.ofSeconds(20), spawning(0));
    assertThat(file.observations()).hasSizeLessThanOrEqualTo(ProbeEngine.MAX_PROBES);
    assertThat(file.durationMs()).isLessThan(20_000);
  }

  private static Named spawning(int n) {
    return new Named(
        "a",
        "p" + n,
        c -> {
          c.start(spawning(2 * n + 1));
          c.start(spawning(2 * n + 2));
          return seen("x");
        });
  }

  /// A world that nobody asks.
  private record NoWorld() implements World {
    @Override
    public InstantSource clock() {
      return InstantSource.fixed(Instant.parse("2026-11-24T10:00:00Z"));
    }

    @Override
    public Dns dns() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Tcp tcp() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Http http() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Ports ports() {
      return Ports.STANDARD;
    }

    @Override
    public void close() {}
  }

  record Common(String subject, Body body) implements Probe<Note> {
    @Override
    public String checkId() {
      return "c";
    }

    @Override
    public EvidenceKey<Note> key() {
      return new EvidenceKey<>(Note.class, subject);
    }

    @Override
    public boolean shareable() {
      return true;
    }

    @Override
    public Attempt<Note> run(ProbeContext context) throws InterruptedException {
      return body.look(context);
    }
  }

  @Test
  void whatIsSharedIsAskedOnceAndAgainOnlyWhereItWasNotSeen() {
    AtomicInteger seenRuns = new AtomicInteger();
    AtomicInteger failedRuns = new AtomicInteger();
    Common seen = new Common("seen", c -> seen("run " + seenRuns.incrementAndGet()));
    Common failed =
        new Common(
            "failed",
            c -> {
              failedRuns.incrementAndGet();
              return new Attempt.Unobserved<>(Attempt.Reason.REFUSED, null);
            });
    ProbeEngine engine =
        new ProbeEngine(new NoWorld(), Comparator.naturalOrder(), new SharedEvidence());
    for (int i = 0; i < 3; i++) {
      CaseFile file =
          engine.gather(
              COMPLAINT,
              context -> List.of(seen, failed).forEach(context::start),
              Duration.ofSeconds(5),
              ProgressEvent.Listener.NONE);
      assertThat(of(file, "seen")).isEqualTo(seen("run 1"));
    }
    assertThat(seenRuns).hasValue(1);
    assertThat(failedRuns).hasValue(3);
  }
}
