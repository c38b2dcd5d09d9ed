package org.mailmedic.protocol.spf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mailmedic.protocol.ip.IpAddress;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The public suite of RFC 7208: zones, requests, results.
class SpfSuiteTest {
  /// Where we see it otherwise than the suite: nowhere.
  private static final Map<String, String> DEVIATIONS = Map.of();

  private static final int CASES = 203;

  @Test
  void agreesWithTheSuite() throws Exception {
    Path file = Path.of(System.getProperty("mailmedic.shared"), "suites/spf/rfc7208-tests.yml");
    assumeTrue(Files.isRegularFile(file), "the SPF suite is not here");
    Map<String, String> different = new LinkedHashMap<>();
    int cases = 0;
    Load yaml = new Load(LoadSettings.builder().setAllowDuplicateKeys(true).build());
    for (Object document : yaml.loadAllFromString(Files.readString(file))) {
      Map<?, ?> scenario = (Map<?, ?>) document;
      Zones zones = zones((Map<?, ?>) scenario.get("zonedata"));
      for (Map.Entry<?, ?> test : ((Map<?, ?>) scenario.get("tests")).entrySet()) {
        cases++;
        String wrong = wrong((Map<?, ?>) test.getValue(), zones);
        if (wrong != null) {
          different.put((String) test.getKey(), wrong);
        }
      }
    }
    assertThat(different).isEqualTo(DEVIATIONS);
    assertThat(cases).isEqualTo(CASES);
  }

  private static String wrong(Map<?, ?> test, Zones zones) {
    SpfEvaluation evaluation = SpfEvaluator.evaluate(request(test), zones);
    String result = evaluation.result().id();
    if (test.get("result") instanceof List<?> several
        ? !several.contains(result)
        : !result.equals(test.get("result"))) {
      return result + " for " + test.get("result") + " " + evaluation.fault();
    }
    Object explanation = test.get("explanation");
    if (explanation == null) {
      return null;
    }
    String expected = explanation.equals("DEFAULT") ? null : (String) explanation;
    boolean same =
        expected == null
            ? evaluation.explanation() == null
            : expected.equals(evaluation.explanation());
    return same ? null : evaluation.explanation() + " for " + expected;
  }

  private static SpfRequest request(Map<?, ?> test) {
    IpAddress address = IpAddress.parse((String) test.get("host"));
    String sender = (String) test.get("mailfrom");
    String helo = (String) test.get("helo");
    int at = sender.lastIndexOf('@');
    String local = at < 0 ? "" : sender.substring(0, at);
    String domain = sender.isEmpty() ? helo : sender.substring(at + 1);
    return new SpfRequest(
        address == null ? fail("host") : address, local, domain, helo, "receiver.example", 0);
  }

  /// Records of type SPF stand for TXT records too, unless the name has some of its own.
  private static Zones zones(Map<?, ?> data) {
    Zones zones = new Zones();
    for (Map.Entry<?, ?> entry : data.entrySet()) {
      String name = (String) entry.getKey();
      Map<String, List<String>> records = new HashMap<>();
      for (Object record : (List<?>) entry.getValue()) {
        if (record.equals("TIMEOUT")) {
          zones.fail(name);
        } else {
          Map.Entry<?, ?> one = ((Map<?, ?>) record).entrySet().iterator().next();
          records
              .computeIfAbsent((String) one.getKey(), key -> new ArrayList<>())
              .add(value((String) one.getKey(), one.getValue()));
        }
      }
      List<String> asText = records.remove("SPF");
      if (asText != null) {
        records.putIfAbsent("TXT", asText);
      }
      records.getOrDefault("TXT", new ArrayList<>()).remove("NONE");
      records.values().removeIf(List::isEmpty);
      records.forEach((type, values) -> values.forEach(value -> zones.add(name, type, value)));
    }
    return zones;
  }

  private static String value(String type, Object value) {
    if (!(value instanceof List<?> parts)) {
      return value.toString();
    }
    if (type.equals("MX")) {
      return (String) parts.get(1);
    }
    StringBuilder joined = new StringBuilder();
    parts.forEach(joined::append);
    return joined.toString();
  }
}
