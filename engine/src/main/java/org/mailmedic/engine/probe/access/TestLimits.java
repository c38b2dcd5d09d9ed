package org.mailmedic.engine.probe.access;

import java.time.Duration;

/// How a test message is waited for (docs/limits.md).
final class TestLimits {
  /// Kept of the whole time for deleting the message and saying goodbye: a twentieth, and at most
  /// this.
  static final Duration RESERVE = Duration.ofSeconds(10);

  static final int RESERVE_SHARE = 20;

  /// How long the outgoing server's word on the message is waited for; filters take their time.
  static final Duration FILTERS = Duration.ofSeconds(60);

  /// How long INBOX is listened to before the folder for junk is looked into, at first and later.
  static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  /// How long the message is still waited for once the program is about to end.
  static final Duration LAST_LOOK = Duration.ofSeconds(3);

  /// Bytes of a header's lines that are read, lines of one kind.
  static final int MAX_HEADER_BYTES = 4_000;

  static final int MAX_FIELDS = 20;

  private TestLimits() {}
}
