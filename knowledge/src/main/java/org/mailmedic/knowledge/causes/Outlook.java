package org.mailmedic.knowledge.causes;

/// What a sender should do with an address after a refusal.
public enum Outlook {
  /// Stop sending to this address.
  ADDRESS_DEAD("address-dead"),
  /// Permanent for this message or this sender; fix, then send again.
  FIX_FIRST("fix-first"),
  /// Temporary; a proper server tries again by itself.
  RETRY("retry");

  private final String id;

  Outlook(String id) {
    this.id = id;
  }

  /// The word used in JSON and in the data files.
  public String id() {
    return id;
  }

  /// The outlook with this word.
  ///
  /// @throws IllegalArgumentException if there is none
  public static Outlook of(String id) {
    for (Outlook outlook : values()) {
      if (outlook.id.equals(id)) {
        return outlook;
      }
    }
    throw new IllegalArgumentException("no outlook is called " + id);
  }
}
