package org.mailmedic.protocol.received;

/// Comments in header fields (RFC 5322 section 3.2.2).
final class Comments {
  private Comments() {}

  /// The text without its comments, a space for each.
  static String out(String text) {
    if (text.indexOf('(') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') {
        depth++;
        out.append(depth == 1 ? " " : "");
      } else if (c == ')' && depth > 0) {
        depth--;
      } else if (c == '\\' && depth > 0) {
        i++;
      } else if (depth == 0) {
        out.append(c);
      }
    }
    return out.toString();
  }
}
