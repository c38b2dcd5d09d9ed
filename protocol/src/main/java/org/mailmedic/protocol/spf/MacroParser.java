package org.mailmedic.protocol.spf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.ip.IpAddress;

/// Reads texts with macros (RFC 7208 section 7.1), and tells where they are wrong.
final class MacroParser {
  private static final String LETTERS = "slodipvhcrt";
  private static final String ONLY_IN_EXPLANATIONS = "crt";
  private static final String DELIMITERS = ".-+,/_=";
  private static final int MAX_KEEP = 1_000;

  private final String text;
  private final int offset;
  private final boolean explanation;
  private final boolean anyLetter;
  private final List<MacroString.Part> parts = new ArrayList<>(2);
  private final StringBuilder literal = new StringBuilder();
  private @Nullable SpfProblem problem;

  /// Where the last macro ends; -1 without one.
  private int lastMacroEnd = -1;

  private MacroParser(String text, int offset, boolean explanation, boolean anyLetter) {
    this.text = text;
    this.offset = offset;
    this.explanation = explanation;
    this.anyLetter = anyLetter;
  }

  /// What was read: a text, or what is wrong with it.
  record Parsed(@Nullable MacroString value, @Nullable SpfProblem problem) {}

  /// A domain-spec: ends in a macro or in a name of at least two labels.
  ///
  /// @param offset where the text begins in the record
  static Parsed domain(String text, int offset) {
    MacroParser parser = new MacroParser(text, offset, false, false);
    parser.read();
    if (parser.problem == null && parser.lastMacroEnd != text.length()) {
      parser.checkEnd();
    }
    return parser.parsed();
  }

  /// The value of a modifier that nobody knows.
  static Parsed value(String text, int offset) {
    MacroParser parser = new MacroParser(text, offset, false, true);
    parser.read();
    return parser.parsed();
  }

  /// The text of an explanation: spaces and the letters `c`, `r`, `t` are allowed.
  static Parsed explanation(String text) {
    MacroParser parser = new MacroParser(text, 0, true, true);
    parser.read();
    return parser.parsed();
  }

  private Parsed parsed() {
    return problem == null
        ? new Parsed(new MacroString(text, parts), null)
        : new Parsed(null, problem);
  }

  private void read() {
    int plain = text.indexOf('%') < 0 ? text.length() : 0;
    if (plain > 0) {
      literal.append(text);
    }
    for (int at = plain; at < text.length() && problem == null; ) {
      char c = text.charAt(at);
      if (c != '%') {
        literal.append(c);
        at++;
      } else {
        at = readMacro(at);
      }
    }
    checkCharacters();
    flush();
  }

  private void checkCharacters() {
    for (int at = 0; at < text.length() && problem == null; at++) {
      char c = text.charAt(at);
      if (c >= 0x7f) {
        fail(SpfProblem.Kind.NOT_ASCII, at, text.length());
      } else if (c < 0x20 || (c == ' ' && !explanation)) {
        fail(SpfProblem.Kind.CONTROL_CHARACTER, at, text.length());
      }
    }
  }

  private void flush() {
    if (!literal.isEmpty() || parts.isEmpty()) {
      parts.add(new MacroString.Part.Text(literal.toString()));
      literal.setLength(0);
    }
  }

  private int readMacro(int at) {
    char kind = at + 1 < text.length() ? text.charAt(at + 1) : 0;
    lastMacroEnd = at + 2;
    switch (kind) {
      case '%' -> literal.append('%');
      case '_' -> literal.append(' ');
      case '-' -> literal.append("%20");
      case '{' -> {
        return readExpansion(at);
      }
      default -> fail(SpfProblem.Kind.BAD_MACRO, at, at + 2);
    }
    return at + 2;
  }

  private int readExpansion(int begin) {
    int close = text.indexOf('}', begin);
    int end = close < 0 ? text.length() : close + 1;
    lastMacroEnd = end;
    int at = begin + 2;
    char letter = at < text.length() ? text.charAt(at++) : 0;
    char lower = Character.toLowerCase(letter);
    if (close < 0 || letter > 0x7f || LETTERS.indexOf(lower) < 0) {
      return fail(SpfProblem.Kind.BAD_MACRO, begin, end);
    }
    if (!anyLetter && ONLY_IN_EXPLANATIONS.indexOf(lower) >= 0) {
      return fail(SpfProblem.Kind.MACRO_NOT_ALLOWED_HERE, begin, end);
    }
    int digits = at;
    int keep = 0;
    while (text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      keep = Math.min(MAX_KEEP, keep * 10 + text.charAt(at++) - '0');
    }
    boolean zero = at > digits && keep == 0; // section 7.1: must not be zero
    boolean reverse = text.charAt(at) == 'r' || text.charAt(at) == 'R';
    int delimiters = reverse ? at + 1 : at;
    for (int i = delimiters; i < close; i++) {
      zero |= DELIMITERS.indexOf(text.charAt(i)) < 0;
    }
    if (zero) {
      return fail(SpfProblem.Kind.BAD_MACRO, begin, end);
    }
    if (!literal.isEmpty()) {
      flush();
    }
    String split = delimiters == close ? "." : text.substring(delimiters, close);
    parts.add(new MacroString.Part.Macro(lower, keep, reverse, split, letter != lower));
    return end;
  }

  /// Section 7.1: `domain-end = ( "." toplabel [ "." ] ) / macro-expand`.
  private void checkEnd() {
    int end = text.endsWith(".") ? text.length() - 1 : text.length();
    int dot = text.lastIndexOf('.', end - 1);
    if (IpAddress.parse(text.substring(0, end)) != null) {
      fail(SpfProblem.Kind.ADDRESS_FOR_NAME, 0, text.length());
    } else if (dot < 0 || dot < lastMacroEnd - 1 || !isTopLabel(text.substring(dot + 1, end))) {
      fail(SpfProblem.Kind.BAD_NAME, 0, text.length());
    }
  }

  private static boolean isTopLabel(String label) {
    boolean onlyDigits = true;
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean hyphen = c == '-' && i > 0 && i < label.length() - 1;
      if (!digit && !letter && !hyphen) {
        return false;
      }
      onlyDigits &= digit;
    }
    return !onlyDigits; // and none where it is empty
  }

  /// Notes the first problem; reading ends with it.
  private int fail(SpfProblem.Kind kind, int from, int to) {
    if (problem == null) {
      String wrong = text.substring(from, Math.min(to, text.length()));
      problem = new SpfProblem(kind, offset + from, wrong);
    }
    return text.length();
  }
}
