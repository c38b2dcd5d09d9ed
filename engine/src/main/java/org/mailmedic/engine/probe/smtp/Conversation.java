package org.mailmedic.engine.probe.smtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.SmtpBreakOff;
import org.mailmedic.engine.evidence.SmtpBreakOff.Kind;
import org.mailmedic.engine.evidence.SmtpBreakOff.Stage;
import org.mailmedic.engine.evidence.SmtpReply;
import org.mailmedic.engine.evidence.TranscriptLine.Side;
import org.mailmedic.engine.world.Connection;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.protocol.reply.ReplyReader;
import org.mailmedic.protocol.smtp.Command;
import org.mailmedic.protocol.smtp.Framed;
import org.mailmedic.protocol.smtp.ReplyFraming;

/// SMTP over one connection: commands go out, replies come in, everything is written down.
final class Conversation implements AutoCloseable {
  private final Connection connection;
  private final Transcript transcript;
  private final Deadline whole;
  private final DialogueLimits limits;
  private ReplyFraming framing;
  private Deadline reading;

  Conversation(
      Connection connection, Transcript transcript, Deadline whole, DialogueLimits limits) {
    this.connection = connection;
    this.transcript = transcript;
    this.whole = whole;
    this.limits = limits;
    this.reading = whole;
    this.framing = framing();
  }

  private ReplyFraming framing() {
    return new ReplyFraming(
        (buffer, offset, length) -> connection.read(buffer, offset, length, reading));
  }

  /// The name that we introduce ourselves with: the address literal of this end (RFC 5321 section
  /// 4.1.3), which is always true and needs no look-up.
  String ownName() {
    if (connection.socket().getLocalSocketAddress() instanceof InetSocketAddress local) {
      String address = local.getAddress().getHostAddress();
      int zone = address.indexOf('%');
      String bare = zone < 0 ? address : address.substring(0, zone);
      return bare.indexOf(':') < 0 ? "[" + bare + "]" : "[IPv6:" + bare + "]";
    }
    return "[127.0.0.1]";
  }

  /// Sends commands in one packet (RFC 2920 where there are several). A server that has said more
  /// than it was asked is not followed further: its next replies would be taken for answers to
  /// other commands. Only 421 may come at any time (RFC 5321 section 3.8).
  void send(Stage stage, Command... commands) throws BrokenOff {
    if (framing.pending() && !framing.seen().startsWith("421")) {
      throw broken(stage, Kind.NOT_SMTP, transcript.now(), framing.seen());
    }
    StringBuilder wire = new StringBuilder();
    for (Command command : commands) {
      transcript.add(Side.CLIENT, command.line());
      wire.append(command.line()).append("\r\n");
    }
    try {
      connection.write(wire.toString().getBytes(StandardCharsets.UTF_8), whole);
    } catch (IOException e) {
      throw ended(stage, e, 0);
    }
  }

  /// Waits for the next reply as long as for any but the first.
  SmtpReply expect(Stage stage) throws BrokenOff {
    return expect(stage, limits.reply());
  }

  /// Waits for the next reply.
  SmtpReply expect(Stage stage, Duration limit) throws BrokenOff {
    long before = transcript.now();
    reading = whole.atMost(limit);
    try {
      return switch (framing.next()) {
        case Framed.Reply(int code, List<String> lines) -> noted(code, lines);
        case Framed.NotSmtp(String seen) -> throw broken(stage, Kind.NOT_SMTP, before, seen);
        case Framed.TooLong(String seen) -> throw broken(stage, Kind.TOO_LONG, before, seen);
        case Framed.Ended(String seen) ->
            throw broken(stage, Kind.CLOSED, before, seen.isEmpty() ? null : seen);
      };
    } catch (IOException e) {
      throw ended(stage, e, before);
    }
  }

  private SmtpReply noted(int code, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      transcript.add(Side.SERVER, code + (i + 1 < lines.size() ? "-" : " ") + lines.get(i));
    }
    String enhanced = ReplyReader.read(code + " " + String.join(" ", lines)).enhanced();
    return new SmtpReply(code, enhanced, lines, transcript.now());
  }

  private BrokenOff ended(Stage stage, IOException e, long before) {
    if (e instanceof SocketTimeoutException) {
      return broken(stage, Kind.TIMEOUT, before, framing.pending() ? framing.seen() : null);
    }
    if (e instanceof java.net.ProtocolException) {
      return broken(stage, Kind.TOO_LONG, before, e.getMessage());
    }
    return broken(stage, Kind.CLOSED, before, e.getMessage());
  }

  private BrokenOff broken(Stage stage, Kind kind, long before, @Nullable String detail) {
    transcript.add(Side.NOBODY, kind + (detail == null ? "" : ": " + detail));
    return new BrokenOff(new SmtpBreakOff(stage, kind, transcript.now() - before, detail));
  }

  /// Puts TLS on. What the server said in the clear behind its reply to STARTTLS is thrown away
  /// (RFC 3207 section 4.2).
  Connection.TlsOutcome startTls(String serverName, Deadline deadline) {
    Connection.TlsOutcome outcome = connection.startTls(serverName, deadline);
    transcript.add(
        Side.NOBODY,
        outcome.completed()
            ? outcome.protocol() + " " + outcome.cipherSuite()
            : "TLS: " + outcome.failure());
    framing = framing();
    return outcome;
  }

  /// Takes leave without anybody waiting for it.
  ///
  /// @param said commands that were sent already and whose replies nobody has read
  void farewell(boolean said) {
    Thread.ofVirtual()
        .name("farewell")
        .start(() -> {
          try (this) {
            reading = Deadline.in(DialogueLimits.FAREWELL);
            if (!said) {
              framing.next();
              connection.write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII), reading);
            }
            while (framing.next() instanceof Framed.Reply) {
              // until the server closes
            }
          } catch (IOException e) {
            // It has gone already.
          }
        });
  }

  @Override
  public void close() {
    connection.close();
  }
}
