package org.mailmedic.report.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the part of ICU MessageFormat that texts use: `{name}`, `plural` and `select`. Stricter
/// than ICU: no quoting, hence no ASCII apostrophe, and no `#` but directly in a plural.
final class MessageParser {
  private static final Set<String> CATEGORIES =
      Set.of("zero", "one", "two", "few", "many", "other");

  private enum Around {
    NOTHING,
    PLURAL,
    SELECT_IN_PLURAL,
    SELECT
  }

  private final String text;
  private int at;

  private MessageParser(String text) {
    this.text = text;
  }

  /// The parts of a message.
  ///
  /// @throws IllegalArgumentException saying what is wrong, and near which words
  static List<Part> parse(String text) {
    MessageParser parser = new MessageParser(text);
    List<Part> parts = parser.message(Around.NOTHING);
    if (parser.at < text.length()) {
      throw parser.problem("a } too many");
    }
    return parts;
  }

  private List<Part> message(Around around) {
    List<Part> parts = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    for (; at < text.length() && text.charAt(at) != '}'; at++) {
      char c = text.charAt(at);
      if (c == '{' || (c == '#' && around != Around.NOTHING && around != Around.SELECT)) {
        if (!words.isEmpty()) {
          parts.add(new Part.Text(words.toString()));
          words.setLength(0);
        }
        parts.add(c == '{' ? placeholder(around) : number(around));
      } else if (c == '\'') {
        throw problem("an ASCII apostrophe; write ’");
      } else {
        words.append(c);
      }
    }
    if (!words.isEmpty()) {
      parts.add(new Part.Text(words.toString()));
    }
    return parts;
  }

  private Part number(Around around) {
    if (around != Around.PLURAL) {
      throw problem("# inside a select; name the argument");
    }
    return new Part.ChosenNumber();
  }

  /// At `{`; leaves the position at the closing `}`.
  private Part placeholder(Around around) {
    at++;
    String name = word();
    if (!name.matches("[a-z][A-Za-z0-9]*")) {
      throw problem("“" + name + "” is no name of an argument");
    }
    if (peek() == '}') {
      return new Part.Argument(name);
    }
    expect(',');
    String kind = word();
    expect(',');
    return switch (kind) {
      case "plural" -> plural(name);
      case "select" -> select(name, around);
      default -> throw problem("“" + kind + "” is neither plural nor select");
    };
  }

  private Part plural(String name) {
    Map<String, List<Part>> cases = cases(Around.PLURAL);
    for (String key : cases.keySet()) {
      if (!CATEGORIES.contains(key) && !key.matches("=[0-9]{1,9}")) {
        throw problem("“" + key + "” is no plural category");
      }
    }
    return new Part.Plural(name, cases);
  }

  private Part select(String name, Around around) {
    boolean inPlural = around == Around.PLURAL || around == Around.SELECT_IN_PLURAL;
    return new Part.Select(name, cases(inPlural ? Around.SELECT_IN_PLURAL : Around.SELECT));
  }

  private Map<String, List<Part>> cases(Around around) {
    Map<String, List<Part>> cases = new LinkedHashMap<>();
    while (peek() != '}') {
      String key = word();
      if (!key.matches("=?[A-Za-z0-9_]+")) {
        throw problem("“" + key + "” is no name of a case");
      }
      expect('{');
      if (cases.put(key, message(around)) != null) {
        throw problem("the case “" + key + "” stands twice");
      }
      expect('}');
    }
    if (!cases.containsKey("other")) {
      throw problem("the case “other” is missing");
    }
    return cases;
  }

  private String word() {
    skipSpace();
    int start = at;
    while (at < text.length() && " \t\n,{}".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private char peek() {
    skipSpace();
    if (at >= text.length()) {
      throw problem("a } is missing at the end");
    }
    return text.charAt(at);
  }

  private void expect(char c) {
    if (peek() != c) {
      throw problem("“" + c + "” expected");
    }
    at++;
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException problem(String what) {
    int end = Math.min(at, text.length());
    String near = text.substring(Math.max(0, end - 30), end).replace('\n', ' ');
    return new IllegalArgumentException(what + ", after “" + near + "”");
  }
}
