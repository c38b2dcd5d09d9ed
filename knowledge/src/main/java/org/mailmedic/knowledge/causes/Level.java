package org.mailmedic.knowledge.causes;

/// How bad a finding is for the flow of mail, worst first (`docs/severity.md`).
public enum Level {
  /// Mail does not flow now.
  BROKEN("broken"),
  /// Mail flows, but some of it is or soon will be lost or refused.
  AT_RISK("at-risk"),
  /// Nothing is lost; worth doing. Never a cause.
  ADVICE("advice");

  private final String id;

  Level(String id) {
    this.id = id;
  }

  /// The word used in JSON and in the data files.
  public String id() {
    return id;
  }

  /// The worse of two levels.
  public static Level worst(Level a, Level b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  /// The level with this word.
  ///
  /// @throws IllegalArgumentException if there is none
  public static Level of(String id) {
    for (Level level : values()) {
      if (level.id.equals(id)) {
        return level;
      }
    }
    throw new IllegalArgumentException("no level is called " + id);
  }
}
