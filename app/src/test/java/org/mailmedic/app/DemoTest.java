package org.mailmedic.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailmedic.lab.scenario.Scenario;
import org.mailmedic.lab.scenario.Scenarios;
import org.mailmedic.report.catalogue.Catalogue;

final class DemoTest {
  @Test
  void everyScenarioHasItsLineInEveryLanguage() {
    for (String language : List.of("en", "pl")) {
      Called called = Called.with("demo", "--list", "--lang", language);
      assertEquals(0, called.status());
      List<String> lines = called.out().lines().toList();
      assertEquals(Scenarios.list().size(), lines.size());
      for (int i = 0; i < lines.size(); i++) {
        Scenario scenario = Scenarios.list().get(i);
        String title = Catalogue.of(language).text("demo." + scenario.id());
        assertTrue(lines.get(i).startsWith(scenario.id() + " "), lines.get(i));
        assertTrue(lines.get(i).endsWith("  " + title), lines.get(i));
      }
    }
  }

  @Test
  void ofThreeFaultsTheOneThatMattersComesFirst() {
    Called called = Called.with("demo", "--format", "json");
    assertEquals(0, called.status(), called.err());
    int cause = called.out().indexOf("\"mta-sts.blocks-delivery\"");
    assertTrue(cause >= 0, called.out());
    assertTrue(cause < called.out().indexOf("\"dns.partly-lame\""), called.out());
    assertTrue(cause < called.out().indexOf("\"domain.expires-soon\""), called.out());
  }

  @Test
  void aScenarioThatThereIsNotIsSaidWithTheNearest() {
    Called called = Called.with("demo", "mx-nul");
    assertEquals(2, called.status());
    assertTrue(called.err().contains("mx-null"), called.err());
  }
}
