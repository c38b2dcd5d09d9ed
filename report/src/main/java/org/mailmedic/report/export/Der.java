package org.mailmedic.report.export;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Writes DER (X.690), as far as a signature takes it.
final class Der {
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return tagged(SEQUENCE, joined(List.of(parts)));
  }

  static byte[] set(List<byte[]> parts) {
    return tagged(SET, sorted(parts));
  }

  /// The contents of a SET OF: in ascending order of the encodings (X.690 section 11.6).
  static byte[] sorted(List<byte[]> parts) {
    return joined(parts.stream().sorted(Arrays::compareUnsigned).toList());
  }

  static byte[] integer(BigInteger number) {
    return tagged(2, number.toByteArray());
  }

  static byte[] octets(byte[] bytes) {
    return tagged(4, bytes);
  }

  static byte[] nothing() {
    return tagged(5, new byte[0]);
  }

  /// An object identifier, from its dotted form.
  static byte[] oid(String dotted) {
    String[] arcs = dotted.split("\\.");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      int arc = Integer.parseInt(arcs[i]);
      for (int shift = 28; shift > 0; shift -= 7) {
        if (arc >> shift != 0) {
          out.write((arc >> shift & 0x7f) | 0x80);
        }
      }
      out.write(arc & 0x7f);
    }
    return tagged(6, out.toByteArray());
  }

  /// A moment as `YYYYMMDDHHMMSSZ`.
  static byte[] generalizedTime(String digits) {
    return tagged(0x18, digits.getBytes(StandardCharsets.US_ASCII));
  }

  /// A moment as `YYMMDDHHMMSSZ`.
  static byte[] utcTime(String digits) {
    return tagged(0x17, digits.getBytes(StandardCharsets.US_ASCII));
  }

  /// A constructed value with the context tag 0, around parts.
  static byte[] context0(byte[]... parts) {
    return tagged(0xa0, joined(List.of(parts)));
  }

  static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.length;
    if (length < 0x80) {
      out.write(length);
    } else {
      int octets = (32 - Integer.numberOfLeadingZeros(length) + 7) / 8;
      out.write(0x80 | octets);
      for (int i = octets - 1; i >= 0; i--) {
        out.write(length >> (8 * i));
      }
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  static byte[] joined(List<byte[]> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    parts.forEach(out::writeBytes);
    return out.toByteArray();
  }
}
