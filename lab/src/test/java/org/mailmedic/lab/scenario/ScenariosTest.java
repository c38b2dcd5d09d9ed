package org.mailmedic.lab.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailmedic.engine.Diagnostician;
import org.mailmedic.engine.Outcome;
import org.mailmedic.engine.cause.Cause;
import org.mailmedic.engine.cause.Diagnosis;
import org.mailmedic.engine.complaint.Password;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.CaseFileJson;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.probe.ProgressEvent;
import org.mailmedic.knowledge.causes.CauseCatalogue;
import org.mailmedic.lab.Lab;
import org.mailmedic.report.Format;
import org.mailmedic.report.Look;
import org.mailmedic.report.Reports;
import org.mailmedic.report.catalogue.Catalogue;

/// Every scenario is diagnosed as it says, in time, and again from its case file.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ScenariosTest {
  /// Scenarios that are not diagnosed rightly yet; one that is must leave this list.
  private static final Set<String> NOT_YET = Set.of();

  private static final int AT_A_TIME = 12;

  private static final Set<String> GROUPS =
      Set.of(
          "network",
          "domain",
          "dns",
          "mx",
          "inbound",
          "tls",
          "mta-sts",
          "dane",
          "spf",
          "dkim",
          "dmarc",
          "reputation",
          "access",
          "submission",
          "login");

  private final Diagnostician diagnostician = new Diagnostician();
  private final Map<String, Future<Run>> runs = new LinkedHashMap<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);

  /// What came out.
  private record Run(CaseFile file, Duration took) {}

  @BeforeAll
  void beginAll() {
    // Once alone: what is loaded for the first time takes the time of nobody's deadline.
    run(Scenarios.find("sound").orElseThrow());
    List<Scenario> longestFirst = new ArrayList<>(Scenarios.list());
    longestFirst.sort((a, b) -> Boolean.compare(isLong(b), isLong(a)));
    for (Scenario scenario : longestFirst) {
      runs.put(scenario.id(), threads.submit(() -> run(scenario)));
    }
  }

  private static boolean isLong(Scenario scenario) {
    return scenario.id().startsWith("greeting-") || scenario.timeout().toSeconds() < 30;
  }

  @AfterAll
  void end() {
    threads.shutdownNow();
  }

  private Run run(Scenario scenario) {
    try (Lab lab = scenario.start()) {
      long before = System.nanoTime();
      CaseFile file = gather(scenario, lab);
      return new Run(file, Duration.ofNanos(System.nanoTime() - before));
    }
  }

  private CaseFile gather(Scenario scenario, Lab lab) {
    String secret = scenario.password();
    if (secret == null) {
      return diagnostician.gather(
          scenario.complaint(), lab.world(), scenario.timeout(), ProgressEvent.Listener.NONE);
    }
    try (Password password = new Password(secret.toCharArray())) {
      return diagnostician.gather(
          scenario.complaint(),
          lab.world(),
          scenario.timeout(),
          ProgressEvent.Listener.NONE,
          password);
    }
  }

  static Stream<Scenario> all() {
    return Scenarios.list().stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void namesTheCauseThatMatters(Scenario scenario) throws Exception {
    Diagnosis diagnosis = diagnostician.conclude(runs.get(scenario.id()).get().file());
    String expected = scenario.cause() + " -> " + scenario.outcome() + " " + scenario.folded();
    String found = found(diagnosis, scenario.folded());
    if (NOT_YET.contains(scenario.id())) {
      assertTrue(!expected.equals(found), scenario.id() + " is right now; take it off the list");
    } else {
      assertEquals(expected, found, () -> scenario.id() + "\n" + story(diagnosis));
    }
  }

  private static String found(Diagnosis diagnosis, List<String> wanted) {
    Cause first = diagnosis.causes().isEmpty() ? null : diagnosis.causes().getFirst();
    List<String> folded = new ArrayList<>();
    for (Finding finding : first == null ? diagnosis.findings() : first.explains()) {
      if (wanted.contains(finding.id()) && !folded.contains(finding.id())) {
        folded.add(finding.id());
      }
    }
    return (first == null ? null : first.id()) + " -> " + Outcome.of(diagnosis) + " " + folded;
  }

  private static String story(Diagnosis diagnosis) {
    return Reports.diagnosis(
        diagnosis, Format.TEXT, Catalogue.of("en"), new Look(true, false, Look.PLAIN.width()));
  }

  @ParameterizedTest
  @MethodSource("all")
  void endsInTime(Scenario scenario) throws Exception {
    Duration took = runs.get(scenario.id()).get().took();
    assertTrue(
        took.compareTo(scenario.timeout().plusSeconds(1)) <= 0, scenario.id() + " took " + took);
  }

  @ParameterizedTest
  @MethodSource("all")
  void isDiagnosedAgainFromItsCaseFile(Scenario scenario) throws Exception {
    CaseFile file = runs.get(scenario.id()).get().file();
    CaseFile again = CaseFileJson.read(new ByteArrayInputStream(recorded(file)));
    assertEquals(json(file), json(again));
  }

  private static byte[] recorded(CaseFile file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CaseFileJson.write(file, bytes);
    return bytes.toByteArray();
  }

  private String json(CaseFile file) {
    return Reports.diagnosis(
        diagnostician.conclude(file), Format.JSON, Catalogue.of("en"), Look.PLAIN);
  }

  @Test
  void everyCauseOfTheWayHasAScenario() {
    Set<String> missing = new HashSet<>();
    CauseCatalogue.builtIn()
        .all()
        .forEach(cause -> {
          if (GROUPS.contains(cause.area())) {
            missing.add(cause.id());
          }
        });
    for (Scenario scenario : Scenarios.list()) {
      missing.remove(scenario.cause());
      missing.removeAll(scenario.folded());
    }
    assertEquals(Set.of(), missing);
  }
}
