package org.mailmedic.protocol.smtp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Cuts a stream into SMTP replies (RFC 5321 section 4.2.1). Lenient where servers are: a bare LF
/// ends a line too, the separator may be missing, the last line's code counts. Several replies may
/// be waiting in the stream at once (RFC 2920). Holds at most one buffer and one reply.
public final class ReplyFraming {
  private static final int BUFFER_BYTES = 2 * SmtpLimits.MAX_LINE_BYTES;
  private static final int CODE_LENGTH = 3;

  private final Source source;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int from;
  private int to;

  /// Where bytes come from.
  @FunctionalInterface
  public interface Source {
    /// Reads at least one byte, or returns -1 at the end.
    int read(byte[] buffer, int offset, int length) throws IOException;
  }

  public ReplyFraming(Source source) {
    this.source = source;
  }

  /// The next reply, or what came instead. After anything but a reply the stream is of no more use.
  ///
  /// @throws IOException what the source threw (time-out, reset); [#pending] tells what had come
  public Framed next() throws IOException {
    List<String> lines = new ArrayList<>(4);
    while (true) {
      int end = lineEnd();
      if (end == TOO_LONG) {
        return new Framed.TooLong(seen());
      }
      if (end == NOT_SMTP) {
        return new Framed.NotSmtp(seen());
      }
      if (end == ENDED) {
        String rest = from < to || lines.isEmpty() ? seen() : lines.get(lines.size() - 1);
        return new Framed.Ended(rest);
      }
      int textEnd = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
      if (textEnd - from < CODE_LENGTH) {
        return new Framed.NotSmtp(seen());
      }
      int code = code();
      boolean more = textEnd > from + CODE_LENGTH && buffer[from + CODE_LENGTH] == '-';
      lines.add(WireText.of(buffer, textStart(textEnd), textEnd));
      if (more && lines.size() >= SmtpLimits.MAX_REPLY_LINES) {
        return new Framed.TooLong(lines.get(0));
      }
      from = end + 1;
      if (!more) {
        return new Framed.Reply(code, lines);
      }
    }
  }

  /// Whether bytes have come that no reply has taken yet.
  public boolean pending() {
    return from < to;
  }

  /// The start of what has come and no reply has taken, safe to show.
  public String seen() {
    return WireText.of(buffer, from, Math.min(to, from + SmtpLimits.MAX_SEEN));
  }

  private static final int TOO_LONG = -1;
  private static final int NOT_SMTP = -2;
  private static final int ENDED = -3;

  /// The index of the LF that ends the line at `from`, or one of the constants above.
  private int lineEnd() throws IOException {
    int scanned = from;
    while (true) {
      if (!startsLikeReply()) {
        return NOT_SMTP;
      }
      for (; scanned < to; scanned++) {
        if (buffer[scanned] == '\n') {
          return scanned - from < SmtpLimits.MAX_LINE_BYTES ? scanned : TOO_LONG;
        }
      }
      if (to - from >= SmtpLimits.MAX_LINE_BYTES) {
        return TOO_LONG;
      }
      scanned -= makeRoom();
      int got = source.read(buffer, to, buffer.length - to);
      if (got <= 0) {
        return ENDED;
      }
      to += got;
    }
  }

  /// Moves what is left to the front; returns by how much.
  private int makeRoom() {
    int moved = from;
    if (moved > 0) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    }
    return moved;
  }

  /// Whether what has come of the line can become one of a reply: told at the first byte that
  /// can't, so that nobody waits for the line end of something binary.
  private boolean startsLikeReply() {
    int have = Math.min(to - from, CODE_LENGTH);
    for (int i = 0; i < have; i++) {
      int digit = buffer[from + i] - '0';
      // RFC 5321 section 4.2: the first digit is 2 to 5, the second 0 to 5.
      boolean fits = i == 0 ? digit >= 2 && digit <= 5 : digit >= 0 && digit <= (i == 1 ? 5 : 9);
      if (!fits) {
        return false;
      }
    }
    return to - from <= CODE_LENGTH || !digit(buffer[from + CODE_LENGTH]);
  }

  private static boolean digit(byte b) {
    return b >= '0' && b <= '9';
  }

  private int code() {
    return (buffer[from] - '0') * 100 + (buffer[from + 1] - '0') * 10 + buffer[from + 2] - '0';
  }

  private int textStart(int textEnd) {
    int start = from + CODE_LENGTH;
    boolean separator =
        start < textEnd && (buffer[start] == ' ' || buffer[start] == '-' || buffer[start] == '\t');
    return separator ? start + 1 : start;
  }
}
