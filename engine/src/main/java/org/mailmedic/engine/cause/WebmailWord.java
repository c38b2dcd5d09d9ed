package org.mailmedic.engine.cause;

import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.WebmailSeen;
import org.mailmedic.engine.finding.Finding;

/// What the person saw of the webmail (`--webmail`), as a weight: it makes a cause more or less
/// likely, and neither makes nor removes one. "Works" speaks for settings and the way to the
/// servers, and against account, MX and password; "fails" the other way round. What was observed
/// hardly gives way to it, the word of a reply alone does.
final class WebmailWord {
  /// What remains of the doubt where it speaks for a cause.
  private static final double DOUBT_LEFT = 0.7;

  /// What remains of the confidence where it speaks against one that was observed.
  private static final double AGAINST_SEEN = 0.95;

  /// And against one that stands on the word of a reply.
  private static final double AGAINST_SAID = 0.6;

  private static final double MOST = 0.99;

  private WebmailWord() {}

  /// The confidence with what the person saw in mind.
  ///
  /// @param seen null where nothing was said
  static double weigh(@Nullable WebmailSeen seen, Finding root, double confidence) {
    if (seen == null) {
      return confidence;
    }
    boolean works = seen == WebmailSeen.WORKS;
    return switch (side(root.id(), works)) {
      case WAY -> works ? lifted(confidence) : lowered(root, confidence);
      case ACCOUNT -> works ? lowered(root, confidence) : lifted(confidence);
      case NEITHER -> confidence;
    };
  }

  private static double lifted(double confidence) {
    return rounded(Math.min(MOST, 1 - (1 - confidence) * DOUBT_LEFT));
  }

  private static double lowered(Finding root, double confidence) {
    boolean said = root.subject().equals(Finding.REPLY);
    return rounded(confidence * (said ? AGAINST_SAID : AGAINST_SEEN));
  }

  private static double rounded(double confidence) {
    return Math.round(confidence * 100) / 100.0;
  }

  /// Which side of the webmail a cause lies on.
  private enum Side {
    /// Between the mail program and its servers: webmail goes another way.
    WAY,
    /// What webmail needs too.
    ACCOUNT,
    NEITHER
  }

  private static Side side(String id, boolean works) {
    return switch (id) {
      case "network.port-blocked",
          "account.protocol-disabled",
          "login.two-factor",
          "login.method-unsupported" ->
          Side.WAY;
      default -> {
        int dot = id.indexOf('.');
        yield switch (dot < 0 ? id : id.substring(0, dot)) {
          case "settings", "access", "submission" -> Side.WAY;
          case "account", "service", "hosting", "billing", "login", "webmail" -> Side.ACCOUNT;
          // A webmail that fails says nothing of where the mail is led.
          case "mx" -> works ? Side.ACCOUNT : Side.NEITHER;
          default -> Side.NEITHER;
        };
      }
    };
  }
}
