package org.mailmedic.protocol.smtp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Bytes from a server as text that is safe to show: UTF-8 where it is valid (RFC 6531), else
/// Latin-1; whatever does not print stands as `\xNN` or as a code point in braces.
public final class WireText {
  private static final String HEX = "0123456789abcdef";

  private WireText() {}

  /// The bytes from `from` up to and without `to`.
  public static String of(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < ' ' || bytes[i] == 0x7f) {
        return safe(decode(bytes, from, to));
      }
    }
    return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
  }

  private static String decode(byte[] bytes, int from, int to) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
  }

  private static String safe(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (prints(point)) {
        safe.appendCodePoint(point);
      } else if (point < 0x100) {
        safe.append("\\x").append(HEX.charAt(point >> 4)).append(HEX.charAt(point & 0xf));
      } else {
        safe.append("\\u{").append(Integer.toHexString(point)).append('}');
      }
    }
    return safe.toString();
  }

  private static boolean prints(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
