package org.mailmedic.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a client says when it signs in, by the examples of the RFCs.
class MechanismTest {
  private static final byte[] PENCIL = bytes("pencil");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// RFC 5802 section 5 and RFC 7677 section 3.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SHA-1   | fyko+d2lbbFgONRv9qkxdawL     | fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j               | QSXCR+Q6sek8bf92         | v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=                 | rmF9pqV8S7suAoZWja4dJRkFsKQ=
          SHA-256 | rOprNGfwEbeRWgbNEkqO         | rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0       | W22ZaJ0SNY7soEsUEjb6gQ== | dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ= | 6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=
          """)
  void scramAsInTheRfcs(
      String hash, String nonce, String both, String salt, String proof, String signature)
      throws SaslFault {
    ScramExchange exchange = new ScramExchange(hash, "user", PENCIL, nonce, null);
    assertThat(text(exchange.initial())).isEqualTo("n,,n=user,r=" + nonce);
    String answer = text(exchange.answer(bytes("r=" + both + ",s=" + salt + ",i=4096")));
    assertThat(answer).isEqualTo("c=biws,r=" + both + ",p=" + proof);
    assertThat(exchange.serverProven()).isFalse();
    assertThat(exchange.answer(bytes("v=" + signature))).isEmpty();
    assertThat(exchange.serverProven()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          r=other123,s=QSXCR+Q6sek8bf92,i=4096      | another nonce
          r=abc,s=QSXCR+Q6sek8bf92,i=4096           | another nonce
          m=x,r=abcd,s=QSXCR+Q6sek8bf92,i=4096      | an extension that must be understood
          r=abcd,s=QSXCR+Q6sek8bf92                 | no r=, s= and i=
          r=abcd,s=QSXCR+Q6sek8bf92,i=0             | i=0
          r=abcd,s=QSXCR+Q6sek8bf92,i=999999999     | i=999999999
          r=abcd,s=QSXCR+Q6sek8bf92,i=-1            | i=-1
          r=abcd,s=***,i=1                          | no base64
          nonsense                                  | no r=, s= and i=
          """)
  void aServerThatDoesNotPlayByTheRules(String challenge, String problem) {
    ScramExchange exchange = new ScramExchange("SHA-1", "user", PENCIL, "abc", null);
    exchange.initial();
    assertThatThrownBy(() -> exchange.answer(bytes(challenge)))
        .isInstanceOf(SaslFault.class)
        .hasMessage(problem);
  }

  @Test
  void aServerThatDoesNotKnowThePasswordIsFoundOut() throws SaslFault {
    ScramExchange exchange = new ScramExchange("SHA-1", "user", PENCIL, "abc", null);
    exchange.initial();
    exchange.answer(bytes("r=abcd,s=QSXCR+Q6sek8bf92,i=1"));
    String other = Base64.getEncoder().encodeToString(new byte[20]);
    assertThatThrownBy(() -> exchange.answer(bytes("v=" + other)))
        .hasMessage("the server does not know the password");
    assertThat(exchange.serverProven()).isFalse();
  }

  @Test
  void theCertificateIsBoundTo() throws SaslFault {
    ScramExchange exchange =
        new ScramExchange("SHA-256", "a=b,c", PENCIL, "abc", new byte[] {1, 2, 3});
    assertThat(text(exchange.initial())).isEqualTo("p=tls-server-end-point,,n=a=3Db=2Cc,r=abc");
    String answer = text(exchange.answer(bytes("r=abcd,s=QSXCR+Q6sek8bf92,i=1")));
    String data = answer.substring("c=".length(), answer.indexOf(','));
    assertThat(Base64.getDecoder().decode(data))
        .startsWith(bytes("p=tls-server-end-point,,"))
        .endsWith(1, 2, 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          I\u00adX | IX
          user     | user
          ª        | a
          \u2168   | IX
          a\u00a0b | a b
          """)
  void namesAreCompared(String typed, String prepared) {
    // RFC 4013 section 3
    assertThat(SaslPrep.prepare(typed)).isEqualTo(prepared);
  }

  @Test
  void theOthers() throws SaslFault {
    // RFC 4616 section 4 (without an authorization identity) and RFC 2195 section 2
    assertThat(text(plain().initial())).isEqualTo("\0tim\0tanstaaftanstaaf");
    Exchange cram = Mechanism.CRAM_MD5.begin("tim", bytes("tanstaaftanstaaf"), null);
    assertThat(cram.initial()).isNull();
    assertThat(text(cram.answer(bytes("<1896.697170952@postoffice.reston.mci.net>"))))
        .isEqualTo("tim b913a602c7eda7a495b4e6e7334d3890");
    Exchange login = Mechanism.LOGIN.begin("tim", bytes("x"), null);
    assertThat(text(login.answer(bytes("Username:")))).isEqualTo("tim");
    assertThat(text(login.answer(bytes("Password:")))).isEqualTo("x");
    assertThatThrownBy(() -> login.answer(bytes("And?"))).isInstanceOf(SaslFault.class);
  }

  private static Exchange plain() {
    return Mechanism.PLAIN.begin("tim", bytes("tanstaaftanstaaf"), null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PLAIN LOGIN SCRAM-SHA-1 SCRAM-SHA-256 | true  | SCRAM-SHA-256
          SCRAM-SHA-256-PLUS SCRAM-SHA-1        | true  | SCRAM-SHA-1
          SCRAM-SHA-256-PLUS PLAIN              | true  | SCRAM-SHA-256-PLUS
          SCRAM-SHA-256-PLUS PLAIN              | false | PLAIN
          CRAM-MD5 LOGIN                        | true  | LOGIN
          CRAM-MD5                              | true  | CRAM-MD5
          XOAUTH2 GSSAPI                        | true  |
          """)
  void theBestIsTaken(String announced, boolean binding, @Nullable String best) {
    assertThat(Mechanism.best(List.of(announced.split(" ")), binding).map(Mechanism::word))
        .isEqualTo(java.util.Optional.ofNullable(best));
  }
}
