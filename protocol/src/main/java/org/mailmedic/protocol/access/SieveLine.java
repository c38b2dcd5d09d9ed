package org.mailmedic.protocol.access;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A line of a ManageSieve server (RFC 5804 section 1.2).
///
/// @param status `OK`, `NO`, `BYE`; empty where the line tells a capability or brings a string
/// @param code the response code without its parentheses; null where there is none
/// @param words the strings that follow; of a capability its name in upper case first
public record SieveLine(String status, @Nullable String code, List<String> words) {
  public SieveLine {
    words = List.copyOf(words);
  }

  /// Reads a line; null where it can't be one of ManageSieve.
  public static @Nullable SieveLine of(String line) {
    List<String> words = Words.of(line);
    if (words.isEmpty()) {
      return null;
    }
    String first = words.get(0);
    if (line.startsWith("\"")) {
      List<String> strings = new java.util.ArrayList<>(words);
      strings.set(0, words.size() == 1 ? first : first.toUpperCase(Locale.ROOT));
      return new SieveLine("", null, strings);
    }
    String status = first.toUpperCase(Locale.ROOT);
    if (!status.equals("OK") && !status.equals("NO") && !status.equals("BYE")) {
      return null;
    }
    boolean coded = words.size() > 1 && words.get(1).startsWith("(") && words.get(1).endsWith(")");
    String code = coded ? words.get(1).substring(1, words.get(1).length() - 1) : null;
    return new SieveLine(status, code, words.subList(coded ? 2 : 1, words.size()));
  }

  /// Whether it ends an answer.
  public boolean last() {
    return !status.isEmpty();
  }

  /// The strings, one space between.
  public String text() {
    return String.join(" ", words);
  }
}
