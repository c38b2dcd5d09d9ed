package org.mailmedic.engine.evidence;

/// What mail programs speak with the servers of a mail service.
public enum AccessProtocol {
  IMAP("IMAP", "login.imap"),
  POP3("POP3", "login.pop"),
  /// SMTP for mail programs (RFC 6409).
  SUBMISSION("SMTP", "login.submission"),
  MANAGESIEVE("ManageSieve", "login.managesieve"),
  JMAP("JMAP", "login.jmap");

  private final String shown;
  private final String checkId;

  AccessProtocol(String shown, String checkId) {
    this.shown = shown;
    this.checkId = checkId;
  }

  /// As mail programs write it.
  public String shown() {
    return shown;
  }

  /// The check that it belongs to.
  public String checkId() {
    return checkId;
  }

  /// Whether messages are fetched by it.
  public boolean reads() {
    return this == IMAP || this == POP3 || this == JMAP;
  }
}
