package org.mailmedic.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `explain` on a header block: from a file, from standard input and as the text itself.
class ExplainMessageTest {
  private static final String HEADER =
      """
      Received: from a.example ([192.0.2.1]) by b.example with ESMTPS; Mon, 23 Nov 2026 10:10:00 +0000
      Received: from c.example by a.example; Mon, 23 Nov 2026 10:00:00 +0000
      Authentication-Results: b.example; spf=pass smtp.mailfrom=c.example
      From: anna@c.example
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "en, held up on the way for 10 minutes, a.example (192.0.2.1) → b.example",
    "pl, Ta wiadomość czekała po drodze: 10 minut, a.example (192.0.2.1) → b.example"
  })
  void theWayIsTold(String language, String headline, String hop) throws IOException {
    Path file = Files.writeString(folder.resolve("message.eml"), HEADER);
    String told = Called.with("explain", "--lang", language, file.toString()).out();
    assertThat(told.replaceAll("[\\s\\u00a0]+", " ")).contains(headline, hop);
    assertThat(Called.with("explain", "--lang", language, HEADER).out()).isEqualTo(told);
    assertThat(Called.with(HEADER, Map.of(), "explain", "--lang", language, "-").out())
        .isEqualTo(told);
  }

  @Test
  void otherFormatsHaveItToo() {
    assertThat(Called.with("explain", "--format", "json", HEADER).out())
        .contains("\"message\"", "\"delayMs\": 600000");
    assertThat(Called.with("explain", "--format", "markdown", HEADER).out()).contains("b.example");
    assertThat(Called.with("explain", "--format", "html", HEADER).out()).contains("<li>");
  }

  /// A reply is no message, however many lines it has.
  @Test
  void aReplyStaysAReply() {
    String told = Called.with("explain", "--format", "json", "550-5.1.1 no\n550 5.1.1 no").out();
    assertThat(told).contains("recipient.unknown").doesNotContain("\"message\"");
  }
}
