package org.mailmedic.protocol.message;

/// What is read of a message (docs/limits.md).
final class MessageLimits {
  private MessageLimits() {}

  /// Bytes of the header; what follows is not read as header.
  static final int MAX_HEADER_BYTES = 1 << 20;

  /// Header fields.
  static final int MAX_FIELDS = 2_000;
}
