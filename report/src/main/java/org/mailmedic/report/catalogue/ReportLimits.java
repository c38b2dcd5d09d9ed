package org.mailmedic.report.catalogue;

/// How much of what was seen is shown (`docs/limits.md`).
public final class ReportLimits {
  /// Characters of one value in a text.
  public static final int VALUE_CHARACTERS = 500;

  /// Elements of one list in a text.
  public static final int LIST_ELEMENTS = 12;

  /// Characters of one line of evidence.
  public static final int EVIDENCE_CHARACTERS = 1_000;

  private ReportLimits() {}
}
