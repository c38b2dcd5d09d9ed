package org.mailmedic.protocol.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mailmedic.protocol.message.RawMessage;

/// The shared messages that real systems signed: every signature holds, and none does any more once
/// the body or a signed field is changed.
class DkimSuiteTest {
  private static final Instant THEN = Instant.parse("2018-07-01T00:00:00Z");

  private record Given(String keys, String message) {
    KeyLookup lookup() {
      Map<String, String> texts = new HashMap<>();
      for (String line : keys.split("\r?\n")) {
        int space = line.indexOf(' ');
        if (space > 0) {
          texts.put(line.substring(0, space), line.substring(space + 1));
        }
      }
      return name ->
          new KeyLookup.Texts(texts.containsKey(name) ? List.of(texts.get(name)) : List.of());
    }
  }

  @Test
  void agreesWithTheSuite() throws IOException {
    List<Given> messages = messages();
    assertThat(messages).hasSize(6);
    List<String> different = new ArrayList<>();
    for (Given given : messages) {
      List<DkimResult> results = verify(given, given.message());
      assertThat(results).isNotEmpty();
      results.stream().filter(r -> !r.passed()).forEach(r -> different.add(r.toString()));
    }
    assertThat(different).isEmpty();
  }

  @Test
  void changesAreSeen() throws IOException {
    for (Given given : messages()) {
      for (DkimResult result : verify(given, given.message() + "Buy now!\r\n")) {
        assertThat(result.reason()).isEqualTo(DkimResult.Reason.BODY_CHANGED);
      }
      String forged = given.message().replaceFirst("(?m)^Subject: ", "Subject: Fwd: ");
      for (DkimResult result : verify(given, forged)) {
        assertThat(result.reason()).isEqualTo(DkimResult.Reason.SIGNATURE_WRONG);
      }
    }
  }

  private static List<DkimResult> verify(Given given, String message) {
    RawMessage raw = RawMessage.of(message.getBytes(StandardCharsets.ISO_8859_1));
    return new DkimVerifier(raw, given.lookup()).verify(THEN);
  }

  private static List<Given> messages() throws IOException {
    Path folder = Path.of(System.getProperty("mailmedic.shared"), "suites/dkim/mail-auth");
    assumeTrue(Files.isDirectory(folder), "the signed messages are not here");
    List<Given> messages = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\n\n");
        messages.add(new Given(text.substring(0, end), text.substring(end + 2)));
      }
    }
    return messages;
  }
}
