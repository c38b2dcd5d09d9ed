package org.mailmedic.engine.probe.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/// The message that an account sends to itself. It says what it is, and holds nothing secret; by
/// its word it is known again.
///
/// @param word made by chance, in its Message-ID and its subject
/// @param messageId without angle brackets
/// @param text header and body, lines ended by CRLF
record TestMessage(String word, String messageId, String text) {
  private static final int WORD_BYTES = 12;
  private static final SecureRandom CHANCE = new SecureRandom();

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /// A new one.
  static TestMessage to(String address, String domain, Instant now) {
    byte[] bytes = new byte[WORD_BYTES];
    CHANCE.nextBytes(bytes);
    String word = HexFormat.of().formatHex(bytes);
    String messageId = "mailmedic-test-" + word + "@" + domain;
    String text =
        template()
            .replace("{address}", address)
            .replace("{date}", DATE.format(now))
            .replace("{message-id}", messageId)
            .replace("{word}", word)
            .replace("\n", "\r\n");
    return new TestMessage(word, messageId, text);
  }

  private static String template() {
    try (InputStream in = TestMessage.class.getResourceAsStream("test-message.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As it goes over the wire, with the dot that ends it. No line of it begins with a dot.
  byte[] wire() {
    return (text + ".\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
