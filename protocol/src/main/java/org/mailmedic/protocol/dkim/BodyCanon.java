package org.mailmedic.protocol.dkim;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Hashes a body in its canonical form (RFC 6376 section 3.4.3 and 3.4.4) as it comes in, piece by
/// piece: keeps nothing of it, and takes time in proportion to its length. A line end may be CRLF
/// or LF alone; both count as CRLF.
public final class BodyCanon {
  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] SPACE = {' '};

  private final Canonical form;
  private final MessageDigest digest;
  private final long limit;
  private long length;

  /// A CR came that may belong to a line end.
  private boolean afterCr;

  /// White space came after which nothing else has come on the line yet (relaxed).
  private boolean space;

  /// Line ends that count only if something follows.
  private long heldLines;

  private boolean any;
  private final byte[] buffer = new byte[4096];
  private int buffered;

  /// @param limit how many bytes of the canonical form are hashed (the tag `l`); negative: all
  BodyCanon(Canonical form, MessageDigest digest, long limit) {
    this.form = form;
    this.digest = digest;
    this.limit = limit < 0 ? Long.MAX_VALUE : limit;
  }

  /// Hashes the whole body with SHA-256.
  public static BodyCanon sha256(Canonical form) {
    return new BodyCanon(form, digest("SHA-256"), -1);
  }

  /// A digest that every JDK has.
  static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Takes the next piece.
  public void update(byte[] bytes, int from, int count) {
    for (int i = from; i < from + count; i++) {
      take(bytes[i]);
    }
  }

  private void take(byte b) {
    if (b == '\n') {
      afterCr = false;
      endLine();
      return;
    }
    if (afterCr) {
      afterCr = false;
      put((byte) '\r'); // a CR within a line
    }
    if (b == '\r') {
      afterCr = true;
    } else if (form == Canonical.RELAXED && (b == ' ' || b == '\t')) {
      space = true;
    } else {
      put(b);
    }
  }

  private void endLine() {
    space = false;
    heldLines++;
  }

  private void put(byte b) {
    for (; heldLines > 0; heldLines--) {
      emit(CRLF);
    }
    if (space) {
      emit(SPACE);
      space = false;
    }
    any = true;
    emit(b);
  }

  private void emit(byte[] bytes) {
    for (byte b : bytes) {
      emit(b);
    }
  }

  private void emit(byte b) {
    if (length++ >= limit) {
      return;
    }
    if (buffered == buffer.length) {
      flush();
    }
    buffer[buffered++] = b;
  }

  private void flush() {
    digest.update(buffer, 0, buffered);
    buffered = 0;
  }

  /// Ends the body.
  ///
  /// @return the hash
  public byte[] finish() {
    if (afterCr) {
      afterCr = false;
      put((byte) '\r');
    }
    // Both forms end with one CRLF, but an empty body in relaxed form is empty.
    if (any || form == Canonical.SIMPLE) {
      emit(CRLF);
    }
    flush();
    return digest.digest();
  }

  /// Bytes of the canonical form so far; after [#finish] of the whole.
  public long length() {
    return length;
  }
}
