package org.mailmedic.protocol.bounce;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.message.RawField;
import org.mailmedic.protocol.mime.MimePart;

/// The parts of a message as texts and bytes, however badly they are declared.
final class Parts {
  private Parts() {}

  /// A part's text. Where no charset is given or the bytes are none of it, it is read as Windows
  /// has it, which never fails.
  static String text(MimePart part) {
    MimePart.Decoded decoded = part.decoded();
    if (part.charset() == null && isIso2022(decoded.text())) {
      return as(part, "iso-2022-jp").decoded().text();
    }
    return decoded.problems().contains(MimePart.Problem.BAD_CHARSET) && part.charset() == null
        ? as(part, "windows-1252").decoded().text()
        : decoded.text();
  }

  private static boolean isIso2022(String text) {
    return text.contains("\u001b$B") || text.contains("\u001b$@");
  }

  /// A part's bytes without their transfer encoding.
  static byte[] bytes(MimePart part) {
    boolean encoded =
        part.encoding().equals("base64") || part.encoding().equals("quoted-printable");
    if (encoded) {
      return as(part, "iso-8859-1").decoded().text().getBytes(StandardCharsets.ISO_8859_1);
    }
    return Arrays.copyOfRange(part.message().bytes(), part.start(), part.end());
  }

  /// A part with its header before it, as a message.
  static byte[] withHeader(MimePart part) {
    StringBuilder header = new StringBuilder();
    for (RawField field : part.header().fields()) {
      header.append(field.raw()).append("\r\n");
    }
    byte[] first = header.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = Arrays.copyOf(first, first.length + part.end() - part.start());
    System.arraycopy(
        part.message().bytes(), part.start(), whole, first.length, part.end() - part.start());
    return whole;
  }

  private static MimePart as(MimePart part, String charset) {
    return new MimePart(
        part.header(),
        part.type(),
        charset,
        part.fileName(),
        part.attached(),
        part.encoding(),
        part.message(),
        part.start(),
        part.end(),
        part.depth(),
        part.problems());
  }

  /// The first part of one of these types; null where there is none.
  static @Nullable MimePart first(List<MimePart> parts, String... types) {
    for (MimePart part : parts) {
      for (String type : types) {
        if (part.type().equals(type)) {
          return part;
        }
      }
    }
    return null;
  }
}
