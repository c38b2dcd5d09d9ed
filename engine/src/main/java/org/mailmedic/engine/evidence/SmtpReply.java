package org.mailmedic.engine.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A reply of an SMTP server (RFC 5321 section 4.2), as it came.
///
/// @param code the three digits of the first line, 200 to 599
/// @param enhanced the enhanced status code (RFC 3463) such as `5.1.1`; null where there is none
/// @param lines the text of each line without code and separator; at least one, capped in number
///   and length
/// @param atMs when its last line was there, milliseconds since the connection was asked for
public record SmtpReply(int code, @Nullable String enhanced, List<String> lines, long atMs) {
  public SmtpReply {
    lines = List.copyOf(lines);
  }

  /// 2xx.
  public boolean positive() {
    return code / 100 == 2;
  }

  /// 4xx.
  public boolean temporary() {
    return code / 100 == 4;
  }

  /// 5xx.
  public boolean permanent() {
    return code / 100 == 5;
  }

  /// Code and text on one line, as a mail log shows it.
  public String oneLine() {
    return code + " " + String.join(" ", lines);
  }
}
