package org.mailmedic.protocol.access;

/// Literals (RFC 9051 section 4.3): `{12}` at the end of a line announces as many bytes.
final class Literal {
  private static final int MAX_DIGITS = 7;

  private Literal() {}

  /// How many bytes the end of a line announces; -1 where it announces none.
  static int length(String line) {
    int end = line.length() - 1;
    if (end < 2 || line.charAt(end) != '}') {
      return -1;
    }
    int open = line.lastIndexOf('{');
    if (open < 0) {
      return -1;
    }
    int last = line.charAt(end - 1) == '+' ? end - 1 : end;
    if (last == open + 1 || last - open - 1 > MAX_DIGITS) {
      return -1;
    }
    int length = 0;
    for (int i = open + 1; i < last; i++) {
      int digit = line.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      length = length * 10 + digit;
    }
    return length;
  }

  /// A text as a quoted string.
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.append('"').toString();
  }
}
