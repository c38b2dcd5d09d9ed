package org.mailmedic.protocol.message;

/// A header field exactly as it came, each byte one character (ISO 8859-1).
///
/// @param raw name, colon and value with the folding in it; lines inside end with CRLF, whatever
///   ended them in the message; no line end after the last
/// @param colon where the colon stands in `raw`
public record RawField(String raw, int colon) {

  /// The name as it came, without spaces after it.
  public String name() {
    return raw.substring(0, colon).strip();
  }

  /// What follows the colon, folding and all.
  public String value() {
    return raw.substring(colon + 1);
  }

  /// Whether this is the field with the name; upper and lower case are the same.
  public boolean is(String name) {
    int end = colon;
    while (end > 0 && (raw.charAt(end - 1) == ' ' || raw.charAt(end - 1) == '\t')) {
      end--;
    }
    return end == name.length() && raw.regionMatches(true, 0, name, 0, end);
  }

  /// The value on one line: line ends out, spaces at both ends off.
  public String unfolded() {
    return value().replace("\r\n", "").strip();
  }
}
