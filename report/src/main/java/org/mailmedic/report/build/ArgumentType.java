package org.mailmedic.report.build;

import java.util.List;

/// What `arguments.yaml` says of an argument.
///
/// @param kind what it is
/// @param optional whether it may be absent
/// @param words the words of a `word`; empty otherwise
record ArgumentType(Kind kind, boolean optional, List<String> words) {

  /// What an argument is.
  enum Kind {
    TEXT,
    NUMBER,
    /// A whole number that is a name and no quantity, such as a port: never grouped.
    DIGITS,
    DATE,
    DURATION,
    LIST,
    WORD
  }

  /// Reads `optional word(a|b)` and the like.
  ///
  /// @throws IllegalArgumentException if it is no type
  static ArgumentType of(String source) {
    String rest = source.strip();
    boolean optional = rest.startsWith("optional ");
    if (optional) {
      rest = rest.substring("optional ".length()).strip();
    }
    if (rest.startsWith("word(") && rest.endsWith(")")) {
      List<String> words = List.of(rest.substring(5, rest.length() - 1).split("\\|"));
      return new ArgumentType(Kind.WORD, optional, words);
    }
    Kind kind =
        switch (rest) {
          case "text" -> Kind.TEXT;
          case "number" -> Kind.NUMBER;
          case "digits" -> Kind.DIGITS;
          case "date" -> Kind.DATE;
          case "duration" -> Kind.DURATION;
          case "list" -> Kind.LIST;
          default -> throw new IllegalArgumentException("“" + source + "” is no type");
        };
    return new ArgumentType(kind, optional, List.of());
  }
}
