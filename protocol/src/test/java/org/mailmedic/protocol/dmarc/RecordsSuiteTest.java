package org.mailmedic.protocol.dmarc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mailmedic.protocol.dkim.DkimKeyRecord;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The shared vectors of DMARC and DKIM key records.
class RecordsSuiteTest {

  /// Where RFC 9989 sees it otherwise than the suite, which follows RFC 7489: `p` may stand
  /// anywhere behind the version (section 4.8).
  private static final List<String> DEVIATIONS = List.of("v=DMARC1; sp=reject; p=reject");

  @Test
  void agreesWithTheSuite() throws Exception {
    Path file = Path.of(System.getProperty("mailmedic.shared"), "suites/records/vectors.json");
    assumeTrue(Files.isRegularFile(file), "the record vectors are not here");
    List<String> different = new ArrayList<>();
    int dmarc = 0;
    int keys = 0;
    // JSON is YAML
    Load load = new Load(LoadSettings.builder().build());
    for (Object entry : (List<?>) load.loadFromString(Files.readString(file))) {
      Map<?, ?> vector = (Map<?, ?>) entry;
      String text = (String) vector.get("text");
      boolean valid;
      switch ((String) vector.get("kind")) {
        case "dmarc-record" -> {
          valid = DmarcRecord.parse(text).record() != null;
          dmarc++;
        }
        case "dkim-key-record" -> {
          valid = DkimKeyRecord.parse(text).conforms();
          keys++;
        }
        default -> {
          continue;
        }
      }
      if (valid != (Boolean) vector.get("valid")) {
        different.add(text);
      }
    }
    assertThat(different).isEqualTo(DEVIATIONS);
    assertThat(List.of(dmarc, keys)).containsExactly(41, 12);
  }
}
