package org.mailmedic.protocol.dkim;

import org.jspecify.annotations.Nullable;

/// The algorithms of signatures (RFC 6376 section 3.3, RFC 8463 section 3).
public enum SigningAlgorithm {
  /// RFC 8301 section 3.1: counts for nothing any more.
  RSA_SHA1("rsa-sha1", "rsa", "sha1", "SHA-1"),
  RSA_SHA256("rsa-sha256", "rsa", "sha256", "SHA-256"),
  ED25519_SHA256("ed25519-sha256", "ed25519", "sha256", "SHA-256");

  private final String word;
  private final String keyType;
  private final String hash;
  private final String digest;

  SigningAlgorithm(String word, String keyType, String hash, String digest) {
    this.word = word;
    this.keyType = keyType;
    this.hash = hash;
    this.digest = digest;
  }

  /// The algorithm with this word in the tag `a`; null where there is none. Case matters (RFC 6376
  /// section 3.2).
  static @Nullable SigningAlgorithm of(String word) {
    for (SigningAlgorithm algorithm : values()) {
      if (algorithm.word.equals(word)) {
        return algorithm;
      }
    }
    return null;
  }

  /// As in the tag `a`.
  public String word() {
    return word;
  }

  /// The `k` of keys that it needs.
  public String keyType() {
    return keyType;
  }

  /// As in the tag `h` of key records.
  public String hash() {
    return hash;
  }

  /// The JDK's name of the hash.
  String digest() {
    return digest;
  }
}
