package org.mailmedic.protocol.spf;

/// Limits of SPF: those of RFC 7208 section 4.6.4, and our own against hostile records
/// (docs/limits.md).
public final class SpfLimits {
  /// Terms that ask the DNS in one evaluation: include, a, mx, ptr, exists, redirect.
  public static final int MAX_LOOKUPS = 10;

  /// Terms whose look-up brings nothing, in one evaluation.
  public static final int MAX_VOID_LOOKUPS = 2;

  /// MX hosts of one mx term; one more is an error.
  public static final int MAX_MX = 10;

  /// Reverse names that are looked at; more are left out.
  public static final int MAX_PTR = 10;

  /// Characters of a name after macros were put in; labels are dropped on the left.
  public static final int MAX_NAME = 253;

  /// Characters of a record that are read; more is an error. Larger ones hardly fit into an answer.
  public static final int MAX_RECORD = 20_000;

  /// Terms of a record that are read; more is an error.
  public static final int MAX_TERMS = 500;

  /// Mistakes of one record that are told.
  public static final int MAX_PROBLEMS = 20;

  /// Characters of a text that macros may grow to.
  public static final int MAX_EXPANDED = 4_000;

  /// Terms that a survey follows, where an evaluation stops at [#MAX_LOOKUPS].
  public static final int MAX_SURVEYED = 60;

  /// Includes within each other that a survey follows.
  public static final int MAX_DEPTH = 20;

  private SpfLimits() {}
}
