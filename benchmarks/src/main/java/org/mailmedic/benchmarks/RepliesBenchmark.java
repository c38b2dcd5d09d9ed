package org.mailmedic.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.mailmedic.engine.reply.ReplyClassifier;
import org.mailmedic.protocol.reply.ReplyReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// How many replies one core reads and classifies in a second.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx256m"})
public class RepliesBenchmark {
  private static final double LEAST_PER_SECOND = 1_000_000;

  private final String[] replies = replies();

  private static String[] replies() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    RepliesBenchmark.class.getResourceAsStream("replies.txt"), "replies.txt"),
                StandardCharsets.UTF_8))) {
      return in.lines().map(line -> line.replace("\\n", "\n")).toArray(String[]::new);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A round of all the replies.
  @Benchmark
  public void readAndClassify(Blackhole hole) {
    for (String reply : replies) {
      hole.consume(ReplyClassifier.classify(ReplyReader.read(reply)));
    }
  }

  /// A round of reading them only.
  @Benchmark
  public void read(Blackhole hole) {
    for (String reply : replies) {
      hole.consume(ReplyReader.read(reply));
    }
  }

  /// Runs the benchmark and says how many replies a second it were. Exits with 1 where they are too
  /// few.
  public static void main(String[] arguments) throws RunnerException {
    int count = replies().length;
    Collection<RunResult> results =
        new Runner(new OptionsBuilder().include(RepliesBenchmark.class.getSimpleName()).build())
            .run();
    double classified = 0;
    for (RunResult result : results) {
      double perSecond = count * 1e9 / result.getPrimaryResult().getScore();
      System.out.printf(
          "%s: %,.0f replies a second%n", result.getPrimaryResult().getLabel(), perSecond);
      if (result.getPrimaryResult().getLabel().equals("readAndClassify")) {
        classified = perSecond;
      }
    }
    System.exit(classified < LEAST_PER_SECOND ? 1 : 0);
  }
}
