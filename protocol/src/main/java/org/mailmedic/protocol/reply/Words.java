package org.mailmedic.protocol.reply;

/// The words of a reply on one line.
final class Words {
  private Words() {}

  /// The words between two places: white space made single spaces, and the codes of further lines
  /// taken out.
  ///
  /// @param code the reply's code; 0 for none
  /// @param more whether further lines repeat the code (`550-first 550 last`)
  static String of(String text, int from, int to, int code, boolean more) {
    int end = Math.min(to, from + ReplyReader.MAX_REPLY);
    while (end > from && text.charAt(end - 1) <= ' ') {
      end--;
    }
    return more || !plain(text, from, end)
        ? joined(text, from, end, code)
        : text.substring(from, end);
  }

  static String oneLine(String text, int from, int to) {
    return of(text, from, to, 0, false);
  }

  private static boolean plain(String text, int from, int end) {
    for (int i = from; i < end; i++) {
      if (text.charAt(i) < ' ') {
        return false;
      }
    }
    return true;
  }

  private static String joined(String text, int from, int end, int code) {
    StringBuilder words = new StringBuilder(end - from);
    Start again = new Start();
    int i = from;
    boolean space = true;
    while (i < end) {
      char c = text.charAt(i);
      if (c <= ' ') {
        if (!space) {
          words.append(' ');
        }
        space = true;
        i++;
      } else if (space && code > 0 && Scan.digit(c) && Scan.code(text, i, end) == code) {
        again.read(text, i, end);
        i = again.words;
      } else {
        words.append(c);
        space = false;
        i++;
      }
    }
    return words.toString().strip();
  }
}
