package org.mailmedic.engine.rule.mtasts;

import java.util.List;
import java.util.Locale;

/// Records that were meant as something and are not read as such.
final class Spelling {
  private Spelling() {}

  /// Whether a text begins like this, upper and lower case, quotes and spaces aside.
  static boolean similar(List<String> texts, String start) {
    return texts.stream()
        .anyMatch(
            text -> text.replaceAll("[\\s\"']", "").toLowerCase(Locale.ROOT).startsWith(start));
  }
}
