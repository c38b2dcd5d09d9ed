package org.mailmedic.lab.smtp;

/// A point of the dialogue.
public enum Stage {
  /// The connection stands; the greeting is due.
  CONNECT,
  EHLO,
  HELO,
  STARTTLS,
  /// EHLO after TLS was put on.
  EHLO_TLS,
  MAIL,
  RCPT,
  DATA,
  RSET,
  QUIT,
  /// Any other command.
  OTHER
}
