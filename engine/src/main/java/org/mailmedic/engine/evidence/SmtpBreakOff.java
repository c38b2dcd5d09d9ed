package org.mailmedic.engine.evidence;

import org.jspecify.annotations.Nullable;

/// Where and how a dialogue ended before we ended it.
///
/// @param stage what we were waiting for
/// @param kind how it ended
/// @param afterMs how long we had waited for that, milliseconds
/// @param detail what was seen instead (the start of the garbage) or what the system said; null
///   where there is nothing to say
public record SmtpBreakOff(Stage stage, Kind kind, long afterMs, @Nullable String detail) {

  /// Stages of the dialogue, in order.
  public enum Stage {
    CONNECT,
    GREETING,
    EHLO,
    STARTTLS,
    TLS,
    EHLO_AFTER_TLS,
    MAIL,
    RCPT
  }

  /// Ways of ending.
  public enum Kind {
    /// Connection refused (only at CONNECT).
    REFUSED,
    /// No route, host unreachable (only at CONNECT).
    UNREACHABLE,
    /// No whole reply in time; the connection stands (at CONNECT: no connection).
    TIMEOUT,
    /// The server closed or reset the connection.
    CLOSED,
    /// What came is no SMTP.
    NOT_SMTP,
    /// Longer than any reply may be: lines without end, too many lines, too many bytes.
    TOO_LONG,
    /// TLS was begun and could not be set up (only at TLS).
    TLS_FAILED
  }
}
