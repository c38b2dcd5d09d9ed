package org.mailmedic.protocol.access;

/// How much of what an IMAP, POP3 or ManageSieve server says is looked at. An honest server stays
/// far below each.
public final class AccessLimits {
  /// Bytes of one line, literals included; capability lines of big services have 1,000.
  public static final int MAX_LINE_BYTES = 8_192;

  /// Bytes of one literal (RFC 9051 section 4.3).
  public static final int MAX_LITERAL_BYTES = 4_096;

  /// Lines of one answer.
  public static final int MAX_LINES = 200;

  /// Capabilities that are read from one answer.
  public static final int MAX_CAPABILITIES = 120;

  /// How much of what could not be read is shown, characters.
  public static final int MAX_SEEN = 120;

  private AccessLimits() {}
}
