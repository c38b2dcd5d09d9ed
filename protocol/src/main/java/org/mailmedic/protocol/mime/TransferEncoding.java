package org.mailmedic.protocol.mime;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parts as their transfer encoding and charset have them (RFC 2045 section 6).
final class TransferEncoding {
  private TransferEncoding() {}

  static MimePart.Decoded decode(MimePart part) {
    Set<MimePart.Problem> problems = EnumSet.noneOf(MimePart.Problem.class);
    byte[] bytes =
        switch (part.encoding()) {
          case "base64" -> base64(part, problems);
          case "quoted-printable" -> quoted(part, problems);
          default -> plain(part, problems);
        };
    boolean cut = part.end() - part.start() > MimeLimits.MAX_TEXT_BYTES;
    return new MimePart.Decoded(text(part, bytes, cut, problems), List.copyOf(problems));
  }

  /// A charset that is known here; null otherwise.
  static @Nullable Charset charset(@Nullable String name) {
    if (name == null) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    } catch (IllegalArgumentException e) {
      return null; // an empty name
    }
  }

  /// The value of two hex digits; -1 where they are none.
  static int hex(char high, char low) {
    int a = Character.digit(high, 16);
    int b = Character.digit(low, 16);
    return a < 0 || b < 0 || high > 'f' || low > 'f' ? -1 : a << 4 | b;
  }

  private static int end(MimePart part) {
    return Math.min(part.end(), part.start() + MimeLimits.MAX_TEXT_BYTES);
  }

  private static byte[] plain(MimePart part, Set<MimePart.Problem> problems) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(part.bytes(), part.start(), end(part) - part.start());
    byte[] bytes = out.toByteArray();
    if (part.encoding().equals("7bit")) {
      for (byte each : bytes) {
        if (each < 0) {
          problems.add(MimePart.Problem.EIGHT_BIT);
          break;
        }
      }
    }
    return bytes;
  }

  private static byte[] base64(MimePart part, Set<MimePart.Problem> problems) {
    ByteArrayOutputStream clean = new ByteArrayOutputStream();
    for (int i = part.start(); i < end(part); i++) {
      byte c = part.bytes()[i];
      if (isBase64(c)) {
        clean.write(c);
      } else if ((c > ' ' && c != '=') || c < 0) {
        problems.add(MimePart.Problem.BAD_BASE64);
      }
    }
    byte[] letters = clean.toByteArray();
    int whole = letters.length % 4 == 1 ? letters.length - 1 : letters.length;
    byte[] used = whole == letters.length ? letters : java.util.Arrays.copyOf(letters, whole);
    return Base64.getDecoder().decode(used);
  }

  private static boolean isBase64(byte c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/';
  }

  private static byte[] quoted(MimePart part, Set<MimePart.Problem> problems) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = part.bytes();
    int end = end(part);
    for (int i = part.start(); i < end; i++) {
      if (bytes[i] != '=') {
        out.write(bytes[i]);
        continue;
      }
      int after = i + 1;
      while (after < end && (bytes[after] == ' ' || bytes[after] == '\t')) {
        after++;
      }
      if (after < end && bytes[after] == '\r') {
        after++;
      }
      if (after >= end || bytes[after] == '\n') {
        i = after; // a soft line break
        continue;
      }
      int value =
          i + 2 < end ? hex((char) (bytes[i + 1] & 0xff), (char) (bytes[i + 2] & 0xff)) : -1;
      if (value < 0) {
        problems.add(MimePart.Problem.BAD_QUOTED);
        out.write('=');
      } else {
        out.write(value);
        i += 2;
      }
    }
    return out.toByteArray();
  }

  private static String text(
      MimePart part, byte[] bytes, boolean cut, Set<MimePart.Problem> problems) {
    Charset charset = charset(part.charset());
    if (charset == null) {
      problems.add(MimePart.Problem.UNKNOWN_CHARSET);
      charset = StandardCharsets.ISO_8859_1;
    }
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      if (!cut) {
        problems.add(MimePart.Problem.BAD_CHARSET);
      }
      return new String(bytes, charset);
    }
  }
}
