package org.mailmedic.protocol.reply;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a server said.
///
/// @param code the reply code, 200 to 599; 0 where the text has none
/// @param enhanced the enhanced status code (RFC 3463), such as `5.1.1`; null where the text has
///   none
/// @param text the words on one line, without the codes before them; may be empty
public record Reply(int code, @Nullable String enhanced, String text) {
  public Reply {
    Objects.requireNonNull(text, "text");
  }

  /// Whether it says no for now only, by either code.
  public boolean temporary() {
    return code / 100 == 4 || (enhanced != null && enhanced.charAt(0) == '4');
  }

  /// Codes and words as the server would say them on one line.
  public String line() {
    StringBuilder line = new StringBuilder();
    if (code > 0) {
      line.append(code).append(' ');
    }
    if (enhanced != null) {
      line.append(enhanced).append(' ');
    }
    return line.append(text).toString().strip();
  }
}
