package org.mailmedic.protocol.bounce;

/// What is read of a returned message (docs/limits.md).
final class BounceLimits {
  private BounceLimits() {}

  /// Bytes of a message that are read.
  static final int MAX_BYTES = 64 << 20;

  /// Characters of what is written for people.
  static final int MAX_NOTICE = 1 << 18;

  /// Recipients that are kept.
  static final int MAX_RECIPIENTS = 10_000;

  /// Recipients that are read from a text for people; it names no more.
  static final int MAX_NAMED = 500;

  /// Fields of a group, characters of a field.
  static final int MAX_FIELDS = 60;

  static final int MAX_FIELD = 4_000;

  /// Characters around a reply that are kept.
  static final int MAX_CONTEXT = 3_000;

  /// Messages in messages that are opened.
  static final int MAX_FORWARDS = 4;
}
