package org.mailmedic.lab.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.lab.net.StreamService;
import org.mailmedic.lab.tls.CertificateSpec;
import org.mailmedic.lab.tls.ServerTls;

/// A server of a mail program that tells what it offers and lets nobody in. Thread-safe.
public final class ProgramServer implements StreamService {
  /// What is spoken.
  public enum Speech {
    IMAP,
    POP3,
    SUBMISSION
  }

  private final Speech speech;
  private final Security security;
  private final ServerTls tls;

  private ProgramServer(Speech speech, Security security, ServerTls tls) {
    this.speech = speech;
    this.security = security;
    this.tls = tls;
  }

  /// A server.
  ///
  /// @param security when TLS begins; `STARTTLS` lets nobody sign in before it
  public static ProgramServer of(Speech speech, Security security, CertificateSpec certificate) {
    return new ProgramServer(speech, security, ServerTls.with(certificate));
  }

  @Override
  public void serve(Socket plain) throws IOException {
    boolean secure = security == Security.TLS;
    Talk talk = new Talk(secure ? tls.accept(plain) : plain);
    talk.say(greeting());
    String line = talk.hear();
    while (line != null) {
      String[] words = line.split(" ", 3);
      String tag = speech == Speech.IMAP ? words[0] : "";
      String command = words[Math.min(words.length - 1, speech == Speech.IMAP ? 1 : 0)];
      switch (command.toUpperCase(Locale.ROOT)) {
        case "CAPABILITY", "CAPA", "EHLO" -> talk.say(offer(tag, secure));
        case "STARTTLS", "STLS" -> {
          if (secure || security != Security.STARTTLS) {
            talk.say(refusal(tag));
          } else {
            talk.say(consent(tag));
            talk = new Talk(tls.accept(plain));
            secure = true;
          }
        }
        case "LOGOUT", "QUIT" -> {
          talk.say(farewell(tag));
          return;
        }
        default -> talk.say(refusal(tag));
      }
      line = talk.hear();
    }
  }

  private String greeting() {
    return switch (speech) {
      case IMAP -> "* OK ready";
      case POP3 -> "+OK ready";
      case SUBMISSION -> "220 lab ESMTP";
    };
  }

  private String offer(String tag, boolean secure) {
    boolean upgradable = !secure && security == Security.STARTTLS;
    return switch (speech) {
      case IMAP ->
          "* CAPABILITY IMAP4rev1 "
              + (upgradable ? "STARTTLS LOGINDISABLED" : "AUTH=PLAIN")
              + "\r\n"
              + tag
              + " OK done";
      case POP3 -> "+OK\r\n" + (upgradable ? "STLS" : "USER\r\nSASL PLAIN") + "\r\n.";
      case SUBMISSION -> "250-lab\r\n250 " + (upgradable ? "STARTTLS" : "AUTH PLAIN LOGIN");
    };
  }

  private String consent(String tag) {
    return switch (speech) {
      case IMAP -> tag + " OK begin";
      case POP3 -> "+OK begin";
      case SUBMISSION -> "220 2.0.0 begin";
    };
  }

  private String refusal(String tag) {
    return switch (speech) {
      case IMAP -> tag + " BAD what?";
      case POP3 -> "-ERR what?";
      case SUBMISSION -> "502 5.5.1 what?";
    };
  }

  private String farewell(String tag) {
    return switch (speech) {
      case IMAP -> "* BYE\r\n" + tag + " OK bye";
      case POP3 -> "+OK bye";
      case SUBMISSION -> "221 2.0.0 bye";
    };
  }

  private static final class Talk {
    private final Socket socket;
    private final BufferedReader in;

    Talk(Socket socket) throws IOException {
      this.socket = socket;
      this.in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    void say(String text) throws IOException {
      socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
    }

    @org.jspecify.annotations.Nullable
    String hear() throws IOException {
      return in.readLine();
    }
  }
}
