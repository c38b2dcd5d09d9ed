package org.mailmedic.lab.smtp;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.mailmedic.lab.net.StreamService;

/// A mail server that follows a script and remembers every session. Thread-safe.
public final class SmtpServer implements StreamService {
  /// Where MX hosts listen.
  public static final int PORT = 25;

  private final List<SmtpSession> sessions = new CopyOnWriteArrayList<>();
  private volatile SmtpScript script;

  public SmtpServer(SmtpScript script) {
    this.script = script;
  }

  public SmtpScript script() {
    return script;
  }

  /// Follows another script from the next connection on.
  public void follow(SmtpScript other) {
    script = other;
  }

  @Override
  public void serve(Socket socket) throws IOException, InterruptedException {
    SmtpSession session = new SmtpSession();
    sessions.add(session);
    try {
      new SmtpDialogue(script, session, socket).run();
    } finally {
      session.end();
    }
  }

  /// The sessions so far, in the order that they began.
  public List<SmtpSession> sessions() {
    return List.copyOf(sessions);
  }

  /// Every command of every session.
  public List<String> verbs() {
    return sessions.stream().flatMap(s -> s.verbs().stream()).toList();
  }
}
