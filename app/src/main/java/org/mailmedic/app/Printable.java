package org.mailmedic.app;

/// Shows text from outside on a terminal without letting it steer the terminal.
public final class Printable {
  /// A message names no more than this of what was typed, in characters.
  private static final int LONGEST = 120;

  private Printable() {}

  /// The text on one line, shortened: control characters, line ends, and characters that change the
  /// direction of writing are shown as escapes (`\n`, `\t`, `\x1b`).
  public static String of(String text) {
    StringBuilder shown = new StringBuilder();
    int[] points = text.codePoints().limit(LONGEST + 1L).toArray();
    for (int i = 0; i < Math.min(points.length, LONGEST); i++) {
      append(shown, points[i]);
    }
    return points.length > LONGEST ? shown.append('…').toString() : shown.toString();
  }

  private static void append(StringBuilder shown, int point) {
    switch (point) {
      case '\n' -> shown.append("\\n");
      case '\r' -> shown.append("\\r");
      case '\t' -> shown.append("\\t");
      default -> {
        if (steers(point)) {
          String hex = Integer.toHexString(point);
          shown.append(
              point < 0x100
                  ? "\\x" + (hex.length() < 2 ? "0" + hex : hex)
                  : "\\" + "u{" + hex + "}");
        } else {
          shown.appendCodePoint(point);
        }
      }
    }
  }

  private static boolean steers(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
