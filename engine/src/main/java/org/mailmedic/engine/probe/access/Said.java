package org.mailmedic.engine.probe.access;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.mailmedic.protocol.sasl.SaslFault;

/// Lines that hold something secret, put together as bytes so that no text is left of them.
final class Said {
  private Said() {}

  /// A line with a secret in base64 (RFC 4648 section 4); the secret is cleared.
  static byte[] line(String before, byte[] secret, String after) {
    byte[] encoded = Base64.getEncoder().encode(secret);
    byte[] line = joined(before, encoded, after);
    Arrays.fill(secret, (byte) 0);
    Arrays.fill(encoded, (byte) 0);
    return line;
  }

  /// A line that is nothing but a secret.
  static byte[] plainLine(byte[] secret) {
    return joined("", secret, "");
  }

  static byte[] plainLine(String before, byte[] secret) {
    return joined(before, secret, "");
  }

  /// A line with a secret as a quoted string.
  static byte[] quotedLine(String before, byte[] secret) {
    byte[] escaped = new byte[secret.length * 2];
    int length = 0;
    for (byte b : secret) {
      if (b == '"' || b == '\\') {
        escaped[length++] = '\\';
      }
      escaped[length++] = b;
    }
    byte[] line = joined(before + "\"", Arrays.copyOf(escaped, length), "\"");
    Arrays.fill(escaped, (byte) 0);
    return line;
  }

  private static byte[] joined(String before, byte[] secret, String after) {
    byte[] head = before.getBytes(StandardCharsets.UTF_8);
    byte[] tail = (after + "\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] line = Arrays.copyOf(head, head.length + secret.length + tail.length);
    System.arraycopy(secret, 0, line, head.length, secret.length);
    System.arraycopy(tail, 0, line, head.length + secret.length, tail.length);
    return line;
  }

  /// Whether it may stand in a quoted string (RFC 9051 section 9).
  static boolean quotable(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  static boolean quotable(byte[] text) {
    for (byte b : text) {
      if (b < ' ' || b > '~') {
        return false;
      }
    }
    return true;
  }

  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /// What the server says in base64.
  static byte[] decoded(String base64) throws SaslFault {
    try {
      return Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      throw new SaslFault("no base64");
    }
  }
}
