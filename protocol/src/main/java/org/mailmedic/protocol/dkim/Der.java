package org.mailmedic.protocol.dkim;

import java.io.ByteArrayOutputStream;

/// The little DER that wrapping a key takes.
final class Der {
  /// The algorithm `rsaEncryption` with its empty parameters (RFC 8017 appendix A.1).
  private static final byte[] RSA = {
    0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
  };

  private Der() {}

  /// A `SubjectPublicKeyInfo` (RFC 5280 section 4.1) around an `RSAPublicKey`.
  static byte[] wrapRsa(byte[] key) {
    ByteArrayOutputStream bits = new ByteArrayOutputStream();
    bits.write(0); // no unused bits
    bits.writeBytes(key);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(RSA);
    content.writeBytes(tagged(3, bits.toByteArray()));
    return tagged(0x30, content.toByteArray());
  }

  private static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.length;
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      out.write(0x81);
      out.write(length);
    } else {
      out.write(0x83);
      out.write(length >> 16);
      out.write(length >> 8);
      out.write(length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
