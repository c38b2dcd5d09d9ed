package org.mailmedic.report.build;

import java.util.List;
import java.util.Map;

/// A part of a message.
sealed interface Part {

  /// Words that stand as they are.
  record Text(String text) implements Part {}

  /// `{name}`: an argument as the language writes it.
  record Argument(String name) implements Part {}

  /// `#`: the number that the plural around it chose by.
  record ChosenNumber() implements Part {}

  /// `{name, plural, …}`. Keys are CLDR categories or `=n`.
  record Plural(String name, Map<String, List<Part>> cases) implements Part {}

  /// `{name, select, …}`.
  record Select(String name, Map<String, List<Part>> cases) implements Part {}
}
