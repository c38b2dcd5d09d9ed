package org.mailmedic.lab.smtp;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.mailmedic.lab.tls.ServerTls;

/// One connection to a scripted server.
final class SmtpDialogue {
  private static final int LONGEST_LINE = 65_536;

  private final SmtpScript script;
  private final SmtpSession session;
  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private boolean tls;
  private boolean open = true;
  private boolean sender;
  private boolean recipient;

  SmtpDialogue(SmtpScript script, SmtpSession session, Socket socket) throws IOException {
    this.script = script;
    this.session = session;
    this.socket = socket;
    this.in = new java.io.BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  void run() throws IOException, InterruptedException {
    perform(Stage.CONNECT, Act.reply("220 " + script.host() + " ESMTP"), "");
    while (open) {
      String line = readLine();
      session.add(line);
      String verb = SmtpSession.verb(line);
      switch (verb) {
        case "EHLO" -> ehlo();
        case "HELO" -> perform(Stage.HELO, Act.reply("250 " + script.host()), "");
        case "STARTTLS" -> startTls();
        case "MAIL" -> mail();
        case "RCPT" -> rcpt(address(line));
        case "DATA" -> data();
        case "RSET" -> rset();
        case "NOOP" -> perform(Stage.OTHER, Act.reply("250 2.0.0 Ok"), "");
        case "QUIT" -> perform(Stage.QUIT, Act.replyAndClose("221 2.0.0 Bye"), "");
        default -> perform(Stage.OTHER, Act.reply("500 5.5.2 Error: command not recognized"), "");
      }
    }
  }

  private void ehlo() throws IOException, InterruptedException {
    sender = false;
    recipient = false;
    Stage stage = tls && script.act(Stage.EHLO_TLS) != null ? Stage.EHLO_TLS : Stage.EHLO;
    perform(stage, script.defaultEhlo(tls), "");
  }

  private void mail() throws IOException, InterruptedException {
    if (sender) {
      perform(null, Act.reply("503 5.5.1 Error: nested MAIL command"), "");
      return;
    }
    sender = perform(Stage.MAIL, Act.reply("250 2.1.0 Ok"), "");
  }

  private void rcpt(String address) throws IOException, InterruptedException {
    if (!sender) {
      perform(null, Act.reply("503 5.5.1 Error: need MAIL command"), "");
      return;
    }
    recipient |= perform(Stage.RCPT, script.recipientAct(address), address);
  }

  private void data() throws IOException, InterruptedException {
    Act sound =
        recipient
            ? Act.reply("354 End data with <CR><LF>.<CR><LF>")
            : Act.reply("503 5.5.1 Error: need RCPT command");
    if (perform(Stage.DATA, sound, "")) {
      String line;
      do {
        line = readLine(); // the message is not kept
      } while (!line.equals("."));
      perform(null, Act.reply("250 2.0.0 Ok: queued"), "");
    }
  }

  private void rset() throws IOException, InterruptedException {
    sender = false;
    recipient = false;
    perform(Stage.RSET, Act.reply("250 2.0.0 Ok"), "");
  }

  private void startTls() throws IOException, InterruptedException {
    if (tls || script.startTls() == SmtpScript.StartTls.NOT_OFFERED) {
      perform(Stage.OTHER, Act.reply("502 5.5.1 Error: command not implemented"), "");
      return;
    }
    if (script.startTls() == SmtpScript.StartTls.REFUSED) {
      perform(Stage.STARTTLS, Act.reply("454 4.7.0 TLS not available due to local problem"), "");
      return;
    }
    if (!perform(Stage.STARTTLS, Act.reply("220 2.0.0 Ready to start TLS"), "")) {
      return;
    }
    switch (script.startTls()) {
      case GARBAGE -> act(Act.raw("this is no TLS record at all, and never will be\r\n"), "");
      case CLOSES -> act(new Act.Close(), "");
      case STALLS -> act(new Act.Silence(), "");
      default -> handshake();
    }
  }

  private void handshake() throws IOException {
    socket = ServerTls.with(script.certificate()).accept(socket);
    in = new java.io.BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    tls = true;
    sender = false;
    session.tlsStands();
  }

  /// Does what the script says at a stage, or what a sound server does.
  ///
  /// @return whether the client was told to go on (2xx or 3xx)
  private boolean perform(@Nullable Stage stage, Act sound, String rcpt)
      throws IOException, InterruptedException {
    Act scripted = stage == null ? null : script.act(stage);
    return act(scripted == null ? sound : scripted, rcpt);
  }

  private boolean act(Act act, String rcpt) throws IOException, InterruptedException {
    switch (act) {
      case Act.Reply reply -> {
        StringBuilder text = new StringBuilder();
        for (String line : reply.lines()) {
          text.append(filled(line, rcpt)).append("\r\n");
        }
        send(text.toString().getBytes(StandardCharsets.UTF_8));
        return reply.lines().getLast().startsWith("2") || reply.lines().getLast().startsWith("3");
      }
      case Act.Raw raw -> {
        send(raw.bytes());
        return raw.bytes().length > 0 && (raw.bytes()[0] == '2' || raw.bytes()[0] == '3');
      }
      case Act.Drip drip -> {
        for (byte one : drip.bytes()) {
          send(new byte[] {one});
          Thread.sleep(drip.pause());
        }
        return true;
      }
      case Act.Endless endless -> {
        byte[] line = (endless.line() + "\r\n").getBytes(StandardCharsets.UTF_8);
        while (true) {
          send(line);
        }
      }
      case Act.Silence _ -> {
        in.transferTo(OutputStream.nullOutputStream()); // heard and not answered
        open = false;
        return false;
      }
      case Act.Close _ -> {
        open = false;
        socket.close();
        return false;
      }
      case Act.Reset _ -> {
        open = false;
        socket.setSoLinger(true, 0);
        socket.close();
        return false;
      }
      case Act.After after -> {
        Thread.sleep(after.delay());
        return act(after.act(), rcpt);
      }
      case Act.Then then -> {
        boolean on = act(then.first(), rcpt);
        return act(then.second(), rcpt) && on;
      }
    }
  }

  private void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  private String filled(String line, String rcpt) {
    return line.replace("{client}", socket.getInetAddress().getHostAddress())
        .replace("{rcpt}", rcpt);
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int one = in.read();
      if (one < 0 || line.size() > LONGEST_LINE) {
        throw new EOFException("the client is gone");
      }
      if (one == '\n') {
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
      }
      line.write(one);
    }
  }

  /// What stands between the angle brackets.
  static String address(String line) {
    int start = line.indexOf('<');
    int end = line.lastIndexOf('>');
    return start >= 0 && end > start ? line.substring(start + 1, end) : "";
  }
}
