package org.mailmedic.protocol.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DkimKeyRecordTest {
  /// RFC 8463 appendix A.2.
  private static final String ED25519 = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v=DKIM1; k=ed25519; p=@@                | ed25519 256 |",
        "k=ed25519; p=@@; t=y:s                  | ed25519 256 testing strict |",
        "k=ed25519; s=tlsrpt; p=@@               | ed25519 256 other |",
        "v=DKIM1; p=                              | rsa 0 revoked |",
        "k=ed25519; p=@@;                        | ed25519 256 |",
        // what hurts, with its place
        "k=ed25519; v=DKIM1; p=@@                | - | VERSION_NOT_FIRST 13 DKIM1",
        "v=DKIM2; k=ed25519; p=@@                | - | BAD_VERSION 2 DKIM2",
        "v=DKIM1; k=ed25519                       | - | MISSING 18 p",
        "v=DKIM1; k=dsa; p=AAAA                   | - | BAD_VALUE 11 dsa, BAD_KEY 18 AAAA",
        "v=DKIM1; p=@@                           | - | BAD_KEY 11 @@",
        "v=DKIM1; k=rsa; p=MIGf?                  | - | BAD_KEY 18 MIGf?",
        "v=DKIM1; k=ed25519; p=@@; p=@@         | - | DUPLICATE LAST p",
        "v=DKIM1; k=ed25519; p=@@; omg           | - | NO_TAG LAST omg",
        "v=DKIM1; k=ed25519;; p=@@                | - | EMPTY_TAG 19",
        "\"v=DKIM1; k=ed25519; p=@@\"            | - | BAD_NAME 0 \"v, BAD_KEY 23 @@\"",
      })
  void read(String text, String expected, String anomalies) {
    String full = text.replace("@@", ED25519);
    DkimKeyRecord.Parsed parsed = DkimKeyRecord.parse(full);
    assertThat(told(parsed.record())).isEqualTo(expected);
    String wanted = anomalies == null ? "" : anomalies.replace("@@", ED25519);
    if (wanted.contains("LAST")) {
      wanted = wanted.replace("LAST", String.valueOf(full.lastIndexOf(' ') + 1));
    }
    assertThat(
            parsed.anomalies().stream()
                .map(a -> (a.code() + " " + a.at() + " " + a.text()).strip())
                .collect(Collectors.joining(", ")))
        .isEqualTo(wanted);
  }

  private static String told(DkimKeyRecord record) {
    return record == null
        ? "-"
        : record.keyType()
            + " "
            + record.bits()
            + (record.revoked() ? " revoked" : "")
            + (record.emailAllowed() ? "" : " other")
            + (record.testing() ? " testing" : "")
            + (record.strictIdentity() ? " strict" : "");
  }

  @Test
  void shortKeys() throws Exception {
    assertThat(rsa(1024).tooShort()).isFalse();
    assertThat(rsa(768).tooShort()).isTrue();
    assertThat(rsa(768).bits()).isEqualTo(768);
  }

  private static DkimKeyRecord rsa(int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    byte[] key = generator.generateKeyPair().getPublic().getEncoded();
    DkimKeyRecord record =
        DkimKeyRecord.parse("v=DKIM1; p=" + Base64.getEncoder().encodeToString(key)).record();
    assertThat(record).isNotNull();
    return record;
  }

  @Test
  void whiteSpaceAtTheEndHurtsNobody() {
    DkimKeyRecord.Parsed parsed = DkimKeyRecord.parse("k=ed25519; p=" + ED25519 + "; ");
    assertThat(parsed.record()).isNotNull();
    assertThat(parsed.conforms()).isFalse();
  }
}
