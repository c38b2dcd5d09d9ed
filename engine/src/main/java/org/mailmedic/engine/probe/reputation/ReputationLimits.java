package org.mailmedic.engine.probe.reputation;

import java.time.Duration;

/// How much is asked about reputation (docs/limits.md).
final class ReputationLimits {
  private ReputationLimits() {}

  /// Sending addresses that are looked at: those that the mail is known to leave from, and those
  /// that it may leave from.
  static final int MAX_KNOWN = 10;

  static final int MAX_POSSIBLE = 4;

  /// Addresses taken from what came back.
  static final int MAX_RETURNED = 3;

  /// Questions to blocklists in one diagnosis.
  static final int MAX_QUESTIONS = 120;

  /// How long a blocklist is waited for.
  static final Duration LIST_PATIENCE = Duration.ofSeconds(4);

  /// Addresses of an answer that are kept, and characters of a list's own words.
  static final int MAX_CODES = 16;

  static final int MAX_TEXT = 300;

  /// Reverse names of an address that are followed, addresses of one that are kept.
  static final int MAX_NAMES = 5;

  static final int MAX_ADDRESSES = 20;

  /// Characters of a name that can be asked for (RFC 1035 section 2.3.4).
  static final int MAX_NAME = 253;
}
