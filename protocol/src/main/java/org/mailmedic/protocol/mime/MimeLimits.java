package org.mailmedic.protocol.mime;

/// What is read of a message's parts (docs/limits.md).
final class MimeLimits {
  private MimeLimits() {}

  /// Parts, and how deep they may lie in each other.
  static final int MAX_PARTS = 200;

  static final int MAX_DEPTH = 20;

  /// Bytes of a part that are decoded as text.
  static final int MAX_TEXT_BYTES = 256 << 10;

  /// Characters of a boundary (RFC 2046 section 5.1.1), of a parameter, of a header's words.
  static final int MAX_BOUNDARY = 70;

  static final int MAX_PARAMETER = 500;
  static final int MAX_WORDS = 2_000;

  /// Parameters of a field.
  static final int MAX_PARAMETERS = 50;
}
