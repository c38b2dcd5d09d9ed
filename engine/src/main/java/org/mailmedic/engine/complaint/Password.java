package org.mailmedic.engine.complaint;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The password of an account while a diagnosis signs in: in memory only, and no longer than that.
/// It is no value: it can't be compared, kept or shown. Thread-safe.
public final class Password implements AutoCloseable {
  /// More is no password.
  public static final int MAX_CHARS = 1_024;

  private static final int MAX_BYTES_A_CHAR = 3;

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
