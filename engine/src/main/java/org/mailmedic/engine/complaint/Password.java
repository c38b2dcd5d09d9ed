package org.mailmedic.engine.complaint;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// The password of an account while a diagnosis signs in: in memory only, and no longer than that.
/// It is no value: it can't be compared, kept or shown. Thread-safe.
public final class Password implements AutoCloseable {
  /// More is no password.
  public static final int MAX_CHARS = 1_024;

  private static final int MAX_BYTES_A_CHAR = 3;
  private static final int BITS = 8;
  private static final int BASE64_BITS = 6;

  private final char[] secret;
  private boolean cleared;

  /// @param secret is copied; the caller clears its own
  /// @throws IllegalArgumentException where it is empty, too long, or holds NUL or a line end
  public Password(char[] secret) {
    if (secret.length == 0 || secret.length > MAX_CHARS) {
      throw new IllegalArgumentException("a password has 1 to " + MAX_CHARS + " characters");
    }
    for (char c : secret) {
      if (c == 0 || c == '\r' || c == '\n') {
        throw new IllegalArgumentException("a password has no NUL and no line end");
      }
    }
    this.secret = secret.clone();
  }

  /// Its bytes in UTF-8, for the caller to clear.
  ///
  /// @throws IllegalStateException where it was cleared
  public synchronized byte[] utf8() {
    if (cleared) {
      throw new IllegalStateException("cleared");
    }
    ByteBuffer room = ByteBuffer.allocate(secret.length * MAX_BYTES_A_CHAR);
    StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .encode(CharBuffer.wrap(secret), room, true);
    byte[] bytes = new byte[room.flip().remaining()];
    room.get(bytes);
    Arrays.fill(room.array(), (byte) 0);
    return bytes;
  }

  /// Whether it is made of printable ASCII alone.
  public synchronized boolean ascii() {
    for (char c : secret) {
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  /// A text with every place where the password stands in it hidden, be it as it is or in base64.
  ///
  /// @param shown what stands there instead
  public synchronized String hiddenIn(String text, String shown) {
    if (cleared) {
      return text;
    }
    char[] encoded = base64();
    String hidden =
        hidden(hidden(text, encoded, encoded.length, shown), secret, secret.length, shown);
    Arrays.fill(encoded, '\0');
    return hidden;
  }

  /// Its base64 form, without the padding and the last digit, which depend on what follows.
  private char[] base64() {
    byte[] bytes = utf8();
    byte[] raw = Base64.getEncoder().encode(bytes);
    int whole = bytes.length * BITS / BASE64_BITS;
    char[] digits = new char[whole];
    for (int i = 0; i < whole; i++) {
      digits[i] = (char) raw[i];
    }
    Arrays.fill(bytes, (byte) 0);
    Arrays.fill(raw, (byte) 0);
    return digits;
  }

  private static String hidden(String text, char[] what, int length, String shown) {
    if (length == 0) {
      return text;
    }
    StringBuilder result = null;
    int from = 0;
    for (int at = 0; at + length <= text.length(); at++) {
      if (stands(text, at, what, length)) {
        result = result == null ? new StringBuilder() : result;
        result.append(text, from, at).append(shown);
        from = at + length;
        at = from - 1;
      }
    }
    return result == null ? text : result.append(text, from, text.length()).toString();
  }

  private static boolean stands(String text, int at, char[] what, int length) {
    for (int i = 0; i < length; i++) {
      if (text.charAt(at + i) != what[i]) {
        return false;
      }
    }
    return true;
  }

  /// Forgets it.
  @Override
  public synchronized void close() {
    Arrays.fill(secret, '\0');
    cleared = true;
  }

  @Override
  public String toString() {
    return "[password]";
  }
}
