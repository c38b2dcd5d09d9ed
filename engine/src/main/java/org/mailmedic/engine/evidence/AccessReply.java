package org.mailmedic.engine.evidence;

import org.jspecify.annotations.Nullable;

/// What a server of a mail program answered, as it came.
///
/// @param status the word or number that tells how it is meant: `OK`, `NO`, `BAD`, `BYE`, `PREAUTH`
///   (IMAP, ManageSieve), `+OK`, `-ERR` (POP3), three digits (SMTP, HTTP)
/// @param code the code that says more: a response code without brackets (`AUTHENTICATIONFAILED`,
///   `SYS/TEMP`) or an enhanced status code (`5.7.8`); null where there is none
/// @param text the words, whole; of an SMTP reply with the enhanced code; empty where there are
///   none
/// @param atMs when it was there, milliseconds since the connection was asked for
public record AccessReply(String status, @Nullable String code, String text, long atMs) {

  /// Whether it says yes.
  public boolean positive() {
    return switch (status) {
      case "OK", "+OK", "PREAUTH" -> true;
      default -> status.length() == 3 && status.charAt(0) == '2';
    };
  }

  /// All of it on one line, as the wire has it.
  public String oneLine() {
    boolean bracketed = code != null && Character.isLetter(status.charAt(status.length() - 1));
    String line = bracketed ? status + " [" + code + "] " + text : status + " " + text;
    return line.strip();
  }
}
