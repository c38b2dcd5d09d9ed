package org.mailmedic.app.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An option of the command line.
///
/// @param name with its dashes, such as `--timeout`
/// @param letter the short form's letter; 0 where there is none
/// @param value what its value is called in the help (`FILE`); null where it takes none
/// @param words the only values it takes, in the order of the help; null where any will do
/// @param repeatable whether it may be given several times; otherwise the last one counts
public record Option(
    String name,
    char letter,
    @Nullable String value,
    @Nullable List<String> words,
    boolean repeatable) {

  static Option flag(String name) {
    return new Option(name, '\0', null, null, false);
  }

  static Option flag(String name, char letter) {
    return new Option(name, letter, null, null, false);
  }

  static Option value(String name, String value) {
    return new Option(name, '\0', value, null, false);
  }

  static Option values(String name, String value) {
    return new Option(name, '\0', value, null, true);
  }

  static Option oneOf(String name, String... words) {
    return new Option(name, '\0', String.join("|", words), List.of(words), false);
  }

  static Option severalOf(String name, String... words) {
    return new Option(name, '\0', String.join("|", words), List.of(words), true);
  }

  /// Whether this option is written so.
  boolean matches(String argument) {
    return name.equals(argument)
        || (letter != 0
            && argument.length() == 2
            && argument.charAt(0) == '-'
            && argument.charAt(1) == letter);
  }
}
