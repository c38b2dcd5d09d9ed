package org.mailmedic.protocol.address;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.idn.Idn;

/// Checks a domain name by the rules for mail domains (RFC 5321 section 4.1.2): letters, digits and
/// hyphens in labels of at most 63 octets, 253 in all. One use: [#check()], then either [#problem]
/// is set or [#ascii] is.
final class MailDomain {
  private static final int MAX_LABEL_OCTETS = 63;
  private static final int MAX_OCTETS = 253;

  private final String typed;

  @Nullable InputProblem problem;

  /// Where in the typed name the problem is; 0 where the name had to be converted first.
  int problemAt;

  /// The piece that is wrong.
  String offending = "";

  /// In A-labels, lower case.
  String ascii = "";

  /// Whether it was typed in its own script.
  boolean international;

  MailDomain(String typed) {
    this.typed = typed;
  }

  /// Whether it is a mail domain.
  boolean check() {
    international = !Idn.isAscii(typed);
    Optional<String> converted = Idn.toAscii(typed);
    if (converted.isEmpty()) {
      return fail(InputProblem.IDN, 0, typed);
    }
    ascii = converted.get().toLowerCase(Locale.ROOT);
    if (ascii.length() > MAX_OCTETS) {
      return fail(InputProblem.DOMAIN_TOO_LONG, 0, ascii);
    }
    int start = 0;
    while (true) {
      int dot = ascii.indexOf('.', start);
      int end = dot < 0 ? ascii.length() : dot;
      if (!label(start, end)) {
        return false;
      }
      if (dot < 0) {
        return !isIpv4() || fail(InputProblem.IP_ADDRESS, 0, ascii);
      }
      start = dot + 1;
    }
  }

  private boolean label(int start, int end) {
    String label = ascii.substring(start, end);
    if (label.isEmpty()) {
      return fail(InputProblem.DOT, start, ".");
    }
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
        InputProblem what = c == '_' ? InputProblem.UNDERSCORE : InputProblem.DOMAIN_CHARACTER;
        return fail(what, start + i, ascii.substring(start + i, start + i + 1));
      }
    }
    if (label.length() > MAX_LABEL_OCTETS) {
      return fail(InputProblem.LABEL_TOO_LONG, start, label);
    }
    if (label.startsWith("-") || label.endsWith("-")) {
      return fail(InputProblem.HYPHEN, start, label);
    }
    return true;
  }

  private boolean isIpv4() {
    int dots = 0;
    for (int i = 0; i < ascii.length(); i++) {
      char c = ascii.charAt(i);
      if (c == '.') {
        dots++;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return dots == 3;
  }

  private boolean fail(InputProblem what, int where, String piece) {
    problem = what;
    problemAt = international ? 0 : where;
    offending = piece;
    return false;
  }
}
