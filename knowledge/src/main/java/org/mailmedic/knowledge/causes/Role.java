package org.mailmedic.knowledge.causes;

/// Who can put a thing right; not whose fault it is.
public enum Role {
  USER("user"),
  DOMAIN_ADMIN("domain-admin"),
  MAIL_PROVIDER("mail-provider"),
  REGISTRAR("registrar"),
  RECIPIENT("recipient"),
  RECIPIENT_PROVIDER("recipient-provider"),
  NETWORK("network");

  private final String id;

  Role(String id) {
    this.id = id;
  }

  /// The word used in JSON and in the data files.
  public String id() {
    return id;
  }

  /// The role with this word.
  ///
  /// @throws IllegalArgumentException if there is none
  public static Role of(String id) {
    for (Role role : values()) {
      if (role.id.equals(id)) {
        return role;
      }
    }
    throw new IllegalArgumentException("no role is called " + id);
  }
}
