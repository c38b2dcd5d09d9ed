package org.mailmedic.engine.rule.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailmedic.engine.message.GivenMessages;

/// Each trait is found where it is, and not where it nearly is: every row changes one thing of a
/// sound message.
class ContentTraitsTest {
  private static final String SOUND =
      """
      Received: from a.example by b.example; Mon, 23 Nov 2026 10:00:02 +0000
      Date: Mon, 23 Nov 2026 10:00:00 +0000
      From: Anna <anna@florist.example>
      To: bob@shop.example
      Subject: Roses for Monday
      Message-ID: <1@florist.example>
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=x

      --x
      Content-Type: multipart/alternative; boundary=y

      --y
      Content-Type: text/plain; charset=utf-8

      Dear Bob, the roses come on Monday morning, as every week, in a box for the shop on the corner.
      --y
      Content-Type: text/html; charset=utf-8

      <p>Dear Bob, the roses come on Monday morning, as every week, in a box for the shop on the corner.
      <a href="https://www.florist.example/roses">www.florist.example</a><img src="cid:1"></p>
      --y--
      --x
      Content-Type: application/pdf; name="invoice.pdf"
      Content-Disposition: attachment; filename="invoice.pdf"
      Content-Transfer-Encoding: base64

      JVBERi0=
      --x--
      """
          .replace("\n", "\r\n");

  private static List<String> traits(String message) {
    return ContentTraits.of(
            GivenMessages.read(message.getBytes(StandardCharsets.ISO_8859_1)), List.of("e1"))
        .stream()
        .map(finding ->
            finding.arguments().get("trait")
                + (finding.arguments().containsKey("what")
                    ? " " + finding.arguments().get("what")
                    : ""))
        .toList();
  }

  @Test
  void aSoundMessageHasNone() {
    assertThat(traits(SOUND)).isEmpty();
  }

  static Stream<Arguments> changes() {
    String alternative =
        SOUND.substring(
            SOUND.indexOf("--y\r\nContent-Type: text/plain"),
            SOUND.indexOf("--y\r\nContent-Type: text/html"));
    String words =
        "Dear Bob, the roses come on Monday morning, as every week, in a box for the shop on the corner.";
    return Stream.of(
        Arguments.of("Date: Mon, 23 Nov 2026 10:00:00 +0000\r\n", "", "no_date"),
        Arguments.of("Date: Mon, 23", "Date: Wed, 25", "date_far"),
        Arguments.of("Date: Mon, 23 Nov 2026 10", "Date: Mon, 23 Nov 2026 20", ""),
        Arguments.of("Message-ID: <1@florist.example>\r\n", "", "no_message_id"),
        Arguments.of("From: Anna <anna@florist.example>\r\n", "", "no_from"),
        Arguments.of("To: bob@shop.example\r\n", "", "no_recipient"),
        Arguments.of("To: bob@shop.example", "Cc: bob@shop.example", ""),
        Arguments.of("MIME-Version: 1.0", "Subject: again\r\nMIME-Version: 1.0", "doubled Subject"),
        Arguments.of("MIME-Version: 1.0", "X-Tag: a\r\nX-Tag: b\r\nMIME-Version: 1.0", ""),
        Arguments.of("Roses for Monday", "R\u00f3\u00bfe", "raw_header Subject"),
        Arguments.of("Roses for Monday", "=?utf-8?q?R=C3=B3=C5=BCe?=", ""),
        Arguments.of("Roses for Monday", "=?utf-8?q?R=C3=?= x", "broken_header Subject"),
        Arguments.of("Subject: Roses for Monday\r\n", "", "no_subject"),
        Arguments.of("Roses for Monday", "ROSES FOR MONDAY", "capitals"),
        Arguments.of("Roses for Monday", "DHL 12345 PL", ""),
        Arguments.of(words, words + "x".repeat(1000), "long_line"),
        Arguments.of(words, words + "\r\n" + "x".repeat(998), ""),
        Arguments.of(
            words + "\r\n--y\r\nContent-Type: text/html",
            words + "\n--y\r\nContent-Type: text/html",
            "bare_lf"),
        Arguments.of("JVBERi0=", "JVB!!!", ""),
        Arguments.of(
            "Content-Type: text/plain; charset=utf-8",
            "Content-Type: text/plain; charset=utf-9",
            "broken_encoding"),
        Arguments.of("--x--\r\n", "", "broken_parts"),
        Arguments.of(alternative, "", "html_only"),
        Arguments.of(
            "https://www.florist.example/roses",
            "https://www.evil.example/roses",
            "link_differs www.florist.example \u2192 www.evil.example"),
        Arguments.of("https://www.florist.example/roses", "https://shop.florist.example/roses", ""),
        Arguments.of(">www.florist.example<", ">our roses<", ""),
        Arguments.of(
            "href=\"https://www.florist.example/roses\">www.florist.example",
            "href=\"https://bit.ly/x\">roses",
            "shortener bit.ly"),
        Arguments.of(
            "href=\"https://www.florist.example/roses\">www.florist.example",
            "href=\"https://bit.ly.florist.example/x\">roses",
            ""),
        Arguments.of(
            "href=\"https://www.florist.example/roses\">www.florist.example",
            "href=\"http://192.0.2.1/x\">roses",
            "address_link 192.0.2.1"),
        Arguments.of("<p>", "<p><script>x</script>", "active_content script"),
        Arguments.of("<p>", "<p><style>x</style>", ""),
        Arguments.of(
            "filename=\"invoice.pdf\"", "filename=\"tool.exe\"", "dangerous_attachment tool.exe"),
        Arguments.of(
            "filename=\"invoice.pdf\"",
            "filename=\"invoice.pdf.js\"",
            "double_extension invoice.pdf.js"),
        Arguments.of("filename=\"invoice.pdf\"", "filename=\"exe.pdf\"", ""),
        Arguments.of(
            "filename=\"invoice.pdf\"", "filename=\"list.xlsm\"", "macro_attachment list.xlsm"),
        Arguments.of("filename=\"invoice.pdf\"", "filename=\"list.xlsx\"", ""));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void oneChange(String from, String to, String trait) {
    assertThat(SOUND).contains(from);
    String changed = SOUND.replace(from, to);
    assertThat(traits(changed)).isEqualTo(trait.isEmpty() ? List.of() : List.of(trait));
  }

  /// Pictures with few words; the words alone, or the picture with words, are fine.
  @Test
  void aPictureWithHardlyAnyText() {
    String few =
        SOUND.replace(
            "Dear Bob, the roses come on Monday morning, as every week, in a box for the shop on the corner.",
            "Hi");
    assertThat(traits(few)).containsExactly("image_only");
    assertThat(traits(few.replace("<img src=\"cid:1\">", ""))).isEmpty();
  }
}
