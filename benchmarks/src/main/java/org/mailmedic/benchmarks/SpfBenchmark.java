package org.mailmedic.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.DNSService;
import org.apache.james.jspf.impl.SPF;
import org.mailmedic.protocol.ip.IpAddress;
import org.mailmedic.protocol.spf.SpfAnswer;
import org.mailmedic.protocol.spf.SpfDns;
import org.mailmedic.protocol.spf.SpfEvaluator;
import org.mailmedic.protocol.spf.SpfQuestion;
import org.mailmedic.protocol.spf.SpfRequest;
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

/// How many SPF evaluations one core makes in a second where the DNS costs nothing, with every step
/// written down; beside Apache James jSPF, which keeps no steps, on the same questions and answers.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx256m"})
public class SpfBenchmark {
  private static final double LEAST_PER_SECOND = 50_000;
  private static final int MOST_RECORDS = 10;

  /// A mailbox at a large service: three lists included in one.
  private static final String[] RECORDS = {
    "small.example TXT v=spf1 mx -all",
    "small.example MX mx1.small.example",
    "small.example MX mx2.small.example",
    "mx1.small.example A 192.0.2.25",
    "mx2.small.example A 192.0.2.26",
    "shop.example TXT v=spf1 include:_spf.service.example a:www.shop.example ip4:198.51.100.7 ~all",
    "www.shop.example A 198.51.100.80",
    "_spf.service.example TXT v=spf1 include:_one.service.example include:_two.service.example"
        + " include:_three.service.example ~all",
    "_one.service.example TXT v=spf1 ip4:203.0.113.0/27 ip4:203.0.113.32/27 ip4:203.0.113.64/28"
        + " ip4:203.0.113.80/28 ip4:203.0.113.96/29 ip4:203.0.113.104/29 ~all",
    "_two.service.example TXT v=spf1 ip6:2001:db8:1::/48 ip6:2001:db8:2::/48 ip6:2001:db8:3::/48"
        + " ip6:2001:db8:4::/48 ip6:2001:db8:5::/48 ~all",
    "_three.service.example TXT v=spf1 ip4:203.0.113.128/26 ip4:203.0.113.192/27"
        + " ip4:203.0.113.224/28 ~all",
    "moved.example TXT v=spf1 redirect=_spf.service.example",
    "macro.example TXT v=spf1 exists:%{ir}.list.macro.example -all",
    "25.2.0.192.list.macro.example A 127.0.0.2",
  };

  /// Address, domain and what it comes to.
  private static final String[] CASES = {
    "192.0.2.26 small.example pass",
    "192.0.2.99 small.example fail",
    "203.0.113.225 shop.example pass",
    "203.0.113.3 shop.example pass",
    "198.51.100.7 shop.example pass",
    "192.0.2.99 shop.example softfail",
    "203.0.113.3 moved.example pass",
    "192.0.2.25 macro.example pass",
    "192.0.2.26 macro.example fail",
    "192.0.2.26 nothing.example none",
  };

  private final SpfRequest[] requests = new SpfRequest[CASES.length];
  private final String[][] strings = new String[CASES.length][];
  private final SpfDns dns = ours();
  private final SPF other = new SPF(new Cached(byQuestion()));

  public SpfBenchmark() {
    for (int i = 0; i < CASES.length; i++) {
      String[] parts = CASES[i].split(" ");
      IpAddress address = Objects.requireNonNull(IpAddress.parse(parts[0]), parts[0]);
      requests[i] = SpfRequest.of(address, parts[1]);
      strings[i] = new String[] {parts[0], "postmaster@" + parts[1], parts[1]};
      check(parts[2], SpfEvaluator.evaluate(requests[i], dns).result().id(), CASES[i]);
      check(parts[2], other(i), CASES[i] + " (jSPF)");
    }
  }

  private static void check(String expected, String found, String what) {
    if (!expected.equals(found)) {
      throw new IllegalStateException(what + ": " + found);
    }
  }

  private String other(int i) {
    return other
        .checkSPF(strings[i][0], strings[i][1], strings[i][2])
        .getResult()
        .toLowerCase(Locale.ROOT);
  }

  private static Map<String, List<String>> byQuestion() {
    Map<String, List<String>> records = new HashMap<>();
    for (String record : RECORDS) {
      String[] parts = record.split(" ", 3);
      records.computeIfAbsent(parts[0] + " " + parts[1], key -> new ArrayList<>()).add(parts[2]);
    }
    return records;
  }

  private static SpfDns ours() {
    Map<SpfQuestion, SpfAnswer> answers = new HashMap<>();
    byQuestion()
        .forEach((key, values) -> {
          SpfQuestion.Type type = SpfQuestion.Type.valueOf(key.substring(key.indexOf(' ') + 1));
          answers.put(
              new SpfQuestion(key.substring(0, key.indexOf(' ')), type),
              switch (type) {
                case TXT -> SpfAnswer.texts(values);
                case MX, PTR -> SpfAnswer.names(values);
                case A, AAAA ->
                    SpfAnswer.addresses(
                        values.stream()
                            .map(value -> Objects.requireNonNull(IpAddress.parse(value), value))
                            .toList());
              });
        });
    SpfAnswer none = SpfAnswer.without(SpfAnswer.Status.NO_NAME, null);
    return question -> answers.getOrDefault(question, none);
  }

  /// jSPF's questions, answered from memory.
  private record Cached(Map<String, List<String>> records) implements DNSService {
    private static final String[] TYPES = {"", "A", "AAAA", "MX", "PTR", "TXT", "SPF"};

    @Override
    public List<String> getRecords(DNSRequest request) {
      return records.get(request.getHostname() + " " + TYPES[request.getRecordType()]);
    }

    @Override
    public CompletionStage<List<String>> getRecordsAsync(DNSRequest request) {
      return CompletableFuture.completedFuture(getRecords(request));
    }

    @Override
    public List<String> getLocalDomainNames() {
      return List.of("receiver.example");
    }

    @Override
    public void setTimeOut(int seconds) {}

    @Override
    public int getRecordLimit() {
      return MOST_RECORDS;
    }

    @Override
    public void setRecordLimit(int limit) {}
  }

  /// A round of all the cases.
  @Benchmark
  public void evaluate(Blackhole hole) {
    for (SpfRequest request : requests) {
      hole.consume(SpfEvaluator.evaluate(request, dns));
    }
  }

  /// The same round by jSPF.
  @Benchmark
  public void jspf(Blackhole hole) {
    for (int i = 0; i < CASES.length; i++) {
      hole.consume(other.checkSPF(strings[i][0], strings[i][1], strings[i][2]));
    }
  }

  /// Runs the benchmark and says how many evaluations a second it were. Exits with 1 where ours are
  /// too few.
  public static void main(String[] arguments) throws RunnerException {
    Collection<RunResult> results =
        new Runner(new OptionsBuilder().include(SpfBenchmark.class.getSimpleName()).build()).run();
    double ours = 0;
    for (RunResult result : results) {
      double perSecond = CASES.length * 1e9 / result.getPrimaryResult().getScore();
      System.out.printf(
          "%s: %,.0f evaluations a second%n", result.getPrimaryResult().getLabel(), perSecond);
      if (result.getPrimaryResult().getLabel().equals("evaluate")) {
        ours = perSecond;
      }
    }
    System.exit(ours < LEAST_PER_SECOND ? 1 : 0);
  }
}
