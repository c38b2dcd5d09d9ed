package org.mailmedic.protocol.mtasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mailmedic.protocol.tlsrpt.TlsRptRecord;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The shared vectors of records and policies.
class RecordsSuiteTest {

  /// Where we see it otherwise than the suite: none.
  private static final List<String> DEVIATIONS = List.of();

  @Test
  void agreesWithTheSuite() throws Exception {
    Path file = Path.of(System.getProperty("mailmedic.shared"), "suites/records/vectors.json");
    assumeTrue(Files.isRegularFile(file), "the record vectors are not here");
    List<String> different = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    for (Map<String, String> vector : vectors(file)) {
      String text = vector.get("text");
      Boolean valid =
          switch (vector.get("kind")) {
            case "mta-sts-record" -> StsRecord.parse(text).isPresent();
            case "mta-sts-policy" -> StsPolicy.parse(text).policy() != null;
            case "tls-rpt-record" -> TlsRptRecord.parse(text).isPresent();
            default -> null;
          };
      if (valid != null) {
        counts.merge(vector.get("kind"), 1, Integer::sum);
        if (!valid.toString().equals(vector.get("valid"))) {
          different.add(text);
        }
      }
    }
    assertThat(different).isEqualTo(DEVIATIONS);
    assertThat(counts)
        .isEqualTo(Map.of("mta-sts-record", 18, "mta-sts-policy", 24, "tls-rpt-record", 20));
  }

  private static List<Map<String, String>> vectors(Path file) throws Exception {
    List<Map<String, String>> vectors = new ArrayList<>();
    try (JsonParser in =
        new JsonFactory().createParser(ObjectReadContext.empty(), Files.readString(file))) {
      in.nextToken();
      while (in.nextToken() == JsonToken.START_OBJECT) {
        Map<String, String> vector = new HashMap<>();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
          in.nextToken();
          vector.put(name, in.getString());
        }
        vectors.add(vector);
      }
    }
    return vectors;
  }
}
