package org.mailmedic.protocol.sasl;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Keyed hashes.
final class Keyed {
  private Keyed() {}

  static byte[] hmac(String algorithm, byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has them
    }
  }

  static byte[] hash(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has them
    }
  }

  /// `Hi` of RFC 5802 section 2.2.
  static byte[] iterated(String algorithm, byte[] password, byte[] salt, int iterations) {
    byte[] block = hmac(algorithm, password, salt, new byte[] {0, 0, 0, 1});
    byte[] sum = block.clone();
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(password.length == 0 ? new byte[1] : password, algorithm));
      for (int i = 1; i < iterations; i++) {
        block = mac.doFinal(block);
        for (int j = 0; j < sum.length; j++) {
          sum[j] ^= block[j];
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has them
    }
    Arrays.fill(block, (byte) 0);
    return sum;
  }
}
