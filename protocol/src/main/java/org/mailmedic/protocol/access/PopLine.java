package org.mailmedic.protocol.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A line of a POP3 server that begins an answer (RFC 1939 section 3).
///
/// @param status `+OK`, `-ERR`, or `+` for a continuation request (RFC 5034 section 4)
/// @param code the response code without its brackets (RFC 2449 section 8), such as `AUTH`; null
///   where there is none
/// @param text what follows
public record PopLine(String status, @Nullable String code, String text) {

  /// Reads a line; null where it can't be one of POP3.
  public static @Nullable PopLine of(String line) {
    int space = line.indexOf(' ');
    String status = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
    String text = space < 0 ? "" : line.substring(space + 1);
    if (!status.equals("+OK") && !status.equals("-ERR") && !status.equals("+")) {
      return null;
    }
    String code = null;
    int close = text.indexOf(']');
    if (!status.equals("+") && text.startsWith("[") && close > 0) {
      code = text.substring(1, close);
      text = text.substring(close + 1).strip();
    }
    return new PopLine(status, code, text);
  }

  public boolean positive() {
    return status.equals("+OK");
  }

  /// The timestamp that APOP needs (RFC 1939 section 7) in a greeting; null where there is none.
  public @Nullable String timestamp() {
    int open = text.indexOf('<');
    int close = open < 0 ? -1 : text.indexOf('>', open);
    return close < 0 || text.indexOf('@', open) < 0 || text.indexOf('@', open) > close
        ? null
        : text.substring(open, close + 1);
  }
}
