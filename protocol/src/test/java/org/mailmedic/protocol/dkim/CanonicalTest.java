package org.mailmedic.protocol.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalTest {

  /// RFC 6376 section 3.4.5 and what follows from 3.4.3 and 3.4.4; `_` space, `~` tab, `/` CRLF,
  /// `!` CR, `,` LF.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "_C_/D_~_E///  | _C_/D_~_E/ | _C/D_E/",
        "|/|",
        "///|/|",
        "_/~/|_/~/|",
        "a|a/|a/",
        "a,b,|a/b/|a/b/",
        "a!b/|a!b/|a!b/",
        "a!|a!/|a!/",
        "a!!/|a!!/|a!!/",
        "a/_/b__|a/_/b__/|a//b/",
        "/a/|/a/|/a/",
      })
  void bodies(String body, String simple, String relaxed) throws Exception {
    assertThat(canon(body, Canonical.SIMPLE)).isEqualTo(simple == null ? "" : simple);
    assertThat(canon(body, Canonical.RELAXED)).isEqualTo(relaxed == null ? "" : relaxed);
  }

  private static String canon(String body, Canonical form) throws Exception {
    byte[] bytes =
        (body == null ? "" : body)
            .replace('_', ' ')
            .replace('~', '\t')
            .replace("/", "\r\n")
            .replace('!', '\r')
            .replace(',', '\n')
            .getBytes(StandardCharsets.ISO_8859_1);
    Kept whole = new Kept();
    BodyCanon canon = new BodyCanon(form, whole, -1);
    canon.update(bytes, 0, bytes.length);
    canon.finish();
    Kept pieces = new Kept();
    BodyCanon again = new BodyCanon(form, pieces, -1);
    for (int i = 0; i < bytes.length; i++) {
      again.update(bytes, i, 1);
    }
    again.finish();
    assertThat(pieces.text()).isEqualTo(whole.text());
    assertThat(canon.length()).isEqualTo(whole.text().length());
    return whole
        .text()
        .replace("\r\n", "/")
        .replace('\r', '!')
        .replace('\n', ',')
        .replace(' ', '_')
        .replace('\t', '~');
  }

  @Test
  void onlyTheLimitIsHashed() throws Exception {
    Kept kept = new Kept();
    BodyCanon canon = new BodyCanon(Canonical.SIMPLE, kept, 3);
    canon.update("abcdef\r\n".getBytes(StandardCharsets.ISO_8859_1), 0, 8);
    canon.finish();
    assertThat(kept.text()).isEqualTo("abc");
    assertThat(canon.length()).isEqualTo(8);
  }

  @Test
  void fields() {
    // RFC 6376 section 3.4.5
    assertThat(Canonical.RELAXED.field("A: X", 1)).isEqualTo("a:X");
    assertThat(Canonical.RELAXED.field("B : Y\t\r\n\tZ  ", 2)).isEqualTo("b:Y Z");
    assertThat(Canonical.SIMPLE.field("B : Y\t\r\n\tZ  ", 2)).isEqualTo("B : Y\t\r\n\tZ  ");
    assertThat(Canonical.RELAXED.field("C:", 1)).isEqualTo("c:");
  }

  /// Keeps what it is given.
  private static final class Kept extends MessageDigest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Kept() {
      super("kept");
    }

    String text() {
      return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    protected void engineUpdate(byte input) {
      bytes.write(input);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
      bytes.write(input, offset, length);
    }

    @Override
    protected byte[] engineDigest() {
      return bytes.toByteArray();
    }

    @Override
    protected void engineReset() {}
  }
}
