package org.mailmedic.protocol.spf;

/// Names as SPF sees them.
final class SpfNames {
  private static final int MAX_LABEL = 63;

  private SpfNames() {}

  /// Whether the DNS can be asked for the name at all: labels of 1 to 63 characters, no longer than
  /// 253.
  static boolean canBeAsked(String name) {
    if (name.isEmpty() || name.length() > SpfLimits.MAX_NAME) {
      return false;
    }
    int begin = 0;
    for (int at = 0; at <= name.length(); at++) {
      if (at == name.length() || name.charAt(at) == '.') {
        if (at == begin || at - begin > MAX_LABEL) {
          return false;
        }
        begin = at + 1;
      }
    }
    return true;
  }

  /// Whether a sender's domain is a full name (RFC 7208 section 4.3): at least two labels, no
  /// address literal.
  static boolean isFull(String domain) {
    return canBeAsked(domain) && domain.indexOf('.') > 0 && domain.charAt(0) != '[';
  }

  /// Whether a name is another one or below it, whatever the case of its letters.
  static boolean isWithin(String name, String parent) {
    int extra = name.length() - parent.length();
    return (extra == 0 && name.equalsIgnoreCase(parent))
        || (extra > 0
            && name.charAt(extra - 1) == '.'
            && name.regionMatches(/* ignoreCase= */ true, extra, parent, 0, parent.length()));
  }

  static String withoutDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
