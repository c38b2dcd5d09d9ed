package org.mailmedic.protocol.reply;

/// Looks for codes in a text, one character after the other. Nothing here looks at a character more
/// than a fixed number of times.
final class Scan {
  private Scan() {}

  static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean wordCharacter(char c) {
    return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c > 0xbf;
  }

  /// The reply code at `i`, 0 where there is none: three digits that no word or number goes on
  /// behind. The ports of submission are none.
  static int code(String s, int i, int end) {
    if (i + 3 > end) {
      return 0;
    }
    char a = s.charAt(i);
    char b = s.charAt(i + 1);
    char c = s.charAt(i + 2);
    if ((a != '2' && a != '4' && a != '5') || !digit(b) || b > '8' || !digit(c)) {
      return 0;
    }
    if (i + 3 < end) {
      char after = s.charAt(i + 3);
      boolean dotted = after == '.' && i + 4 < end && digit(s.charAt(i + 4));
      if (wordCharacter(after) || dotted || after == '%' || after == '/') {
        return 0;
      }
    }
    int code = (a - '0') * 100 + (b - '0') * 10 + c - '0';
    return code == 465 || code == 587 ? 0 : code;
  }

  /// The end of an enhanced status code at `i`; `i` where there is none. Its subject has one digit
  /// (RFC 3463 has seven), which tells it from an IP address and most version numbers.
  static int enhancedEnd(String s, int i, int end) {
    if (i + 5 > end) {
      return i;
    }
    char a = s.charAt(i);
    if ((a != '2' && a != '4' && a != '5')
        || s.charAt(i + 1) != '.'
        || !digit(s.charAt(i + 2))
        || s.charAt(i + 3) != '.') {
      return i;
    }
    int j = i + 4;
    while (j < end && j < i + 8 && digit(s.charAt(j))) {
      j++;
    }
    if (j == i + 4 || j == i + 8) {
      return i;
    }
    if (j < end) {
      char after = s.charAt(j);
      boolean dotted = after == '.' && j + 1 < end && wordCharacter(s.charAt(j + 1));
      if (wordCharacter(after) || dotted) {
        return i;
      }
    }
    return j;
  }

  /// The place of the first enhanced code from `from` on whose class is `digit` (any: 0); -1 where
  /// there is none. One inside a word or a longer number is none.
  static int enhanced(String s, int from, int end, char digit) {
    int dot = s.indexOf('.', from);
    while (dot > 0 && dot < end) {
      int i = dot - 1;
      if (i >= from
          && (digit == 0 || s.charAt(i) == digit)
          && (i == 0 || opens(s, i))
          && enhancedEnd(s, i, end) > i) {
        return i;
      }
      dot = s.indexOf('.', dot + 1);
    }
    return -1;
  }

  /// Whether something may begin at `i`, which is not the beginning of the text.
  private static boolean opens(String s, int i) {
    char before = s.charAt(i - 1);
    if (before == '-') {
      return i >= 4 && digit(s.charAt(i - 2)) && code(s, i - 4, i - 1) > 0;
    }
    return !wordCharacter(before) && before != '.' && before != '_' && before != '/';
  }

  static int skipSpaces(String s, int from, int end) {
    int i = from;
    while (i < end && s.charAt(i) <= ' ') {
      i++;
    }
    return i;
  }

  /// Where an address that stands at `i`, with or without angle brackets, ends (behind the
  /// bracket); `i` where there is none.
  static int addressEnd(String s, int i, int end) {
    int j = i;
    boolean bracket = j < end && s.charAt(j) == '<';
    if (bracket) {
      j++;
    }
    int local = j;
    while (j < end && j - local <= 128 && addressCharacter(s.charAt(j))) {
      j++;
    }
    if (j == local || j >= end || s.charAt(j) != '@') {
      return i;
    }
    int domain = ++j;
    while (j < end && j - domain <= 255 && domainCharacter(s.charAt(j))) {
      j++;
    }
    while (j > domain && (s.charAt(j - 1) == '.' || s.charAt(j - 1) == '-')) {
      j--;
    }
    if (j == domain) {
      return i;
    }
    return bracket && j < end && s.charAt(j) == '>' ? j + 1 : bracket ? i : j;
  }

  private static boolean addressCharacter(char c) {
    return c > ' ' && "<>()[]:;@\\,\"".indexOf(c) < 0 && c != 0x7f;
  }

  static boolean domainCharacter(char c) {
    return wordCharacter(c) || c == '.' || c == '-' || c == '_';
  }

  /// Whether `word`, in lower case, stands at `i` in any case.
  static boolean at(String s, int i, String word) {
    return s.regionMatches(true, i, word, 0, word.length());
  }
}
