package org.mailmedic.report;

/// How much a text report shows, and how.
///
/// @param verbose whether evidence and checks are shown too
/// @param color whether the terminal may be coloured
/// @param width columns
public record Look(boolean verbose, boolean color, int width) {
  /// 80 columns, no colours, no evidence.
  public static final Look PLAIN = new Look(false, false, 80);
}
