package org.mailmedic.protocol.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailmedic.protocol.mime.MimePart.Problem;

class MimeMessageTest {
  private static MimeMessage read(String text) {
    return MimeMessage.of(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private static final String MIXED =
      """
      Subject: x
      Content-Type: multipart/mixed; boundary="=_a"

      preamble
      --=_a
      Content-Type: multipart/alternative; boundary=b

      --b
      Content-Type: text/plain; charset=ISO-8859-2
      Content-Transfer-Encoding: quoted-printable

      za=BF=F3=B3=E6=
       end
      --b
      Content-Type: text/html; charset=utf-8
      Content-Transfer-Encoding: base64

      PGI+xJk8L2I+
      --b--
      --=_a
      Content-Type: application/octet-stream; name*0="in"; name*1="voice.pdf"
      Content-Disposition: attachment; filename*=utf-8''%C4%99.exe

      x
      --=_a--
      epilogue
      """;

  @Test
  void partsAreFoundAndDecoded() {
    List<MimePart> parts = read(MIXED).parts();
    assertThat(parts)
        .extracting(MimePart::type)
        .containsExactly("text/plain", "text/html", "application/octet-stream");
    assertThat(parts.get(0).decoded().text()).isEqualTo("zażółć end");
    assertThat(parts.get(1).decoded().text()).isEqualTo("<b>ę</b>");
    assertThat(parts.get(2).fileName()).isEqualTo("ę.exe");
    assertThat(parts).allSatisfy(part -> assertThat(part.problems()).isEmpty());
    assertThat(parts).extracting(MimePart::isBody).containsExactly(true, true, false);
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        Arguments.of("Content-Type: multipart/mixed; boundary=x\n\nno part", Problem.NO_BOUNDARY),
        Arguments.of("Content-Type: multipart/mixed\n\n--x", Problem.NO_BOUNDARY),
        Arguments.of("Content-Type: multipart/mixed; boundary=x\n\n--x\n\ntext", Problem.UNCLOSED),
        Arguments.of("Content-Transfer-Encoding: base65\n\ntext", Problem.UNKNOWN_ENCODING));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void whatIsBrokenIsTold(String text, Problem problem) {
    assertThat(read(text).parts().getFirst().problems()).containsExactly(problem);
  }

  static Stream<Arguments> brokenTexts() {
    return Stream.of(
        Arguments.of("Content-Transfer-Encoding: base64\n\nPGI+!PGI+", Problem.BAD_BASE64),
        Arguments.of(
            "Content-Transfer-Encoding: quoted-printable\n\nsave 50=% now", Problem.BAD_QUOTED),
        Arguments.of("Content-Type: text/plain; charset=utf-9\n\nx", Problem.UNKNOWN_CHARSET),
        Arguments.of(
            "Content-Type: text/plain; charset=us-ascii\nContent-Transfer-Encoding: 8bit\n\nę",
            Problem.BAD_CHARSET),
        Arguments.of("Content-Type: text/plain; charset=utf-8\n\nę", Problem.EIGHT_BIT));
  }

  @ParameterizedTest
  @MethodSource("brokenTexts")
  void whatIsBrokenInATextIsTold(String text, Problem problem) {
    assertThat(read(text).parts().getFirst().decoded().problems()).containsExactly(problem);
  }

  @Test
  void aSoundTextHasNoProblem() {
    String text = "Content-Transfer-Encoding: quoted-printable\n\na=3Db=20=\n c =C3=A9";
    assertThat(read(text).parts().getFirst().decoded())
        .isEqualTo(new MimePart.Decoded("a=b  c é", List.of()));
  }

  @Test
  void aMessageInsideIsFound() {
    String text =
        "Content-Type: multipart/report; boundary=x\n\n--x\n\nsorry\n--x\n"
            + "Content-Type: message/rfc822\n\nSubject: mine\n\nbody\n--x--\n";
    assertThat(read(text).enclosed().all("Subject").getFirst().unfolded()).isEqualTo("mine");
    assertThat(read(MIXED).enclosed()).isNull();
  }

  @Test
  void partsThatLieTooDeepAreNotFollowed() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      text.append("Content-Type: multipart/mixed; boundary=b")
          .append(i)
          .append("\n\n--b")
          .append(i)
          .append("\n");
    }
    MimeMessage read = read(text + "\nend");
    assertThat(read.parts()).hasSize(1);
    assertThat(read.parts().getFirst().problems()).containsExactly(Problem.TOO_MANY);
  }

  static Stream<Arguments> words() {
    return Stream.of(
        Arguments.of("=?utf-8?q?za=C5=BC?=", "zaż", false),
        Arguments.of("=?utf-8?B?xJk=?= =?utf-8?q?=C4=99_x?=", "ęę x", false),
        Arguments.of("=?utf-8?q?za=C?= y", "=?utf-8?q?za=C?= y", true),
        Arguments.of("=?utf-9?q?a?=", "=?utf-9?q?a?=", true),
        Arguments.of("plain = ?", "plain = ?", false));
  }

  @ParameterizedTest
  @MethodSource("words")
  void encodedWordsAreDecoded(String value, String text, boolean broken) {
    assertThat(Words.decode(value)).isEqualTo(new Words(text, broken, false));
  }

  @Test
  void rawBytesInAFieldAreTold() {
    Words words = Words.decode("za\u00bf");
    assertThat(words.raw()).isTrue();
    assertThat(words.text()).isEqualTo("za\ufffd");
  }

  @Test
  void aPageIsReadByItsTags() {
    HtmlText page =
        HtmlText.of(
            "<html><style>a{b}</style><!-- <a href=x>no</a> --><A class=b HREF='https://evil.example/?a&amp;b'"
                + ">www.<b>bank</b>.example</A> Hello<img src=x><script>var x = '</b>';</script><form>");
    assertThat(page.links())
        .containsExactly(new HtmlText.Link("https://evil.example/?a&b", "www.bank.example"));
    assertThat(page.images()).isEqualTo(1);
    assertThat(page.letters()).isEqualTo("wwwbankexampleHello".length());
    assertThat(page.active()).containsExactly("script", "form");
  }
}
