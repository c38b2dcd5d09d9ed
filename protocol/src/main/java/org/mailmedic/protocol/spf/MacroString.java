package org.mailmedic.protocol.spf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A text with macros in it (RFC 7208 section 7). Immutable.
public final class MacroString {
  private final String text;
  private final List<Part> parts;

  MacroString(String text, List<Part> parts) {
    this.text = text;
    this.parts = List.copyOf(parts);
  }

  /// What the macros stand for.
  public interface Values {
    /// The value of a macro letter, in lower case: `s`, `l`, `o`, `d`, `i`, `p`, `v`, `h`, and in
    /// explanations `c`, `r`, `t`.
    String of(char letter);
  }

  /// A piece of the text.
  sealed interface Part {
    /// Text as it is, `%%`, `%_` and `%-` already replaced.
    record Text(String value) implements Part {}

    /// A macro.
    ///
    /// @param letter in lower case
    /// @param keep how many parts on the right are kept; 0: all
    /// @param reverse whether the parts are turned around
    /// @param delimiters where the value is split
    /// @param escape whether characters that a URL can't hold are escaped (a capital letter)
    record Macro(char letter, int keep, boolean reverse, String delimiters, boolean escape)
        implements Part {}
  }

  /// As written.
  public String text() {
    return text;
  }

  /// Whether it stands for the same text whoever sends from wherever, but for the domain of the
  /// record.
  public boolean sameForAll() {
    for (Part part : parts) {
      if (part instanceof Part.Macro macro && macro.letter() != 'd') {
        return false;
      }
    }
    return true;
  }

  /// Whether it has this macro letter.
  public boolean uses(char letter) {
    for (Part part : parts) {
      if (part instanceof Part.Macro macro && macro.letter() == letter) {
        return true;
      }
    }
    return false;
  }

  /// The text with every macro replaced, cut at [SpfLimits#MAX_EXPANDED].
  public String expand(Values values) {
    if (parts.size() == 1 && parts.get(0) instanceof Part.Text(String only)) {
      return only;
    }
    StringBuilder expanded = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Text(String value) -> expanded.append(value);
        case Part.Macro macro -> expanded.append(expand(macro, values.of(macro.letter())));
      }
      if (expanded.length() > SpfLimits.MAX_EXPANDED) {
        return expanded.substring(0, SpfLimits.MAX_EXPANDED);
      }
    }
    return expanded.toString();
  }

  /// The text as a name to look up: without the trailing dot, labels dropped on the left where it
  /// is too long (section 7.3).
  public String name(Values values) {
    String name = expand(values);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    while (name.length() > SpfLimits.MAX_NAME) {
      int dot = name.indexOf('.');
      if (dot < 0) {
        break; // one label that can't be asked for anyway
      }
      name = name.substring(dot + 1);
    }
    return name;
  }

  private static String expand(Part.Macro macro, String value) {
    String changed = value;
    if (macro.keep() > 0 || macro.reverse() || !macro.delimiters().equals(".")) {
      changed = transform(macro, value);
    }
    return macro.escape() ? escape(changed) : changed;
  }

  private static String transform(Part.Macro macro, String value) {
    List<String> pieces = new ArrayList<>();
    int begin = 0;
    for (int at = 0; at <= value.length(); at++) {
      if (at == value.length() || macro.delimiters().indexOf(value.charAt(at)) >= 0) {
        pieces.add(value.substring(begin, at));
        begin = at + 1;
      }
    }
    if (macro.reverse()) {
      java.util.Collections.reverse(pieces);
    }
    int keep = macro.keep() == 0 ? pieces.size() : Math.min(macro.keep(), pieces.size());
    return String.join(".", pieces.subList(pieces.size() - keep, pieces.size()));
  }

  /// Everything but unreserved characters (RFC 3986 section 2.3) as `%XX`.
  private static String escape(String value) {
    StringBuilder escaped = new StringBuilder(value.length());
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (isUnreserved(c)) {
        escaped.append(c);
      } else {
        escaped.append('%');
        escaped.append(Integer.toHexString(0x100 | c).substring(1).toUpperCase(Locale.ROOT));
      }
    }
    return escaped.toString();
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MacroString macros && text.equals(macros.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
