package org.mailmedic.protocol.reply;

/// Where a reply begins in a line: its codes and where its words start. Reused while a text is
/// read.
final class Start {
  int at;
  int code;
  int enhancedFrom;
  int enhancedTo;
  int words;

  /// Whether more lines of it follow (`550-`).
  boolean more;

  /// Reads the codes at `i`, where a reply code stands.
  void read(String s, int i, int end) {
    at = i;
    code = Scan.code(s, i, end);
    int j = i + 3;
    more = j < end && s.charAt(j) == '-';
    if (more) {
      j++;
    }
    enhancedFrom = 0;
    enhancedTo = 0;
    words = Scan.skipSpaces(s, j, end);
    int k = words;
    while (k < end && k < words + 3 && "#([<-".indexOf(s.charAt(k)) >= 0) {
      k++;
    }
    int past = Scan.enhancedEnd(s, k, end);
    if (past > k) {
      enhancedFrom = k;
      enhancedTo = past;
      if (k > words && past < end && ")]>".indexOf(s.charAt(past)) >= 0) {
        past++;
      }
      words = Scan.skipSpaces(s, past, end);
    }
  }

  /// Reads the enhanced code at `i`, which stands alone.
  void readEnhanced(String s, int i, int end) {
    at = i;
    code = 0;
    more = false;
    enhancedFrom = i;
    enhancedTo = Scan.enhancedEnd(s, i, end);
    words = Scan.skipSpaces(s, enhancedTo, end);
  }

  boolean hasEnhanced() {
    return enhancedTo > enhancedFrom;
  }

  String enhanced(String s) {
    return s.substring(enhancedFrom, enhancedTo);
  }

  /// Looks for the first reply code from `from` on that begins a reply: at the beginning of a line,
  /// behind a mark that introduces somebody's words, or with an enhanced code of its class.
  boolean find(String s, int from, int end) {
    int lineStart = Scan.skipSpaces(s, from, end);
    for (int i = lineStart; i + 3 <= end; i++) {
      char c = s.charAt(i);
      if (c < '2' || c > '5' || c == '3' || !Scan.digit(s.charAt(i + 1))) {
        continue;
      }
      if (Scan.code(s, i, end) > 0 && (i == lineStart || introduced(s, i, lineStart))) {
        read(s, i, end);
        boolean suits = hasEnhanced() && s.charAt(enhancedFrom) == c;
        if (i == lineStart || suits || strongly(s, i, lineStart, end)) {
          return true;
        }
      }
      i += 1;
      while (i + 1 < end && Scan.digit(s.charAt(i + 1))) {
        i++;
      }
    }
    return false;
  }

  /// Whether a word may begin here at all.
  private static boolean introduced(String s, int i, int lineStart) {
    char before = s.charAt(i - 1);
    if (before == ':') {
      // A port or a time, unless it is a word that ends here.
      return i - 2 >= lineStart && Character.isLetter(s.charAt(i - 2));
    }
    return before <= ' ' || "<>(\"'`;=,[|{/".indexOf(before) >= 0;
  }

  private boolean strongly(String s, int i, int lineStart, int end) {
    int j = i - 1;
    int nearest = Math.max(lineStart, i - 5);
    while (j >= nearest && s.charAt(j) == ' ') {
      j--;
    }
    boolean marked = j < lineStart || ":;<>(\"'`|".indexOf(s.charAt(j)) >= 0;
    boolean goesOn = i + 3 >= end || " -\t\"')#;,:>".indexOf(s.charAt(i + 3)) >= 0;
    return marked && goesOn && (words >= end || !Scan.digit(s.charAt(words)));
  }

  /// Looks for a code in the middle of a sentence ("error 550, user unknown").
  boolean findLoose(String s, int from, int end) {
    for (int i = from; i + 3 <= end; i++) {
      char c = s.charAt(i);
      if (c >= '2' && c <= '5' && Scan.code(s, i, end) > 0 && s.charAt(i + 1) <= '5') {
        char before = i == from ? ' ' : s.charAt(i - 1);
        if (before <= ' ' || "=:(\"'#[".indexOf(before) >= 0) {
          read(s, i, end);
          if (!counts(s, words, end)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /// Whether the number before counts something.
  private static boolean counts(String s, int i, int end) {
    for (String unit :
        new String[] {
          "byte", "octet", "mess", "msg", "mail", "email", "e-mail", "kb", "mb", "kib", "mib",
          "sec", "min", "hour", "day", "recip", "user", "per ", "ms", "time", "conn", "char", "line"
        }) {
      if (i + unit.length() <= end && Scan.at(s, i, unit)) {
        return true;
      }
    }
    return false;
  }
}
