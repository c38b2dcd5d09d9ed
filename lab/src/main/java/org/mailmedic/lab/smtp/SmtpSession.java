package org.mailmedic.lab.smtp;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What one client asked a server. Grows while the connection lasts; thread-safe.
public final class SmtpSession {
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private volatile boolean tls;
  private volatile boolean ended;

  void add(String line) {
    commands.add(line);
  }

  void tlsStands() {
    tls = true;
  }

  void end() {
    ended = true;
  }

  /// The lines that came, without CR LF.
  public List<String> commands() {
    return List.copyOf(commands);
  }

  /// The first words of the lines in upper case: `EHLO`, `MAIL`, `RCPT`.
  public List<String> verbs() {
    return commands.stream().map(SmtpSession::verb).toList();
  }

  /// Whether TLS was put on.
  public boolean tls() {
    return tls;
  }

  /// Whether the connection is over.
  public boolean ended() {
    return ended;
  }

  static String verb(String line) {
    int end = 0;
    while (end < line.length() && Character.isLetter(line.charAt(end))) {
      end++;
    }
    return line.substring(0, end).toUpperCase(java.util.Locale.ROOT);
  }
}
