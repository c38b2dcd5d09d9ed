package org.mailmedic.engine.probe.smtp;

import org.mailmedic.engine.evidence.SmtpBreakOff;

/// The dialogue ended before we ended it.
final class BrokenOff extends Exception {
  private static final long serialVersionUID = 1;

  private final transient SmtpBreakOff breakOff;

  BrokenOff(SmtpBreakOff breakOff) {
    super(breakOff.stage() + " " + breakOff.kind(), null, false, false);
    this.breakOff = breakOff;
  }

  SmtpBreakOff breakOff() {
    return breakOff;
  }
}
