package org.mailmedic.engine.cause;

/// What is said of a symptom. `WORKS` is said only of what was checked.
public enum Verdict {
  WORKS("works"),
  AT_RISK("at-risk"),
  BROKEN("broken"),
  UNKNOWN("unknown");

  private final String id;

  Verdict(String id) {
    this.id = id;
  }

  /// The word used in JSON.
  public String id() {
    return id;
  }
}
