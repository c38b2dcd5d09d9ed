package org.mailmedic.report.catalogue;

import org.jspecify.annotations.Nullable;

/// Foreign text made harmless and visible. Whatever a terminal obeys, whatever turns the reading
/// direction and whatever can't be seen is shown in a notation: `\x1b`, `\u202e`. Halves of
/// surrogate pairs become U+FFFD. Text that is harmless comes back as it is.
public final class Visible {
  private static final String HEX = "0123456789abcdef";

  private Visible() {}

  /// Foreign text on one line: line ends and tabs become spaces.
  public static String oneLine(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || (c > '~' && suspicious(c))) {
        return rewrite(text, i);
      }
    }
    return text;
  }

  /// Foreign text on one line and no longer than `limit` characters, the rest shown as `…`.
  public static String oneLine(@Nullable String text, int limit) {
    if (text == null) {
      return "";
    }
    if (text.length() <= limit) {
      return oneLine(text);
    }
    int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    return oneLine(text.substring(0, end)) + "…";
  }

  private static String rewrite(String text, int harmless) {
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, harmless);
    for (int i = harmless; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      append(out, point);
    }
    return out.toString();
  }

  private static void append(StringBuilder out, int point) {
    if (point == '\n' || point == '\t' || point == '\r') {
      boolean afterSpace = !out.isEmpty() && out.charAt(out.length() - 1) == ' ';
      out.append(afterSpace ? "" : " ");
    } else if (point < ' ' || (point >= 0x7f && point <= 0x9f)) {
      out.append("\\x").append(HEX.charAt(point >> 4)).append(HEX.charAt(point & 0xf));
    } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
      out.append('\ufffd');
    } else if (point <= 0xffff ? suspicious((char) point) : tag(point)) {
      hex(out, point);
    } else {
      out.appendCodePoint(point);
    }
  }

  private static void hex(StringBuilder out, int point) {
    out.append("\\u").append(point > 0xffff ? "{" : "");
    for (int shift = point > 0xffff ? 16 : 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((point >> shift) & 0xf));
    }
    out.append(point > 0xffff ? "}" : "");
  }

  /// Whether a character beyond `~` may need rewriting; surrogates are looked at as pairs.
  private static boolean suspicious(char c) {
    return (c >= 0x7f && c <= 0x9f)
        || c == 0xad // soft hyphen
        || c == 0x61c // Arabic letter mark
        || c == 0x180e
        || c == 0x200b // zero width space
        || (c >= 0x200e && c <= 0x200f) // direction marks
        || (c >= 0x2028 && c <= 0x202e) // line separators, embeddings, overrides
        || (c >= 0x2060 && c <= 0x206f) // invisible operators, isolates
        || c == 0xfeff
        || (c >= 0xfff9 && c <= 0xfffb) // annotation
        || Character.isSurrogate(c);
  }

  /// Tag characters: invisible copies of ASCII.
  private static boolean tag(int point) {
    return point >= 0xe0000 && point <= 0xe0fff;
  }
}
