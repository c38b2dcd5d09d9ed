package org.mailmedic.engine.probe.smtp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The enhanced status code at the beginning of a reply's text (RFC 2034 section 4).
final class EnhancedCode {
  private EnhancedCode() {}

  /// The code of the last line that has one whose class is the reply's; null where none has.
  static @Nullable String of(int code, List<String> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      String found = at(lines.get(i), (char) ('0' + code / 100));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable String at(String line, char digit) {
    if (line.isEmpty() || line.charAt(0) != digit) {
      return null;
    }
    int subject = digits(line, 1);
    int detail = subject < 0 ? -1 : digits(line, subject);
    if (detail < 0 || (detail < line.length() && !Character.isWhitespace(line.charAt(detail)))) {
      return null;
    }
    return line.substring(0, detail);
  }

  /// The end of `.` and one to three digits at `from`; -1 where they are not there.
  private static int digits(String line, int from) {
    if (from >= line.length() || line.charAt(from) != '.') {
      return -1;
    }
    int end = from + 1;
    while (end < line.length() && end - from <= 3 && isDigit(line.charAt(end))) {
      end++;
    }
    return end == from + 1 ? -1 : end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
