package org.mailmedic.engine.rule.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.AccessReply;
import org.mailmedic.engine.evidence.SignIn;
import org.mailmedic.knowledge.signin.Refusals;

/// What a refused sign-in means: the words first, as `sign-in.yaml` knows them, then the codes (RFC
/// 5530, RFC 3206, RFC 4954).
final class Refused {
  static final String WRONG_PASSWORD = "login.wrong-password";

  private Refused() {}

  /// The cause that the server's word tells of.
  static String cause(SignIn signIn) {
    AccessReply reply = signIn.reply();
    if (reply == null) {
      return WRONG_PASSWORD;
    }
    String protocol =
        switch (signIn.protocol()) {
          case IMAP -> "imap";
          case POP3 -> "pop";
          case SUBMISSION -> "smtp";
          case MANAGESIEVE, JMAP -> "";
        };
    return Refusals.builtIn()
        .cause(protocol, reply.oneLine())
        .orElseGet(
            () -> signIn.protocol() == AccessProtocol.SUBMISSION ? bySmtp(reply) : byCode(reply));
  }

  private static String byCode(AccessReply reply) {
    return switch (code(reply.code())) {
      case "UNAVAILABLE", "SYS/TEMP", "TRYLATER", "SERVERBUG" -> "login.unavailable";
      case "LIMIT", "LOGIN-DELAY" -> "login.locked-out";
      case "CONTACTADMIN", "SYS/PERM" -> "account.disabled";
      case "WEBALERT" -> "login.two-factor";
      default -> reply.status().equals("BYE") ? "login.unavailable" : WRONG_PASSWORD;
    };
  }

  /// The first word of a response code.
  private static String code(@Nullable String code) {
    if (code == null) {
      return "";
    }
    int space = code.indexOf(' ');
    return (space < 0 ? code : code.substring(0, space)).toUpperCase(Locale.ROOT);
  }

  private static String bySmtp(AccessReply reply) {
    String enhanced = reply.code() == null ? "" : reply.code();
    if (reply.status().charAt(0) == '4') {
      return "login.unavailable";
    }
    if (enhanced.equals("5.7.13")) {
      return "account.disabled"; // RFC 5248
    }
    return switch (reply.status()) {
      case "504", "534", "538" -> "login.method-unsupported";
      default -> WRONG_PASSWORD;
    };
  }
}
