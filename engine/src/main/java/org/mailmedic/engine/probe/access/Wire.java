package org.mailmedic.engine.probe.access;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.Password;
import org.mailmedic.engine.evidence.AccessReply;
import org.mailmedic.engine.evidence.AccessTalk.BreakOff;
import org.mailmedic.engine.evidence.AccessTalk.Kind;
import org.mailmedic.engine.evidence.AccessTalk.Stage;
import org.mailmedic.engine.evidence.TlsSeen;
import org.mailmedic.engine.evidence.TranscriptLine.Side;
import org.mailmedic.engine.probe.smtp.Certificates;
import org.mailmedic.engine.probe.smtp.Transcript;
import org.mailmedic.engine.world.Connection;
import org.mailmedic.engine.world.Connection.TlsOutcome;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.protocol.access.Line;
import org.mailmedic.protocol.access.LineFraming;
import org.mailmedic.protocol.reply.ReplyReader;
import org.mailmedic.protocol.smtp.Framed;
import org.mailmedic.protocol.smtp.ReplyFraming;

/// One connection to a server: lines go out, lines and SMTP replies come in, everything is written
/// down but what is secret. Used by one thread at a time.
final class Wire implements AutoCloseable {
  private static final int SMTP_BAD_GREETING = 400;

  private final Connection connection;
  private final Transcript transcript;
  private final Deadline whole;
  private final Duration limit;
  private Stage stage = Stage.GREETING;
  private Deadline reading;
  private LineFraming lines;
  private ReplyFraming replies;
  private @Nullable TlsSeen tls;
  private @Nullable Password password;
  private byte @Nullable [] leafDigest;

  /// @param whole when all has to end
  /// @param limit how long one answer is waited for
  Wire(Connection connection, Transcript transcript, Deadline whole, Duration limit) {
    this.connection = connection;
    this.transcript = transcript;
    this.whole = whole;
    this.limit = limit;
    this.reading = whole;
    this.lines = lineFraming();
    this.replies = replyFraming();
  }

  private LineFraming lineFraming() {
    return new LineFraming((buffer, at, length) -> connection.read(buffer, at, length, reading));
  }

  private ReplyFraming replyFraming() {
    return new ReplyFraming((buffer, at, length) -> connection.read(buffer, at, length, reading));
  }

  /// From now on the password is hidden wherever the server repeats it.
  void hide(Password secret) {
    password = secret;
  }

  /// A text of the server without the password in it.
  private String safe(String text) {
    Password secret = password;
    return secret == null ? text : secret.hiddenIn(text, Speech.HIDDEN);
  }

  /// A reply without the password in it.
  AccessReply safe(AccessReply reply) {
    String code = reply.code();
    return new AccessReply(
        reply.status(), code == null ? null : safe(code), safe(reply.text()), reply.atMs());
  }

  /// What the next answers belong to.
  void stage(Stage stage) {
    this.stage = stage;
  }

  long now() {
    return transcript.now();
  }

  /// What TLS brought; null where it was not begun.
  @Nullable TlsSeen tls() {
    return tls;
  }

  /// The name that we introduce ourselves with in SMTP: the address literal of this end (RFC 5321
  /// section 4.1.3).
  String ownName() {
    if (connection.socket().getLocalSocketAddress() instanceof InetSocketAddress local) {
      String address = local.getAddress().getHostAddress();
      int zone = address.indexOf('%');
      String bare = zone < 0 ? address : address.substring(0, zone);
      return bare.indexOf(':') < 0 ? "[" + bare + "]" : "[IPv6:" + bare + "]";
    }
    return "[127.0.0.1]";
  }

  /// Sends a line.
  void say(String line) throws BrokenOff {
    transcript.add(Side.CLIENT, line);
    write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  /// Sends a line that nobody may see.
  ///
  /// @param bytes with the line end
  /// @param shown what stands in the transcript for it
  void saySecretly(byte[] bytes, String shown) throws BrokenOff {
    transcript.add(Side.CLIENT, shown);
    write(bytes);
  }

  private void write(byte[] bytes) throws BrokenOff {
    try {
      connection.write(bytes, whole);
    } catch (IOException e) {
      throw ended(e, now(), null);
    }
  }

  /// The next line, with its literals.
  String line() throws BrokenOff {
    return line(true, false);
  }

  /// The next line of an exchange about the password: a refusal is written down, a challenge is
  /// not.
  ///
  /// @param literals whether the protocol has literals
  String lineSecretly(boolean literals) throws BrokenOff {
    return line(literals, true);
  }

  /// The next line of a protocol without literals.
  String plainLine() throws BrokenOff {
    return line(false, false);
  }

  /// The next line, if one comes in that time; null where none does, and the talk goes on.
  @Nullable String lineWithin(Duration time) throws BrokenOff {
    long before = now();
    reading = whole.atMost(time);
    try {
      return switch (lines.next()) {
        case Line.Text(String text) -> {
          transcript.add(Side.SERVER, safe(text));
          yield text;
        }
        case Line.TooLong(String seen) -> throw broken(Kind.TOO_LONG, before, seen);
        case Line.Ended(String seen) ->
            throw broken(Kind.CLOSED, before, seen.isEmpty() ? null : seen);
      };
    } catch (SocketTimeoutException e) {
      if (whole.passed()) {
        throw ended(e, before, null);
      }
      return null;
    } catch (IOException e) {
      throw ended(e, before, lines.pending() ? lines.seen() : null);
    }
  }

  /// Ends the talk with a server that says goodbye.
  BrokenOff gone(String seen) {
    return broken(Kind.CLOSED, now(), seen);
  }

  private String line(boolean literals, boolean secret) throws BrokenOff {
    long before = now();
    reading = whole.atMost(limit);
    try {
      return switch (literals ? lines.nextWithLiterals() : lines.next()) {
        case Line.Text(String text) -> {
          transcript.add(Side.SERVER, secret ? hiddenChallenge(text) : safe(text));
          yield text;
        }
        case Line.TooLong(String seen) -> throw broken(Kind.TOO_LONG, before, seen);
        case Line.Ended(String seen) ->
            throw broken(Kind.CLOSED, before, seen.isEmpty() ? null : seen);
      };
    } catch (IOException e) {
      throw ended(e, before, lines.pending() ? lines.seen() : null);
    }
  }

  /// A challenge of IMAP or POP3 begins with a plus, one of ManageSieve is a string.
  private String hiddenChallenge(String text) {
    if (text.startsWith("+") && !text.startsWith("+OK")) {
      return "+ " + Speech.HIDDEN;
    }
    return text.startsWith("\"") ? Speech.HIDDEN : safe(text);
  }

  /// The next SMTP reply.
  ///
  /// @param lines takes the text of each line
  AccessReply reply(List<String> lines) throws BrokenOff {
    return reply(lines, false);
  }

  /// The next SMTP reply, of which only refusals are written down.
  AccessReply replySecretly() throws BrokenOff {
    return reply(new java.util.ArrayList<>(), true);
  }

  private AccessReply reply(List<String> into, boolean secret) throws BrokenOff {
    long before = now();
    reading = whole.atMost(limit);
    try {
      return switch (replies.next()) {
        case Framed.Reply(int code, List<String> text) -> {
          into.addAll(text);
          boolean hidden = secret && code < SMTP_BAD_GREETING && code / 100 == 3;
          for (int i = 0; i < text.size(); i++) {
            String shown = hidden ? Speech.HIDDEN : safe(text.get(i));
            transcript.add(Side.SERVER, code + (i + 1 < text.size() ? "-" : " ") + shown);
          }
          String joined = String.join(" ", text);
          String enhanced = ReplyReader.read(code + " " + joined).enhanced();
          yield new AccessReply(Integer.toString(code), enhanced, joined, now());
        }
        case Framed.NotSmtp(String seen) -> throw broken(Kind.NOT_THE_PROTOCOL, before, seen);
        case Framed.TooLong(String seen) -> throw broken(Kind.TOO_LONG, before, seen);
        case Framed.Ended(String seen) ->
            throw broken(Kind.CLOSED, before, seen.isEmpty() ? null : seen);
      };
    } catch (IOException e) {
      throw ended(e, before, replies.pending() ? replies.seen() : null);
    }
  }

  /// Whether the server has said more than it was asked.
  boolean pending() {
    return lines.pending() || replies.pending();
  }

  /// Ends the talk with a server whose words are not of the protocol.
  BrokenOff strange(String seen) {
    return broken(Kind.NOT_THE_PROTOCOL, now(), seen);
  }

  private BrokenOff ended(IOException e, long before, @Nullable String seen) {
    if (e instanceof SocketTimeoutException) {
      return broken(Kind.TIMEOUT, before, seen);
    }
    if (e instanceof ProtocolException) {
      return broken(Kind.TOO_LONG, before, e.getMessage());
    }
    return broken(Kind.CLOSED, before, e.getMessage());
  }

  private BrokenOff broken(Kind kind, long before, @Nullable String said) {
    String detail = said == null ? null : safe(said);
    transcript.add(Side.NOBODY, kind + (detail == null ? "" : ": " + detail));
    return new BrokenOff(new BreakOff(stage, kind, now() - before, detail));
  }

  /// Puts TLS on. What the server said in the clear behind its answer to STARTTLS is thrown away
  /// (RFC 3207 section 4.2, RFC 8314 section 3.2).
  ///
  /// @param serverName the name that the certificate should have
  void secure(String serverName) throws BrokenOff {
    stage = Stage.TLS;
    long before = System.nanoTime();
    boolean injected = pending();
    TlsOutcome outcome = connection.startTls(serverName, whole.atMost(limit));
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
    TlsSeen seen = Certificates.seen(serverName, outcome, millis);
    tls = seen;
    if (injected) {
      transcript.add(Side.NOBODY, "thrown away: what came in the clear before TLS");
    }
    transcript.add(
        Side.NOBODY,
        outcome.completed()
            ? outcome.protocol() + " " + outcome.cipherSuite()
            : "TLS: " + outcome.failure());
    if (!outcome.completed()) {
      boolean late = outcome.timedOut() && whole.passed();
      throw new BrokenOff(
          new BreakOff(stage, late ? Kind.TIMEOUT : Kind.TLS_FAILED, millis, outcome.failure()));
    }
    leafDigest = ServerEndPoint.of(outcome.chain());
    lines = lineFraming();
    replies = replyFraming();
  }

  /// The channel binding `tls-server-end-point` (RFC 5929 section 4); null where there is none.
  byte @Nullable [] serverEndPoint() {
    return leafDigest;
  }

  /// Sends the last line and does not wait for what comes.
  void leave(String line) {
    try {
      say(line);
    } catch (BrokenOff e) {
      // It has gone already.
      return;
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
