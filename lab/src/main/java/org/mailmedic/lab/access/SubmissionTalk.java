package org.mailmedic.lab.access;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// SMTP for mail programs (RFC 6409, RFC 4954), as far as RCPT.
final class SubmissionTalk {
  private static final String WRONG = "535 5.7.8 Error: authentication failed";

  private final AccessServer server;
  private final Line line;

  SubmissionTalk(AccessServer server, Line line) {
    this.server = server;
    this.line = line;
  }

  void run() throws IOException {
    String greeting = server.greeting();
    line.say(greeting != null ? greeting : "220 " + server.host() + " ESMTP");
    if (greeting != null && !greeting.startsWith("220")) {
      return;
    }
    boolean in = false;
    while (true) {
      String[] words = line.hear().split(" ", 3);
      switch (words[0].toUpperCase(Locale.ROOT)) {
        case "EHLO" -> ehlo();
        case "STARTTLS" -> {
          line.say("220 2.0.0 go");
          line.secure();
        }
        case "AUTH" -> in = authenticate(words);
        case "MAIL" ->
            say(in ? server.mail() : "530 5.7.0 Authentication required", "250 2.1.0 Ok");
        case "RCPT" -> say(server.rcpt(), "250 2.1.5 Ok");
        case "RSET" -> line.say("250 2.0.0 Ok");
        case "QUIT" -> {
          line.say("221 2.0.0 Bye");
          return;
        }
        default -> line.say("500 5.5.2 what?");
      }
    }
  }

  private void say(@Nullable String told, String usual) throws IOException {
    line.say(told == null ? usual : told);
  }

  private void ehlo() throws IOException {
    line.say("250-" + server.host());
    if (server.offersTls() && !line.secured()) {
      line.say("250-STARTTLS");
    } else if (!server.mechanisms().isEmpty()) {
      line.say("250-AUTH " + String.join(" ", server.mechanisms()));
    }
    line.say("250 ENHANCEDSTATUSCODES");
  }

  private boolean authenticate(String[] words) throws IOException {
    if (words.length < 2 || !words[1].equals("PLAIN")) {
      line.say("504 5.5.4 no such mechanism");
      return false;
    }
    String said = words.length > 2 ? words[2] : "";
    if (said.isEmpty()) {
      line.say("334 ");
      said = line.hear();
    }
    if (server.isMute()) {
      line.silence();
    }
    String[] plain = Line.plain(said);
    @Nullable String no = server.refuses(plain[0], plain[1], WRONG);
    line.say(no == null ? "235 2.7.0 in" : no);
    return no == null;
  }
}
