package org.mailmedic.protocol.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.protocol.dkim.DkimResult.Reason;
import org.mailmedic.protocol.message.RawMessage;

/// Messages signed here, with one thing wrong at a time.
class DkimVerifierTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static KeyPair pair;
  private static String key;

  @BeforeAll
  static void makeKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    pair = generator.generateKeyPair();
    key = "p=" + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v=1; a=rsa-sha256; d=example.com; s=s; h=From;                  | v=DKIM1; KEY      | PASS NONE",
        "v=1; a=rsa-sha256; d=example.com; s=s; h=From; x=1799999999;    | KEY               | FAIL EXPIRED",
        "v=1; a=rsa-sha256; d=example.com; s=s; h=From; x=1800000001;    | KEY               | PASS NONE",
        "v=1; a=rsa-sha1; d=example.com; s=s; h=From;                    | KEY               | POLICY OBSOLETE_ALGORITHM",
        "v=1; a=ed25519-sha256; d=example.com; s=s; h=From;              | KEY               | PERMERROR KEY_DOES_NOT_FIT",
        "v=1; a=rsa-sha256; d=example.com; s=s; h=From;                  | h=sha1; KEY       | PERMERROR KEY_DOES_NOT_FIT",
        "v=1; a=rsa-sha256; d=example.com; s=s; h=From;                  | s=tlsrpt; KEY     | PERMERROR KEY_DOES_NOT_FIT",
        "v=1; a=rsa-sha256; d=example.com; s=s; h=From; i=@m.example.com;| t=s; KEY          | PERMERROR KEY_DOES_NOT_FIT",
        "v=1; a=rsa-sha256; d=example.com; s=s; h=From; i=@m.example.com;| KEY               | PASS NONE",
        "v=1; a=rsa-sha256; d=example.com; s=s; h=From;                  | p=                | PERMERROR KEY_REVOKED",
        "v=1; a=rsa-sha256; d=example.com; s=s; h=From;                  | p=?               | PERMERROR KEY_UNREADABLE",
        "v=1; a=rsa-sha256; d=example.com; s=s; h=From;                  |                   | PERMERROR NO_KEY",
        "v=1; a=rsa-sha256; d=example.com; s=s; h=From;                  | KEY and KEY       | PERMERROR SEVERAL_KEYS",
        "v=1; a=rsa-sha256; d=example.com; s=s; h=From;                  | unavailable       | TEMPERROR KEY_UNAVAILABLE",
        "v=1; a=rsa-sha256; d=example.com; s=s; h=Subject;               | KEY               | PERMERROR BAD_SIGNATURE_FIELD",
        "v=2; a=rsa-sha256; d=example.com; s=s; h=From;                  | KEY               | PERMERROR BAD_SIGNATURE_FIELD",
        "v=1; a=rsa-sha256; d=example.com; s=s; h=From; i=@example.net;  | KEY               | PERMERROR BAD_SIGNATURE_FIELD",
        "v=1; a=rsa-sha256; d=example.com; s=s; h=From; t=9; x=9;        | KEY               | PERMERROR BAD_SIGNATURE_FIELD",
        "v=1; a=rsa-sha256; d=example.com; s=s; h=From:From:Subject:X;   | KEY               | PASS NONE",
      })
  void verdicts(String tags, String records, String expected) throws Exception {
    DkimResult result = verify(signed(tags, "Hi.\r\n"), records);
    assertThat(result.status() + " " + result.reason()).isEqualTo(expected);
  }

  @Test
  void anAddedFromIsSeenWhereItWasSignedAsAbsent() throws Exception {
    String message = signed("v=1; a=rsa-sha256; d=example.com; s=s; h=From:From;", "Hi.\r\n");
    assertThat(verify("From: boss@example.com\r\n" + message, "KEY").reason())
        .isEqualTo(Reason.SIGNATURE_WRONG);
  }

  @Test
  void whatIsNotSignedOfTheBodyIsTold() throws Exception {
    String tags = "v=1; a=rsa-sha256; d=example.com; s=s; h=From; l=5;";
    DkimResult result = verify(signed(tags, "Hi.\r\n") + "more\r\n", "KEY");
    assertThat(result.passed()).isTrue();
    assertThat(result.unsignedBytes()).isEqualTo(6);
  }

  private static DkimResult verify(String message, String records) {
    KeyLookup.Answer answer =
        records == null
            ? new KeyLookup.Texts(List.of())
            : records.equals("unavailable")
                ? new KeyLookup.Unavailable("SERVFAIL")
                : new KeyLookup.Texts(List.of(records.replace("KEY", key).split(" and ")));
    RawMessage raw = RawMessage.of(message.getBytes(StandardCharsets.ISO_8859_1));
    List<DkimResult> results =
        new DkimVerifier(
                raw,
                name -> {
                  assertThat(name).isEqualTo("s._domainkey.example.com");
                  return answer;
                })
            .verify(NOW);
    assertThat(results).hasSize(1);
    return results.getFirst();
  }

  /// Signs by hand, both forms simple.
  private static String signed(String tags, String body) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.ISO_8859_1));
    String field =
        "DKIM-Signature: " + tags + " bh=" + Base64.getEncoder().encodeToString(hash) + "; b=";
    String from = "From: anna@example.com\r\n";
    String subject = "Subject: x\r\n";
    StringBuilder covered = new StringBuilder(tags.contains("h=Subject") ? subject : from);
    covered.append(tags.contains(":Subject") ? subject : "").append(field);
    Signature signer = Signature.getInstance("SHA256withRSA");
    signer.initSign(pair.getPrivate());
    signer.update(covered.toString().getBytes(StandardCharsets.ISO_8859_1));
    String value = Base64.getEncoder().encodeToString(signer.sign());
    return field + value + "\r\n" + from + subject + "\r\n" + body;
  }
}
