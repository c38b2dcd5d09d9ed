package org.mailmedic.protocol.dns;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A text that holds no trust anchors, or something else besides.
public final class UnreadableAnchors extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1;

  private final int line;

  UnreadableAnchors(int line, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.line = line;
  }

  /// The line that is wrong, counted from 1; 0 where it is the whole.
  public int line() {
    return line;
  }
}
