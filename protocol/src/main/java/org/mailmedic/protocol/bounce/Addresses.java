package org.mailmedic.protocol.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Looks for mail addresses in texts that people and programs wrote.
final class Addresses {
  private static final int MAX_LOCAL = 200;
  private static final int MAX_DOMAIN = 255;

  /// An address.
  ///
  /// @param start where it begins, a bracket before it included
  /// @param end where it ends, a bracket behind it included
  record Found(String address, int start, int end) {}

  private Addresses() {}

  /// The address that stands at a place, with or without angle brackets; null where none does.
  static @Nullable Found at(String s, int from) {
    boolean bracket = from < s.length() && s.charAt(from) == '<';
    int begin = bracket ? from + 1 : from;
    if (s.startsWith("mailto:", begin)) {
      begin += 7;
    }
    int j = local(s, begin);
    if (j == begin || j >= s.length() || s.charAt(j) != '@') {
      return null;
    }
    int end = domain(s, j + 1);
    if (end == j + 1) {
      return null;
    }
    String address = s.substring(begin, end);
    boolean closed = bracket && end < s.length() && s.charAt(end) == '>';
    return new Found(address, from, closed ? end + 1 : end);
  }

  private static int local(String s, int from) {
    int j = from;
    if (j < s.length() && s.charAt(j) == '"') {
      int end = s.substring(j + 1, Math.min(s.length(), j + MAX_LOCAL)).indexOf('"');
      return end > 0 ? j + end + 2 : from;
    }
    while (j < s.length() && j - from < MAX_LOCAL && inLocal(s.charAt(j))) {
      j++;
    }
    return j;
  }

  private static int domain(String s, int from) {
    int j = from;
    if (j < s.length() && s.charAt(j) == '[') {
      int end = s.substring(j, Math.min(s.length(), j + MAX_DOMAIN)).indexOf(']');
      return end > 0 ? j + end + 1 : from;
    }
    while (j < s.length() && j - from < MAX_DOMAIN && inDomain(s.charAt(j))) {
      j++;
    }
    while (j > from && (s.charAt(j - 1) == '.' || s.charAt(j - 1) == '-')) {
      j--;
    }
    return j;
  }

  private static boolean inLocal(char c) {
    return c > ' ' && "<>()[]:;@\\,\"".indexOf(c) < 0 && c != 0x7f && c != 0xa0;
  }

  private static boolean inDomain(char c) {
    return c == '.' || c == '-' || c == '_' || Character.isLetterOrDigit(c);
  }

  /// The first address in a stretch; null where there is none.
  static @Nullable Found first(String s, int from) {
    for (int at = s.indexOf('@', from); at >= 0; at = s.indexOf('@', at + 1)) {
      int begin = at;
      if (begin > from && s.charAt(begin - 1) == '"') {
        int quote = s.lastIndexOf('"', begin - 2);
        begin = quote >= from && begin - quote < MAX_LOCAL ? quote : begin;
      } else {
        while (begin > from && at - begin < MAX_LOCAL && inLocal(s.charAt(begin - 1))) {
          begin--;
        }
      }
      if (begin < at) {
        int start = begin > from && s.charAt(begin - 1) == '<' ? begin - 1 : begin;
        Found found = at(s, start);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /// Every address of a header field or a text, each once, at most so many.
  static List<String> all(String text, int most) {
    List<String> all = new ArrayList<>();
    Found next = first(text, 0);
    while (next != null && all.size() < most) {
      if (!contains(all, next.address())) {
        all.add(next.address());
      }
      next = first(text, next.end());
    }
    return all;
  }

  static boolean contains(List<String> addresses, String address) {
    for (String each : addresses) {
      if (each.equalsIgnoreCase(address)) {
        return true;
      }
    }
    return false;
  }

  /// What stands before the `@`, lower case.
  static String localPart(String address) {
    int at = address.lastIndexOf('@');
    return (at < 0 ? address : address.substring(0, at)).toLowerCase(Locale.ROOT);
  }
}
