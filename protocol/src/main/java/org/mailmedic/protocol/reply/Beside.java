package org.mailmedic.protocol.reply;

import org.jspecify.annotations.Nullable;

/// Who is spoken of beside a reply.
final class Beside {
  private static final String[] HOST_MARKS = {
    "host ",
    "relay=",
    "h=",
    "talking to ",
    "connect to ",
    "connected to ",
    "remote server ",
    "server for the "
  };

  private Beside() {}

  /// The recipient that a stretch of text names by its form; null where it names none: `to=<…>`,
  /// `RCPT TO:<…>`, or the first address in it.
  static @Nullable String recipient(String s, int from, int to) {
    String first = null;
    int at = s.indexOf('@', from);
    while (at >= 0 && at < to) {
      int begin = at;
      while (begin > from
          && at - begin < 130
          && s.charAt(begin - 1) > ' '
          && "<>()[]:;,\"=".indexOf(s.charAt(begin - 1)) < 0) {
        begin--;
      }
      boolean bracket = begin > from && s.charAt(begin - 1) == '<';
      int end = Scan.addressEnd(s, begin, to);
      if (end > begin) {
        String address = s.substring(begin, end);
        int mark = bracket ? begin - 1 : begin;
        if (behind(s, mark, "to=")
            || behind(s, mark, "rcpt to:")
            || behind(s, mark, "recipient:")) {
          return address;
        }
        boolean sender =
            behind(s, mark, "from=") || behind(s, mark, "from:") || behind(s, mark, "from: ");
        if (first == null
            && !sender
            && !before(s, Math.min(to, bracket ? end + 1 : end), ": sender")) {
          first = address;
        }
      }
      at = s.indexOf('@', Math.max(at + 1, end));
    }
    return first;
  }

  /// The recipient of the command that a reply answers (`RCPT TO:<…>`); null where it is not told.
  static @Nullable String commanded(String s, int from, int to) {
    int mark = indexOf(s, "rcpt to:", from, to);
    if (mark < 0) {
      return null;
    }
    int begin = Scan.skipSpaces(s, mark + 8, to);
    if (begin < to && s.charAt(begin) == '<') {
      begin++;
    }
    int end = Scan.addressEnd(s, begin, to);
    return end > begin ? s.substring(begin, end) : null;
  }

  private static boolean behind(String s, int i, String mark) {
    return i >= mark.length() && Scan.at(s, i - mark.length(), mark);
  }

  private static boolean before(String s, int i, String mark) {
    return Scan.at(s, i, mark);
  }

  /// The server that a stretch of text names (`host mx.example.com[…] said`); null where it names
  /// none.
  static @Nullable String server(String s, int from, int to) {
    for (String mark : HOST_MARKS) {
      int i = indexOf(s, mark, from, to);
      while (i >= 0) {
        String name = name(s, i + mark.length(), to);
        boolean word = i > from && Character.isLetterOrDigit(s.charAt(i - 1));
        if (name != null && !word) {
          return name;
        }
        i = indexOf(s, mark, i + 1, to);
      }
    }
    return null;
  }

  private static @Nullable String name(String s, int from, int to) {
    int end = from;
    boolean dot = false;
    while (end < to && end - from <= 253 && Scan.domainCharacter(s.charAt(end))) {
      dot |= s.charAt(end) == '.' && end + 1 < to && Scan.domainCharacter(s.charAt(end + 1));
      end++;
    }
    while (end > from && s.charAt(end - 1) == '.') {
      end--;
    }
    return dot && end > from ? s.substring(from, end) : null;
  }

  private static int indexOf(String s, String mark, int from, int to) {
    char first = mark.charAt(0);
    char upper = Character.toUpperCase(first);
    for (int i = from; i + mark.length() <= to; i++) {
      char c = s.charAt(i);
      if ((c == first || c == upper) && Scan.at(s, i, mark)) {
        return i;
      }
    }
    return -1;
  }
}
