package org.mailmedic.protocol.access;

import java.util.ArrayList;
import java.util.List;

/// A line cut into words: atoms, quoted strings without their quotes, and lists in parentheses as
/// one word with them. What does not close ends with the line.
final class Words {
  private Words() {}

  static List<String> of(String line) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < line.length() && words.size() < AccessLimits.MAX_CAPABILITIES) {
      char c = line.charAt(at);
      if (c == ' ' || c == '\t') {
        at++;
      } else if (c == '"') {
        at = quoted(line, at, words);
      } else {
        int end = c == '(' ? listEnd(line, at) : atomEnd(line, at);
        words.add(line.substring(at, end));
        at = end;
      }
    }
    return words;
  }

  private static int quoted(String line, int open, List<String> words) {
    StringBuilder text = new StringBuilder();
    int at = open + 1;
    while (at < line.length() && line.charAt(at) != '"') {
      if (line.charAt(at) == '\\' && at + 1 < line.length()) {
        at++;
      }
      text.append(line.charAt(at++));
    }
    words.add(text.toString());
    return Math.min(line.length(), at + 1);
  }

  private static int atomEnd(String line, int from) {
    int end = from;
    while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != '\t') {
      end++;
    }
    return end;
  }

  private static int listEnd(String line, int open) {
    int depth = 0;
    boolean inside = false;
    for (int at = open; at < line.length(); at++) {
      char c = line.charAt(at);
      if (inside && c == '\\') {
        at++;
      } else if (c == '"') {
        inside = !inside;
      } else if (!inside && c == '(') {
        depth++;
      } else if (!inside && c == ')' && --depth == 0) {
        return at + 1;
      }
    }
    return line.length();
  }
}
