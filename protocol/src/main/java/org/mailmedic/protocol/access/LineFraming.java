package org.mailmedic.protocol.access;

import java.io.IOException;
import org.mailmedic.protocol.smtp.WireText;

/// Cuts a stream into the lines of a mail program's server. Lenient where servers are: a bare LF
/// ends a line too. Several lines may be waiting in the stream at once. Holds at most one line.
public final class LineFraming {
  private final Source source;
  private final byte[] buffer = new byte[2 * AccessLimits.MAX_LINE_BYTES];
  private int from;
  private int to;

  /// Where bytes come from.
  @FunctionalInterface
  public interface Source {
    /// Reads at least one byte, or returns -1 at the end.
    int read(byte[] buffer, int offset, int length) throws IOException;
  }

  public LineFraming(Source source) {
    this.source = source;
  }

  /// The next line. After anything but a line the stream is of no more use.
  ///
  /// @throws IOException what the source threw (time-out, reset); [#seen] tells what had come
  public Line next() throws IOException {
    int end = lineEnd();
    if (end == TOO_LONG) {
      return new Line.TooLong(seen());
    }
    if (end == ENDED) {
      return new Line.Ended(seen());
    }
    String text = WireText.of(buffer, from, textEnd(end));
    from = end + 1;
    return new Line.Text(text);
  }

  /// The next line, with the literals that belong to it (RFC 9051 section 4.3, RFC 5804 section
  /// 1.2) put in as quoted strings.
  ///
  /// @throws IOException what the source threw
  public Line nextWithLiterals() throws IOException {
    StringBuilder whole = new StringBuilder();
    while (true) {
      Line part = next();
      if (!(part instanceof Line.Text(String text))) {
        return part;
      }
      int length = Literal.length(text);
      if (length < 0) {
        return new Line.Text(whole.append(text).toString());
      }
      if (length > AccessLimits.MAX_LITERAL_BYTES
          || whole.length() + text.length() + length > AccessLimits.MAX_LINE_BYTES) {
        return new Line.TooLong(shortened(whole.append(text).toString()));
      }
      if (!fill(length)) {
        return new Line.Ended(shortened(whole.append(text).toString()));
      }
      whole.append(text, 0, text.lastIndexOf('{'));
      whole.append(Literal.quoted(WireText.of(buffer, from, from + length)));
      from += length;
    }
  }

  /// Whether bytes have come that no line has taken yet.
  public boolean pending() {
    return from < to;
  }

  /// The start of what has come and no line has taken, safe to show.
  public String seen() {
    return WireText.of(buffer, from, Math.min(to, from + AccessLimits.MAX_SEEN));
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), AccessLimits.MAX_SEEN));
  }

  private static final int TOO_LONG = -1;
  private static final int ENDED = -2;

  private int textEnd(int end) {
    return end > from && buffer[end - 1] == '\r' ? end - 1 : end;
  }

  /// The index of the LF that ends the line at `from`, or one of the constants above.
  private int lineEnd() throws IOException {
    int scanned = from;
    while (true) {
      for (; scanned < to; scanned++) {
        if (buffer[scanned] == '\n') {
          return scanned - from < AccessLimits.MAX_LINE_BYTES ? scanned : TOO_LONG;
        }
      }
      if (to - from >= AccessLimits.MAX_LINE_BYTES) {
        return TOO_LONG;
      }
      scanned -= makeRoom();
      if (!more()) {
        return ENDED;
      }
    }
  }

  /// Sees to it that `length` bytes are there; false where the stream ends before.
  private boolean fill(int length) throws IOException {
    makeRoom();
    while (to - from < length) {
      if (!more()) {
        return false;
      }
    }
    return true;
  }

  private boolean more() throws IOException {
    int got = source.read(buffer, to, buffer.length - to);
    if (got <= 0) {
      return false;
    }
    to += got;
    return true;
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
}
