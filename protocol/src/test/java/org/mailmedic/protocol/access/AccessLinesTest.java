package org.mailmedic.protocol.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lines of IMAP, POP3 and ManageSieve servers.
class AccessLinesTest {

  private static List<Line> lines(String stream, boolean literals) throws IOException {
    LineFraming framing =
        new LineFraming(
            new ByteArrayInputStream(stream.getBytes(StandardCharsets.ISO_8859_1))::read);
    List<Line> all = new ArrayList<>();
    do {
      all.add(literals ? framing.nextWithLiterals() : framing.next());
    } while (all.getLast() instanceof Line.Text);
    return all;
  }

  @Test
  void linesAreCut() throws IOException {
    assertThat(lines("* OK a\r\n+OK\n\r\nrest", false))
        .containsExactly(
            new Line.Text("* OK a"),
            new Line.Text("+OK"),
            new Line.Text(""),
            new Line.Ended("rest"));
  }

  @Test
  void literalsArePutIn() throws IOException {
    assertThat(lines("* QUOTAROOT INBOX {8}\r\na\"b\r\ncd!\r\nx {0}\r\n\r\n", true))
        .containsExactly(
            new Line.Text("* QUOTAROOT INBOX \"a\\\"b\\\\x0d\\\\x0acd!\""),
            new Line.Text("x \"\""),
            new Line.Ended(""));
  }

  @ParameterizedTest
  @CsvSource({"8191, true", "8192, false", "100000, false"})
  void aLineHasALimit(int length, boolean fits) throws IOException {
    List<Line> all = lines("a".repeat(length) + "\n", false);
    assertThat(all.getFirst() instanceof Line.Text).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource({"4096, true", "4097, false", "9999999, false"})
  void aLiteralHasALimit(int length, boolean fits) throws IOException {
    List<Line> all = lines("x {" + length + "}\r\n" + "a".repeat(length) + "\r\n", true);
    assertThat(all.getFirst() instanceof Line.Text).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hi | * OK | CAPABILITY IMAP4rev1 AUTH=PLAIN | hi
          a1 NO [AUTHENTICATIONFAILED] no           | a1 NO | AUTHENTICATIONFAILED            | no
          a1 no plain no                            | a1 NO |                                 | plain no
          * BYE                                     | * BYE |                                 |
          * OK [no end                              | * OK |                                 | [no end
          + ready                                   | +    |                                 | ready
          """)
  void imap(String line, String begins, @Nullable String code, @Nullable String text) {
    ImapLine read = ImapLine.of(line);
    assertThat(read).isNotNull();
    assertThat((read.tag() + " " + read.status()).strip()).isEqualTo(begins);
    assertThat(read.code()).isEqualTo(code);
    assertThat(read.text()).isEqualTo(text == null ? "" : text);
  }

  @ParameterizedTest
  @CsvSource({"220 mail ESMTP, true", "+OK ready, false", "'', false", "HTTP/1.1 400, false"})
  void notImap(String line, boolean asATag) {
    assertThat(ImapLine.of(line) != null).isEqualTo(asATag);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          * QUOTA "" (STORAGE 10 512)                         | 10 512
          * QUOTA "a (b)" (MESSAGE 1 2 storage 3 4)           | 3 4
          * QUOTA root (MESSAGE 1 2)                          |
          * QUOTA root (STORAGE -1 4)                         |
          * QUOTA root (STORAGE 9999999999999999 4)           |
          * QUOTA root ()                                     |
          """)
  void quota(String line, @Nullable String expected) {
    ImapLine.Quota quota = ImapLine.of(line).quota("STORAGE");
    assertThat(quota == null ? null : quota.used() + " " + quota.limit()).isEqualTo(expected);
  }

  @Test
  void pop() {
    assertThat(PopLine.of("-ERR [SYS/TEMP] later"))
        .isEqualTo(new PopLine("-ERR", "SYS/TEMP", "later"));
    assertThat(PopLine.of("+OK <1896.6@dbc.mtview.ca.us> ready").timestamp())
        .isEqualTo("<1896.6@dbc.mtview.ca.us>");
    assertThat(PopLine.of("+ ")).isEqualTo(new PopLine("+", null, ""));
    assertThat(PopLine.of("* OK")).isNull();
  }

  @Test
  void sieve() {
    assertThat(SieveLine.of("\"SASL\" \"PLAIN SCRAM-SHA-1\"").words())
        .containsExactly("SASL", "PLAIN SCRAM-SHA-1");
    assertThat(SieveLine.of("NO (AUTH-TOO-WEAK) \"no\""))
        .isEqualTo(new SieveLine("NO", "AUTH-TOO-WEAK", List.of("no")));
    assertThat(SieveLine.of("OK (SASL \"dj1x\")").code()).isEqualTo("SASL \"dj1x\"");
    assertThat(SieveLine.of("220 mail")).isNull();
  }
}
