package org.mailmedic.protocol.registration;

/// How much of a registry's answer is looked at (docs/limits.md).
final class RegistryLimits {
  private RegistryLimits() {}

  /// Characters of a word or name that is kept.
  static final int TEXT = 200;

  /// Status words and name servers that are kept, of each.
  static final int ITEMS = 30;

  /// Lines of a WHOIS text.
  static final int LINES = 2_000;

  /// Characters of a line of a WHOIS text.
  static final int LINE = 1_000;

  /// Values in an RDAP answer.
  static final int VALUES = 50_000;

  /// How deep an RDAP answer may be nested.
  static final int DEPTH = 40;

  static String cut(String text) {
    String line = clean(text);
    return line.length() <= TEXT ? line : line.substring(0, TEXT);
  }

  /// On one line, without control characters.
  private static String clean(String text) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), TEXT + 1));
    for (int i = 0; i < text.length() && line.length() <= TEXT; i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    return line.toString().strip();
  }
}
