package org.mailmedic.lab.smtp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// What a server does at one point of the dialogue.
public sealed interface Act {

  /// Sends a reply and goes on. Lines after the first make it a multi-line reply; each line is
  /// given as it is sent, without CR LF. `{client}` stands for the client's address, `{rcpt}` for
  /// the recipient. A reply of 421 or 521 does not close the connection by itself.
  record Reply(List<String> lines) implements Act {
    public Reply {
      lines = List.copyOf(lines);
    }
  }

  /// Sends bytes and goes on.
  @SuppressWarnings("ArrayRecordComponent") // bytes to be sent, never compared
  record Raw(byte[] bytes) implements Act {}

  /// Sends bytes one at a time with a pause after each, and goes on.
  @SuppressWarnings("ArrayRecordComponent") // bytes to be sent, never compared
  record Drip(byte[] bytes, Duration pause) implements Act {}

  /// Sends the same line until the client goes away.
  record Endless(String line) implements Act {}

  /// Says nothing more and keeps the connection until the client goes away.
  record Silence() implements Act {}

  /// Ends the connection in order.
  record Close() implements Act {}

  /// Breaks the connection off (TCP reset).
  record Reset() implements Act {}

  /// Waits, then does something.
  record After(Duration delay, Act act) implements Act {}

  /// One thing after the other.
  record Then(Act first, Act second) implements Act {}

  /// A reply of one line, or of several given as they are sent.
  static Act reply(String... lines) {
    return new Reply(List.of(lines));
  }

  /// A reply, then the end.
  static Act replyAndClose(String line) {
    return new Then(reply(line), new Close());
  }

  /// Text as it is, not closed by CR LF.
  static Act raw(String text) {
    return new Raw(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// A reply line of so many bytes.
  static Act hugeLine(String start, int bytes) {
    byte[] line = new byte[bytes + 2];
    java.util.Arrays.fill(line, (byte) 'x');
    byte[] head = start.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(head, 0, line, 0, head.length);
    line[bytes] = '\r';
    line[bytes + 1] = '\n';
    return new Raw(line);
  }

  static Act after(Duration delay, Act act) {
    return new After(delay, act);
  }
}
