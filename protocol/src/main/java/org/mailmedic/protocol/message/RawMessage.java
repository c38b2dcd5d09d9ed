package org.mailmedic.protocol.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A message as its bytes. Lines may end with CRLF or, in files, with LF alone. A line that is no
/// header field (a first `From ` line of an mbox, or rubbish) is left out.
public final class RawMessage {
  private final List<RawField> fields;
  private final boolean complete;
  private final byte[] bytes;
  private final int bodyStart;

  private RawMessage(List<RawField> fields, boolean complete, byte[] bytes, int bodyStart) {
    this.fields = List.copyOf(fields);
    this.complete = complete;
    this.bytes = bytes;
    this.bodyStart = bodyStart;
  }

  /// Reads the header; the bytes are not copied. Never fails.
  public static RawMessage of(byte[] bytes) {
    return new Reader(bytes).read();
  }

  /// The header fields, the topmost first, no more than are read (docs/limits.md).
  public List<RawField> fields() {
    return fields;
  }

  /// False where the header was longer than is read.
  public boolean complete() {
    return complete;
  }

  /// The whole message; not a copy.
  public byte[] bytes() {
    return bytes;
  }

  /// Where the body starts in [#bytes()].
  public int bodyStart() {
    return bodyStart;
  }

  /// All fields with this name, the topmost first.
  public List<RawField> all(String name) {
    return fields.stream().filter(field -> field.is(name)).toList();
  }

  /// Bytes of the body.
  public int bodyLength() {
    return bytes.length - bodyStart;
  }

  private static final class Reader {
    private final byte[] bytes;
    private final List<RawField> fields = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    private int colon = -1;
    private boolean complete = true;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    RawMessage read() {
      int at = 0;
      while (at < bytes.length) {
        int end = at;
        while (end < bytes.length && bytes[end] != '\n') {
          end++;
        }
        int next = Math.min(end + 1, bytes.length);
        if (end > at && bytes[end - 1] == '\r') {
          end--;
        }
        if (end == at) {
          at = next; // the empty line
          break;
        }
        if (next > MessageLimits.MAX_HEADER_BYTES) {
          complete = false;
          at = bytes.length;
          break;
        }
        line(new String(bytes, at, end - at, StandardCharsets.ISO_8859_1));
        at = next;
      }
      close();
      return new RawMessage(fields, complete, bytes, at);
    }

    private void line(String line) {
      if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        if (colon >= 0) {
          field.append("\r\n").append(line);
        }
        return;
      }
      close();
      colon = colonOf(line);
      if (colon >= 0) {
        field.append(line);
      }
    }

    private void close() {
      if (colon >= 0) {
        if (fields.size() < MessageLimits.MAX_FIELDS) {
          fields.add(new RawField(field.toString(), colon));
        } else {
          complete = false;
        }
      }
      colon = -1;
      field.setLength(0);
    }

    /// Where the colon stands; -1 where what precedes it is no field name (RFC 5322 section 3.6.8).
    private static int colonOf(String line) {
      int colon = line.indexOf(':');
      int end = colon;
      while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
        end--; // RFC 5322 section 4.5: old messages have spaces there
      }
      if (end <= 0) {
        return -1;
      }
      for (int i = 0; i < end; i++) {
        if (line.charAt(i) <= ' ' || line.charAt(i) >= 127) {
          return -1;
        }
      }
      return colon;
    }
  }
}
