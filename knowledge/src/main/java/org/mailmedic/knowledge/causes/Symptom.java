package org.mailmedic.knowledge.causes;

/// What does not work for the person who complains.
public enum Symptom {
  SEND("send"),
  RECEIVE("receive"),
  /// Signing in to webmail or a mail program.
  LOGIN("login");

  private final String id;

  Symptom(String id) {
    this.id = id;
  }

  /// The word used in JSON, on the command line and in the data files.
  public String id() {
    return id;
  }

  /// The symptom with this word.
  ///
  /// @throws IllegalArgumentException if there is none
  public static Symptom of(String id) {
    for (Symptom symptom : values()) {
      if (symptom.id.equals(id)) {
        return symptom;
      }
    }
    throw new IllegalArgumentException("no symptom is called " + id);
  }
}
