package org.mailmedic.protocol.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EhloAnswerTest {

  @Test
  void readsNameAndExtensions() {
    EhloAnswer answer =
        EhloAnswer.of(
            List.of(
                "mx.example.com at your service",
                "SIZE 10240000",
                "starttls",
                "AUTH=LOGIN PLAIN",
                "  8BITMIME ",
                "",
                "SIZE 1",
                "X-ODD;VALUE"));

    assertThat(answer.name()).isEqualTo("mx.example.com");
    assertThat(answer.extensions())
        .containsExactly(
            "SIZE 10240000", "STARTTLS", "AUTH =LOGIN PLAIN", "8BITMIME", "X-ODD ;VALUE");
    assertThat(answer.offers("STARTTLS")).isTrue();
    assertThat(answer.offers("SIZE")).isTrue();
  }

  @Test
  void aWordThatBeginsLikeAnExtensionIsNotThatExtension() {
    EhloAnswer answer = EhloAnswer.of(List.of("mx", "STARTTLSX", "X STARTTLS", "PIPELINING-NOT"));

    assertThat(answer.offers("STARTTLS")).isFalse();
    assertThat(answer.offers("PIPELINING")).isFalse();
  }

  @Test
  void theFirstLineOffersNothing() {
    assertThat(EhloAnswer.of(List.of("STARTTLS")).offers("STARTTLS")).isFalse();
  }

  @Test
  void noMoreExtensionsThanAllowedAreKept() {
    List<String> lines = new java.util.ArrayList<>(List.of("mx"));
    for (int i = 0; i < 1_000; i++) {
      lines.add("X" + i);
    }

    assertThat(EhloAnswer.of(lines).extensions()).hasSize(SmtpLimits.MAX_EXTENSIONS);
    assertThat(EhloAnswer.of(Collections.emptyList()).extensions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nDATA", "a\nRSET", "a\u0000b", "a\u007fb", "a\tb"})
  void noLineEndGetsIntoACommand(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> Command.rcpt(path));
  }

  @Test
  void noCommandIsLongerThanServersMustTake() {
    assertThatIllegalArgumentException().isThrownBy(() -> Command.rcpt("a".repeat(10_000)));
    assertThat(Command.mail("", "SMTPUTF8").line()).isEqualTo("MAIL FROM:<> SMTPUTF8");
  }
}
