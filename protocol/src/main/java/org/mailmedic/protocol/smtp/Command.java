package org.mailmedic.protocol.smtp;

import java.nio.charset.StandardCharsets;

/// A command line, never with a line end or another control character inside.
///
/// @param line without the line end
public record Command(String line) {
  /// RFC 5321 section 4.5.3.1.4: 512 bytes with the line end, and what SMTPUTF8 may add.
  private static final int MAX_BYTES = 1_024;

  /// @throws IllegalArgumentException for a line that must not go over the wire
  public Command {
    if (!fits(line)) {
      throw new IllegalArgumentException("no command line: control characters, or too long");
    }
  }

  /// Whether a line may go over the wire.
  public static boolean fits(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c < ' ' || c == 0x7f) {
        return false;
      }
    }
    return line.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }

  public static Command ehlo(String name) {
    return new Command("EHLO " + name);
  }

  public static Command helo(String name) {
    return new Command("HELO " + name);
  }

  public static Command startTls() {
    return new Command("STARTTLS");
  }

  /// @param parameters such as `SMTPUTF8`; empty for none
  public static Command mail(String reversePath, String parameters) {
    return new Command(
        "MAIL FROM:<" + reversePath + ">" + (parameters.isEmpty() ? "" : " " + parameters));
  }

  public static Command rcpt(String forwardPath) {
    return new Command("RCPT TO:<" + forwardPath + ">");
  }

  public static Command rset() {
    return new Command("RSET");
  }

  public static Command quit() {
    return new Command("QUIT");
  }
}
