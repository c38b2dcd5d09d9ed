package org.mailmedic.engine.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {

  private static Password password(String secret) {
    return new Password(secret.toCharArray());
  }

  @Test
  void itIsForgotten() {
    Password password = password("gęś 7");
    assertThat(password.utf8()).isEqualTo("gęś 7".getBytes(StandardCharsets.UTF_8));
    assertThat(password).hasToString("[password]");
    password.close();
    assertThatThrownBy(password::utf8).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "a\0b", "a\r"})
  void whatIsNone(String secret) {
    assertThatThrownBy(() -> password(secret)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itIsHiddenWhereverItStands() {
    Password password = password("s3cret!");
    String message = "\0anna\0s3cret!";
    String alone = Base64.getEncoder().encodeToString("s3cret!".getBytes(StandardCharsets.UTF_8));
    assertThat(password.hiddenIn("no: s3cret! s3cret!s", "[password]"))
        .isEqualTo("no: [password] [password]s");
    assertThat(password.hiddenIn("got " + alone, "[password]"))
        .doesNotContain(alone.substring(0, 9));
    assertThat(message).contains("s3cret!");
    assertThat(password.hiddenIn("nothing of it", "[password]")).isEqualTo("nothing of it");
  }
}
