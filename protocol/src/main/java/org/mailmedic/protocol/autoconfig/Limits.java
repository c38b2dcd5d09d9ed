package org.mailmedic.protocol.autoconfig;

/// How much of published settings is looked at (docs/limits.md).
final class Limits {
  private Limits() {}

  /// Characters of settings.
  static final int LENGTH = 262_144;

  /// Elements and attributes of an XML file, values of a JSON one.
  static final int NODES = 5_000;

  /// How deep settings may be nested.
  static final int DEPTH = 30;

  /// Servers, pages and problems that are kept, of each.
  static final int ITEMS = 100;

  /// Domains that are kept: large services name hundreds.
  static final int DOMAINS = 1_000;

  /// Characters of a word or name that is kept.
  static final int TEXT = 300;

  /// On one line, without control characters, not too long.
  static String cut(String text) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), TEXT));
    for (int i = 0; i < text.length() && line.length() < TEXT; i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    return line.toString().strip();
  }
}
