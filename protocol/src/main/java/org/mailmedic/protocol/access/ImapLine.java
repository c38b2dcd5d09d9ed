package org.mailmedic.protocol.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A line of an IMAP server (RFC 9051 section 7).
///
/// @param tag `*`, `+` for a continuation request, or the tag of a command
/// @param status the word behind the tag in upper case: `OK`, `NO`, `BAD`, `BYE`, `PREAUTH`,
///   `CAPABILITY` …; empty for a continuation request
/// @param code the response code without its brackets, such as `AUTHENTICATIONFAILED`; null where
///   there is none
/// @param text what follows
public record ImapLine(String tag, String status, @Nullable String code, String text) {
  private static final Set<String> CONDITIONS = Set.of("OK", "NO", "BAD", "BYE", "PREAUTH");

  /// Reads a line; null where it can't be one of IMAP.
  public static @Nullable ImapLine of(String line) {
    if (line.equals("+") || line.startsWith("+ ")) {
      return new ImapLine("+", "", null, line.length() > 2 ? line.substring(2) : "");
    }
    int space = line.indexOf(' ');
    if (space <= 0 || !tag(line, space)) {
      return null;
    }
    String rest = line.substring(space + 1);
    int end = rest.indexOf(' ');
    String status = (end < 0 ? rest : rest.substring(0, end)).toUpperCase(Locale.ROOT);
    String text = end < 0 ? "" : rest.substring(end + 1);
    String code = null;
    if (CONDITIONS.contains(status) && text.startsWith("[")) {
      int close = text.indexOf(']');
      if (close > 0) {
        code = text.substring(1, close);
        text = text.substring(close + 1).strip();
      }
    }
    return new ImapLine(line.substring(0, space), status, code, text);
  }

  private static boolean tag(String line, int end) {
    for (int i = 0; i < end; i++) {
      char c = line.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && c != '.' && !(c == '*' && end == 1)) {
        return false;
      }
    }
    return true;
  }

  /// Whether it is one of the conditions that every server may give (RFC 9051 section 7.1).
  public boolean condition() {
    return CONDITIONS.contains(status);
  }

  /// The capabilities that it tells, in upper case (RFC 9051 section 7.2.2), be it as a response or
  /// as a response code; empty where it tells none.
  public List<String> capabilities() {
    String told =
        status.equals("CAPABILITY")
            ? text
            : code != null && code.toUpperCase(Locale.ROOT).startsWith("CAPABILITY ")
                ? code.substring("CAPABILITY ".length())
                : "";
    return Words.of(told).stream().map(word -> word.toUpperCase(Locale.ROOT)).toList();
  }

  /// The words of its text: atoms, quoted strings without quotes, lists with their parentheses.
  public List<String> words() {
    return Words.of(text);
  }

  /// The usage and limit of a resource in a QUOTA response (RFC 9208 section 5.1), in its unit (for
  /// STORAGE 1,024 bytes); null where it tells of none.
  public @Nullable Quota quota(String resource) {
    if (!status.equals("QUOTA")) {
      return null;
    }
    List<String> words = Words.of(text);
    String list = words.isEmpty() ? "" : words.get(words.size() - 1);
    if (!list.startsWith("(") || !list.endsWith(")")) {
      return null;
    }
    List<String> parts = new ArrayList<>(Words.of(list.substring(1, list.length() - 1)));
    for (int i = 0; i + 2 < parts.size(); i += 3) {
      if (parts.get(i).equalsIgnoreCase(resource)) {
        long used = number(parts.get(i + 1));
        long limit = number(parts.get(i + 2));
        return used < 0 || limit < 0 ? null : new Quota(used, limit);
      }
    }
    return null;
  }

  private static long number(String digits) {
    if (digits.isEmpty() || digits.length() > 15) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /// How much of a resource is used and how much may be.
  public record Quota(long used, long limit) {}
}
