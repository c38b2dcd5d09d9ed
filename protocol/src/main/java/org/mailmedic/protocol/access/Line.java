package org.mailmedic.protocol.access;

/// What came where a line was expected.
public sealed interface Line {

  /// A line.
  ///
  /// @param text without its end, safe to show; a literal stands in it as a quoted string
  record Text(String text) implements Line {}

  /// Longer than any line may be.
  ///
  /// @param seen the start of it, safe to show
  record TooLong(String seen) implements Line {}

  /// The stream ended before a line was complete.
  ///
  /// @param seen what had come of it, safe to show; empty where nothing had
  record Ended(String seen) implements Line {}
}
