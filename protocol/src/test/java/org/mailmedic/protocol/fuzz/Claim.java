package org.mailmedic.protocol.fuzz;

/// What has to hold whatever comes.
final class Claim {
  private Claim() {}

  static void that(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("does not hold: " + what);
    }
  }
}
