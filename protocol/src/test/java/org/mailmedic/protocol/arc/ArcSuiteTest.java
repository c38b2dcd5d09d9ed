package org.mailmedic.protocol.arc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mailmedic.protocol.dkim.KeyLookup;
import org.mailmedic.protocol.message.RawMessage;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The shared cases of chains. Where a case names no result (a newest seal that says `cv=fail`),
/// RFC 8617 section 5.2 step 2 does: the chain fails. 171 names, four of them twice.
class ArcSuiteTest {

  @Test
  void agreesWithTheSuite() throws IOException {
    Path file =
        Path.of(
            System.getProperty("mailmedic.shared"), "suites/arc/arc-draft-validation-tests.yml");
    assumeTrue(Files.isRegularFile(file), "the ARC cases are not here");
    List<String> different = new ArrayList<>();
    int count = 0;
    Load load = new Load(LoadSettings.builder().setCodePointLimit(10_000_000).build());
    for (Object document : load.loadAllFromString(yaml(Files.readString(file)))) {
      Map<?, ?> scenario = (Map<?, ?>) document;
      Map<?, ?> keys = (Map<?, ?>) scenario.get("txt-records");
      for (Map.Entry<?, ?> test : ((Map<?, ?>) scenario.get("tests")).entrySet()) {
        count++;
        Map<?, ?> given = (Map<?, ?>) test.getValue();
        String expected = String.valueOf(given.get("cv")).strip();
        ArcResult result = ArcChain.validate(message(given), lookup(keys));
        if (!result.status().name().equalsIgnoreCase(expected.isEmpty() ? "Fail" : expected)) {
          different.add(test.getKey() + ": " + expected + ", here " + result);
        }
      }
    }
    assertThat(different).isEmpty();
    assertThat(count).isEqualTo(175);
  }

  /// The file as YAML has it: "cv: |" with nothing but white space below it is more than is
  /// allowed, and so are two tests of one name.
  private static String yaml(String text) {
    AtomicInteger number = new AtomicInteger();
    return Pattern.compile("^  (\\w+):$", Pattern.MULTILINE)
        .matcher(text.replaceAll("cv: +\\|\n +\n", "cv: ''\n"))
        .replaceAll(name -> "  " + name.group(1) + "-" + number.incrementAndGet() + ":");
  }

  private static RawMessage message(Map<?, ?> given) {
    String text = String.valueOf(given.get("message")).replace("\n", "\r\n");
    return RawMessage.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static KeyLookup lookup(Map<?, ?> keys) {
    return name -> {
      Object text = keys.get(name);
      return new KeyLookup.Texts(text == null ? List.of() : List.of(text.toString()));
    };
  }
}
