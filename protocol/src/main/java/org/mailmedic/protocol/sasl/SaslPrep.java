package org.mailmedic.protocol.sasl;

import java.text.Normalizer;

/// Names and passwords as SCRAM compares them (RFC 4013, as far as it changes what people type).
final class SaslPrep {
  private static final int SOFT_HYPHEN = 0xad;

  private SaslPrep() {}

  /// Text with its spaces made plain, what is never seen left out, and in NFKC.
  static String prepare(CharSequence text) {
    StringBuilder mapped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> {
          if (Character.getType(point) == Character.SPACE_SEPARATOR) {
            mapped.append(' ');
          } else if (!mappedToNothing(point)) {
            mapped.appendCodePoint(point);
          }
        });
    return Normalizer.normalize(mapped, Normalizer.Form.NFKC);
  }

  /// RFC 3454 table B.1.
  private static boolean mappedToNothing(int point) {
    return point == SOFT_HYPHEN
        || point == 0x34f
        || point == 0x1806
        || (point >= 0x180b && point <= 0x180d)
        || (point >= 0x200b && point <= 0x200d)
        || point == 0x2060
        || (point >= 0xfe00 && point <= 0xfe0f)
        || point == 0xfeff;
  }

  static boolean ascii(byte[] text) {
    for (byte b : text) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }
}
