package org.mailmedic.engine.probe.access;

import org.mailmedic.engine.evidence.AccessTalk.BreakOff;

/// The talk ended before we ended it.
final class BrokenOff extends Exception {
  private static final long serialVersionUID = 1;

  private final transient BreakOff breakOff;

  BrokenOff(BreakOff breakOff) {
    super(breakOff.stage() + " " + breakOff.kind(), null, false, false);
    this.breakOff = breakOff;
  }

  BreakOff breakOff() {
    return breakOff;
  }
}
