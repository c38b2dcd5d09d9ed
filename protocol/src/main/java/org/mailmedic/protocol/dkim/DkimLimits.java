package org.mailmedic.protocol.dkim;

/// What is read and done at most (docs/limits.md).
final class DkimLimits {
  private DkimLimits() {}

  /// Characters of a tag list.
  static final int MAX_TAG_LIST = 100_000;

  /// Tags of a list.
  static final int MAX_TAGS = 200;

  /// Anomalies that are kept of one text.
  static final int MAX_ANOMALIES = 20;

  /// Characters of an offending text that are kept.
  static final int MAX_QUOTE = 80;

  /// Signatures of one message that are verified (RFC 6376 section 6.1 allows a limit).
  static final int MAX_SIGNATURES = 20;

  /// Header fields that one signature may name.
  static final int MAX_SIGNED_FIELDS = 500;

  /// Bits below which an RSA key counts for nothing (RFC 8301 section 3.2).
  static final int MIN_RSA_BITS = 1024;

  /// Bits above which a key is not tried, since that would take long.
  static final int MAX_RSA_BITS = 8192;
}
