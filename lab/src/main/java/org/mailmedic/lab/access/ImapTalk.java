package org.mailmedic.lab.access;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// IMAP (RFC 9051), as far as a sign-in and its quota.
final class ImapTalk {
  private static final String WRONG = "NO [AUTHENTICATIONFAILED] Authentication failed.";

  private final AccessServer server;
  private final Line line;

  ImapTalk(AccessServer server, Line line) {
    this.server = server;
    this.line = line;
  }

  void run() throws IOException {
    String greeting = server.greeting();
    line.say(greeting != null ? greeting : "* OK [" + capabilities() + "] " + server.host());
    if (greeting != null && !greeting.startsWith("* OK")) {
      return;
    }
    while (true) {
      String[] words = line.hear().split(" ", 3);
      String tag = words[0];
      String rest = words.length > 2 ? words[2] : "";
      switch (words.length < 2 ? "" : words[1].toUpperCase(Locale.ROOT)) {
        case "CAPABILITY" -> {
          line.say("* " + capabilities());
          line.say(tag + " OK done");
        }
        case "STARTTLS" -> {
          line.say(tag + " OK begin");
          line.secure();
        }
        case "AUTHENTICATE" -> authenticate(tag, rest);
        case "LOGIN" -> {
          String[] said = rest.replace("\"", "").split(" ", 2);
          judge(tag, said[0], said.length > 1 ? said[1] : "");
        }
        case "GETQUOTAROOT" -> {
          line.say("* QUOTAROOT INBOX \"User quota\"");
          line.say(
              "* QUOTA \"User quota\" (STORAGE "
                  + server.usedKilobytes()
                  + " "
                  + server.limitKilobytes()
                  + ")");
          line.say(tag + " OK done");
        }
        case "LOGOUT" -> {
          line.say("* BYE");
          line.say(tag + " OK bye");
          return;
        }
        default -> line.say(tag + " BAD what?");
      }
    }
  }

  private void authenticate(String tag, String rest) throws IOException {
    String[] words = rest.split(" ", 2);
    if (words[0].equals("PLAIN")) {
      String said = words.length > 1 ? words[1] : asked("+ ");
      String[] plain = Line.plain(said);
      judge(tag, plain[0], plain[1]);
    } else {
      line.say(tag + " NO [CANNOT] no such mechanism");
    }
  }

  private String asked(String how) throws IOException {
    line.say(how);
    return line.hear();
  }

  private void judge(String tag, String name, String secret) throws IOException {
    if (server.isMute()) {
      line.silence();
    }
    @Nullable String no = server.refuses(name, secret, WRONG);
    line.say(tag + " " + (no == null ? "OK [" + capabilities() + "] in" : no));
  }

  private String capabilities() {
    StringBuilder text = new StringBuilder("CAPABILITY IMAP4rev1 SASL-IR QUOTA");
    if (server.offersTls() && !line.secured()) {
      return text.append(" STARTTLS LOGINDISABLED").toString();
    }
    for (String mechanism : server.mechanisms()) {
      text.append(" AUTH=").append(mechanism);
    }
    return server.loginDisabled() ? text.append(" LOGINDISABLED").toString() : text.toString();
  }
}
