package org.mailmedic.protocol.smtp;

/// How much of what a server says is looked at. An honest server stays far below each.
public final class SmtpLimits {
  /// Bytes of one reply line; RFC 5321 section 4.5.3.1.5 allows 512.
  public static final int MAX_LINE_BYTES = 4_096;

  /// Lines of one reply; long EHLO answers have 20.
  public static final int MAX_REPLY_LINES = 100;

  /// How much of something that is no SMTP is shown, characters.
  public static final int MAX_SEEN = 120;

  /// Extensions that are read from one EHLO answer.
  public static final int MAX_EXTENSIONS = 64;

  private SmtpLimits() {}
}
