package org.mailmedic.engine.evidence;

/// One line of what went over the wire. Lines are capped in number and length; bytes that are no
/// printable ASCII or UTF-8 stand as `\xNN`.
///
/// @param atMs milliseconds since the connection was asked for
/// @param from who said it
/// @param text without the line end; from NOBODY a remark in the notation of the wire, such as
///   `connected`, `TLSv1.3 TLS_AES_256_GCM_SHA384` or `closed`
public record TranscriptLine(long atMs, Side from, String text) {
  /// Who says a line.
  public enum Side {
    CLIENT,
    SERVER,
    /// Something that happened.
    NOBODY
  }
}
