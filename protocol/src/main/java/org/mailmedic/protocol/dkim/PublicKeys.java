package org.mailmedic.protocol.dkim;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import org.jspecify.annotations.Nullable;

/// Public keys from the bytes of the tag `p`.
final class PublicKeys {
  /// What precedes the 32 bytes of an Ed25519 key in its usual wrapping (RFC 8410 section 4).
  private static final byte[] ED25519 = {0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0};

  private static final int ED25519_BYTES = 32;

  private PublicKeys() {}

  /// The key; null where the bytes are none of this type.
  static @Nullable PublicKey decode(String keyType, byte[] bytes) {
    try {
      return switch (keyType) {
        case "rsa" -> rsa(bytes);
        case "ed25519" -> ed25519(bytes);
        default -> null;
      };
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  /// Size in bits; 256 for Ed25519.
  static int bits(PublicKey key) {
    return key instanceof RSAPublicKey rsa ? rsa.getModulus().bitLength() : 256;
  }

  /// RFC 6376 section 3.6.1 names the bare `RSAPublicKey`, its example and nearly everybody has it
  /// wrapped (RFC 6376 erratum 3017): both are read.
  private static PublicKey rsa(byte[] bytes) throws GeneralSecurityException {
    byte[] wrapped = isBareRsa(bytes) ? Der.wrapRsa(bytes) : bytes;
    return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(wrapped));
  }

  /// Whether the outer sequence starts with a number, the modulus.
  private static boolean isBareRsa(byte[] bytes) {
    if (bytes.length < 4 || bytes[0] != 0x30) {
      return false;
    }
    int content = bytes[1] >= 0 ? 2 : 2 + (bytes[1] & 0x7f);
    return content < bytes.length && bytes[content] == 2;
  }

  /// RFC 8463 section 4: the 32 bytes themselves, without any wrapping.
  private static @Nullable PublicKey ed25519(byte[] bytes) throws GeneralSecurityException {
    if (bytes.length != ED25519_BYTES) {
      return null;
    }
    byte[] wrapped = new byte[ED25519.length + bytes.length];
    System.arraycopy(ED25519, 0, wrapped, 0, ED25519.length);
    System.arraycopy(bytes, 0, wrapped, ED25519.length, bytes.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(wrapped));
  }
}
