package org.mailmedic.protocol.authres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mailmedic.protocol.authres.AuthenticationResults.Result;

class AuthenticationResultsTest {

  @Test
  void severalMethods() {
    AuthenticationResults read =
        AuthenticationResults.parse(
            " mx.example.org 1;\r\n\tspf=softfail (mx.example.org: domain of\r\n bob@example.com; no)"
                + " smtp.mailfrom=bob@example.com;\r\n dkim/1=pass (2048-bit (rsa) key)"
                + " header.d=example.com header.b=\"a;b=\" header.s = sel; dmarc=fail reason=\"not"
                + " aligned\" (p=REJECT)");
    assertThat(read.server()).isEqualTo("mx.example.org");
    assertThat(read.results()).extracting(Result::method).containsExactly("spf", "dkim", "dmarc");
    assertThat(read.results())
        .extracting(Result::result)
        .containsExactly("softfail", "pass", "fail");
    assertThat(read.of("dkim").getFirst().properties())
        .containsEntry("header.d", "example.com")
        .containsEntry("header.b", "a;b=")
        .containsEntry("header.s", "sel");
    assertThat(read.of("dkim").getFirst().comment()).isEqualTo("2048-bit (rsa) key");
    assertThat(read.of("dmarc").getFirst().reason()).isEqualTo("not aligned");
    assertThat(read.of("dmarc").getFirst().comment()).isEqualTo("p=REJECT");
  }

  @Test
  void base64NeedsNoQuotes() {
    AuthenticationResults read =
        AuthenticationResults.parse("a.example; dkim=pass header.b=AbC== header.i=@example.com");
    assertThat(read.of("dkim").getFirst().properties())
        .containsEntry("header.b", "AbC==")
        .containsEntry("header.i", "@example.com");
  }

  @Test
  void noResults() {
    assertThat(AuthenticationResults.parse("example.org; none").results()).isEmpty();
    assertThat(AuthenticationResults.parse("").server()).isEmpty();
    assertThat(AuthenticationResults.parse("x; (never closed").results()).isEmpty();
    assertThat(AuthenticationResults.parse("x; \"never closed").results()).isEmpty();
  }
}
