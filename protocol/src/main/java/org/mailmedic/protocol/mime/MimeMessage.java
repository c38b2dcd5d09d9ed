package org.mailmedic.protocol.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.message.RawField;
import org.mailmedic.protocol.message.RawMessage;

/// A message and its parts. Never fails, whatever the bytes are.
///
/// @param raw header and bytes
/// @param parts those that have no parts themselves, in their order; at least one
public record MimeMessage(RawMessage raw, List<MimePart> parts) {
  public MimeMessage {
    parts = List.copyOf(parts);
  }

  /// Reads a message.
  public static MimeMessage of(byte[] bytes) {
    return of(RawMessage.of(bytes));
  }

  /// Reads the parts of a message.
  public static MimeMessage of(RawMessage raw) {
    Reader reader = new Reader(raw);
    reader.read(raw, raw.bodyStart(), raw.bytes().length, 0, false);
    return new MimeMessage(raw, reader.parts);
  }

  /// The message that one of the parts holds whole or by its header (RFC 3462 section 3); null
  /// where none does.
  public @Nullable RawMessage enclosed() {
    for (MimePart part : parts) {
      if (part.type().equals("message/rfc822")
          || part.type().equals("message/global")
          || part.type().equals("text/rfc822-headers")
          || part.type().equals("message/rfc822-headers")) {
        return RawMessage.of(Arrays.copyOfRange(part.bytes(), part.start(), part.end()));
      }
    }
    return null;
  }

  private static final class Reader {
    private static final byte[] DASHES = {'-', '-'};

    private static final Set<String> ENCODINGS =
        Set.of("7bit", "8bit", "binary", "base64", "quoted-printable");

    private final RawMessage message;
    private final byte[] bytes;
    final List<MimePart> parts = new ArrayList<>();

    Reader(RawMessage message) {
      this.message = message;
      this.bytes = message.bytes();
    }

    /// @param cutOff whether the end of this part never came
    void read(RawMessage header, int start, int end, int depth, boolean cutOff) {
      FieldParameters type = parameters(header, "Content-Type");
      if (type.value().startsWith("multipart/")) {
        String boundary = type.get("boundary");
        boolean usable =
            boundary != null && !boundary.isEmpty() && boundary.length() <= MimeLimits.MAX_BOUNDARY;
        if (boundary != null
            && usable
            && depth < MimeLimits.MAX_DEPTH
            && split(boundary, start, end, depth)) {
          return;
        }
        leaf(
            header,
            type,
            new int[] {start, end, depth},
            depth < MimeLimits.MAX_DEPTH
                ? MimePart.Problem.NO_BOUNDARY
                : MimePart.Problem.TOO_MANY);
        return;
      }
      leaf(header, type, new int[] {start, end, depth}, cutOff ? MimePart.Problem.UNCLOSED : null);
    }

    /// Whether the boundary comes at all.
    private boolean split(String boundary, int start, int end, int depth) {
      byte[] mark = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
      int partStart = -1;
      int line = start;
      while (line < end) {
        int next = next(line, end);
        boolean last = starts(mark, line, end) && starts(DASHES, line + mark.length, end);
        int rest = line + mark.length + (last ? DASHES.length : 0);
        if (starts(mark, line, end) && isBlank(rest, next)) {
          if (partStart >= 0) {
            part(partStart, beforeLineEnd(partStart, line), depth, false);
          }
          if (last) {
            return partStart >= 0; // an end without a beginning parts nothing
          }
          partStart = next;
        }
        line = next;
      }
      if (partStart < 0) {
        return false;
      }
      part(partStart, end, depth, true);
      return true;
    }

    private void part(int start, int end, int depth, boolean cutOff) {
      if (parts.size() >= MimeLimits.MAX_PARTS) {
        return;
      }
      RawMessage header = RawMessage.of(Arrays.copyOfRange(bytes, start, Math.max(start, end)));
      read(header, start + header.bodyStart(), Math.max(start, end), depth + 1, cutOff);
    }

    /// RFC 2046 section 5.1.1: nothing but white space may follow a boundary.
    private boolean isBlank(int from, int to) {
      for (int i = from; i < to; i++) {
        if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r' && bytes[i] != '\n') {
          return false;
        }
      }
      return true;
    }

    private int next(int line, int end) {
      int at = line;
      while (at < end && bytes[at] != '\n') {
        at++;
      }
      return Math.min(at + 1, end);
    }

    private boolean starts(byte[] mark, int at, int end) {
      if (at + mark.length > end) {
        return false;
      }
      return Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length);
    }

    /// RFC 2046 section 5.1.1: the line end before a boundary belongs to the boundary.
    private int beforeLineEnd(int start, int line) {
      int end = line;
      if (end > start && bytes[end - 1] == '\n') {
        end--;
        if (end > start && bytes[end - 1] == '\r') {
          end--;
        }
      }
      return end;
    }

    private void leaf(
        RawMessage header, FieldParameters type, int[] place, MimePart.@Nullable Problem problem) {
      List<MimePart.Problem> problems = new ArrayList<>();
      if (problem != null) {
        problems.add(problem);
      }
      FieldParameters disposition = parameters(header, "Content-Disposition");
      String encoding = parameters(header, "Content-Transfer-Encoding").value();
      if (!encoding.isEmpty() && !ENCODINGS.contains(encoding)) {
        problems.add(MimePart.Problem.UNKNOWN_ENCODING);
      }
      if (parts.size() + 1 == MimeLimits.MAX_PARTS) {
        problems.add(MimePart.Problem.TOO_MANY);
      }
      String fileName = disposition.get("filename");
      String charset = type.get("charset");
      parts.add(
          new MimePart(
              header,
              type.value().indexOf('/') > 0 ? type.value() : "text/plain",
              charset == null ? null : charset.toLowerCase(Locale.ROOT),
              fileName == null ? type.get("name") : fileName,
              disposition.value().equals("attachment"),
              encoding.isEmpty() ? "7bit" : encoding,
              message,
              place[0],
              Math.max(place[0], place[1]),
              place[2],
              problems));
    }

    private static FieldParameters parameters(RawMessage header, String name) {
      List<RawField> fields = header.all(name);
      return FieldParameters.parse(fields.isEmpty() ? "" : fields.getFirst().unfolded());
    }
  }
}
