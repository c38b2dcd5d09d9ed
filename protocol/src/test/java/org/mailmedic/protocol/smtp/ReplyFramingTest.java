package org.mailmedic.protocol.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReplyFramingTest {

  static Stream<Arguments> streams() {
    return Stream.of(
        // RFC 5321 section 4.2.1
        check("220 mx.example.com ESMTP\r\n", reply(220, "mx.example.com ESMTP")),
        check(
            "250-First line\r\n250-Second line\r\n250-234 Text beginning with numbers\r\n"
                + "250 The last line\r\n",
            reply(
                250,
                "First line",
                "Second line",
                "234 Text beginning with numbers",
                "The last line")),
        check("250\r\n", reply(250, "")),
        check("250 \r\n", reply(250, "")),
        // what servers do
        check("220 bare line feed\n", reply(220, "bare line feed")),
        check("220\tby tab\r\n", reply(220, "by tab")),
        check("220nothing between\r\n", reply(220, "nothing between")),
        check("220-hello\r\n554 no\r\n", reply(554, "hello", "no")),
        check("250-\r\n250 x\r\n", reply(250, "", "x")),
        // several at once (RFC 2920)
        check(
            "250 sender ok\r\n550 5.1.1 no such user\r\n",
            reply(250, "sender ok"),
            reply(550, "5.1.1 no such user")),
        // not for showing as they are
        check("220 a\u0007b\u001b[31m\r\n", reply(220, "a\\x07b\\x1b[31m")),
        check("550 Użytkownik nieznany\r\n", reply(550, "Użytkownik nieznany")),
        check("550 \u202egnp.exe\r\n", reply(550, "\\u{202e}gnp.exe")),
        // no SMTP
        check(
            "HTTP/1.1 400 Bad Request\r\n",
            new Framed.NotSmtp("HTTP/1.1 400 Bad Request\\x0d\\x0a")),
        check("SSH-2.0-OpenSSH_9.2\r\n", new Framed.NotSmtp("SSH-2.0-OpenSSH_9.2\\x0d\\x0a")),
        check("* OK IMAP4rev1\r\n", new Framed.NotSmtp("* OK IMAP4rev1\\x0d\\x0a")),
        check("\r\n220 late\r\n", new Framed.NotSmtp("\\x0d\\x0a220 late\\x0d\\x0a")),
        check("22\r\n", new Framed.NotSmtp("22\\x0d\\x0a")),
        check("2200 four digits\r\n", new Framed.NotSmtp("2200 four digits\\x0d\\x0a")),
        check("150 first digit\r\n", new Framed.NotSmtp("150 first digit\\x0d\\x0a")),
        check("270 second digit\r\n", new Framed.NotSmtp("270 second digit\\x0d\\x0a")),
        check("220-hello\r\nworld\r\n", new Framed.NotSmtp("world\\x0d\\x0a")),
        // cut off
        check("", new Framed.Ended("")),
        check("220 mx.exam", new Framed.Ended("220 mx.exam")),
        check("220-first\r\n", new Framed.Ended("first")),
        check("22", new Framed.Ended("22")));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void cutsAStreamIntoReplies(String stream, List<Framed> expected) throws Exception {
    assertThat(read(stream.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("streams")
  void bytesMayComeOneByOne(String stream, List<Framed> expected) throws Exception {
    List<Framed> found = read(stream.getBytes(StandardCharsets.UTF_8), 1);

    if (expected.get(expected.size() - 1) instanceof Framed.NotSmtp) {
      // Told at the first byte that does not fit, so less of it is seen.
      assertThat(found.get(found.size() - 1)).isInstanceOf(Framed.NotSmtp.class);
      assertThat(found).hasSameSizeAs(expected);
    } else {
      assertThat(found).isEqualTo(expected);
    }
  }

  @Test
  void somethingBinaryIsToldWithoutALineEnd() throws Exception {
    byte[] alert = {0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x28};

    assertThat(read(alert, Integer.MAX_VALUE))
        .containsExactly(new Framed.NotSmtp("\\x15\\x03\\x01\\x00\\x02\\x02("));
  }

  @Test
  void aLineWithoutEndIsTooLong() throws Exception {
    byte[] line = ("220 " + "a".repeat(1 << 20)).getBytes(StandardCharsets.US_ASCII);

    List<Framed> found = read(line, Integer.MAX_VALUE);

    assertThat(found).hasSize(1);
    assertThat(((Framed.TooLong) found.get(0)).seen())
        .startsWith("220 aaa")
        .hasSize(SmtpLimits.MAX_SEEN);
  }

  /// However much of it comes at once.
  @ParameterizedTest
  @CsvSource({"0, 1", "0, 5000", "1, 1", "1, 5000"})
  void aLineIsTooLongByItsLength(int more, int atATime) throws Exception {
    String line = "220 " + "a".repeat(SmtpLimits.MAX_LINE_BYTES - 5 + more) + "\n";

    List<Framed> found = read(line.getBytes(StandardCharsets.US_ASCII), atATime);

    assertThat(found).hasSize(1);
    assertThat(found.get(0)).isInstanceOf(more > 0 ? Framed.TooLong.class : Framed.Reply.class);
  }

  @Test
  void aGreetingWithoutEndIsTooLong() throws Exception {
    byte[] lines = "220-and on and on\r\n".repeat(100_000).getBytes(StandardCharsets.US_ASCII);

    assertThat(read(lines, Integer.MAX_VALUE)).containsExactly(new Framed.TooLong("and on and on"));
  }

  @Test
  void asManyLinesAsAllowedAreAReply() throws Exception {
    String lines = "250-x\r\n".repeat(SmtpLimits.MAX_REPLY_LINES - 1) + "250 last\r\n";

    Framed found = read(lines.getBytes(StandardCharsets.US_ASCII), Integer.MAX_VALUE).get(0);

    assertThat(((Framed.Reply) found).lines()).hasSize(SmtpLimits.MAX_REPLY_LINES);
  }

  @Test
  void whatHadComeIsTellableAfterATimeout() throws Exception {
    ReplyFraming framing =
        new ReplyFraming(
            new ReplyFraming.Source() {
              private boolean given;

              @Override
              public int read(byte[] buffer, int offset, int length) throws IOException {
                if (given) {
                  throw new java.net.SocketTimeoutException();
                }
                given = true;
                System.arraycopy(
                    "220 mx".getBytes(StandardCharsets.US_ASCII), 0, buffer, offset, 6);
                return 6;
              }
            });

    org.assertj.core.api.Assertions.assertThatIOException().isThrownBy(framing::next);

    assertThat(framing.pending()).isTrue();
    assertThat(framing.seen()).isEqualTo("220 mx");
  }

  private static List<Framed> read(byte[] bytes, int atATime) throws IOException {
    InputStream in = new ByteArrayInputStream(bytes);
    ReplyFraming framing =
        new ReplyFraming(
            (buffer, offset, length) -> in.read(buffer, offset, Math.min(atATime, length)));
    List<Framed> found = new ArrayList<>();
    do {
      found.add(framing.next());
    } while (found.get(found.size() - 1) instanceof Framed.Reply
        && (framing.pending() || in.available() > 0));
    return found;
  }

  private static Arguments check(String stream, Framed... expected) {
    return Arguments.of(stream, List.of(expected));
  }

  private static Framed.Reply reply(int code, String... lines) {
    return new Framed.Reply(code, List.of(lines));
  }
}
