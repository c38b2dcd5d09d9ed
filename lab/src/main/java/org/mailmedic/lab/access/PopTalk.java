package org.mailmedic.lab.access;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// POP3 (RFC 1939, RFC 2449, RFC 5034), as far as a sign-in.
final class PopTalk {
  private static final String WRONG = "-ERR [AUTH] Authentication failed.";

  private final AccessServer server;
  private final Line line;

  PopTalk(AccessServer server, Line line) {
    this.server = server;
    this.line = line;
  }

  void run() throws IOException {
    String greeting = server.greeting();
    line.say(greeting != null ? greeting : "+OK " + server.host());
    if (greeting != null && !greeting.startsWith("+OK")) {
      return;
    }
    String user = "";
    while (true) {
      String[] words = line.hear().split(" ", 2);
      String rest = words.length > 1 ? words[1] : "";
      switch (words[0].toUpperCase(Locale.ROOT)) {
        case "CAPA" -> capabilities();
        case "STLS" -> {
          line.say("+OK begin");
          line.secure();
        }
        case "AUTH" -> {
          if (rest.equals("PLAIN")) {
            line.say("+ ");
            String[] plain = Line.plain(line.hear());
            judge(plain[0], plain[1]);
          } else {
            line.say("-ERR no such mechanism");
          }
        }
        case "USER" -> {
          user = rest;
          line.say("+OK");
        }
        case "PASS" -> judge(user, rest);
        case "QUIT" -> {
          line.say("+OK bye");
          return;
        }
        default -> line.say("-ERR what?");
      }
    }
  }

  private void capabilities() throws IOException {
    line.say("+OK");
    line.say("UIDL");
    if (server.offersTls() && !line.secured()) {
      line.say("STLS");
    } else {
      line.say("SASL " + String.join(" ", server.mechanisms()));
    }
    line.say(".");
  }

  private void judge(String name, String secret) throws IOException {
    if (server.isMute()) {
      line.silence();
    }
    @Nullable String no = server.refuses(name, secret, WRONG);
    line.say(no == null ? "+OK in" : no);
  }
}
