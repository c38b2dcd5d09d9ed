package org.mailmedic.protocol.dkim;

import java.util.Locale;

/// The two canonical forms (RFC 6376 section 3.4) and what they make of a header field.
public enum Canonical {
  /// As it came.
  SIMPLE,
  /// White space and the case of field names don't count.
  RELAXED;

  /// The word in the tag `c`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// A header field in this form, without a line end after it. Takes time in proportion to its
  /// length.
  ///
  /// @param raw name, colon, value; lines inside end with CRLF
  /// @param colon where the colon stands
  public String field(String raw, int colon) {
    return this == SIMPLE ? raw : relaxed(raw, colon);
  }

  private static String relaxed(String raw, int colon) {
    StringBuilder form = new StringBuilder(raw.length());
    form.append(raw.substring(0, colon).strip().toLowerCase(Locale.ROOT)).append(':');
    int start = form.length();
    boolean space = false;
    for (int i = colon + 1; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '\r' || c == '\n') {
        continue; // unfolding: the white space that follows stays
      }
      if (c == ' ' || c == '\t') {
        space = true;
        continue;
      }
      if (space && form.length() > start) {
        form.append(' ');
      }
      space = false;
      form.append(c);
    }
    return form.toString();
  }
}
