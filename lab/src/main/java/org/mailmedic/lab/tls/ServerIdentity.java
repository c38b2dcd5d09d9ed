package org.mailmedic.lab.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;

/// A server's private key and its certificate chain, leaf first.
public record ServerIdentity(PrivateKey privateKey, List<X509Certificate> chain) {
  public ServerIdentity {
    chain = List.copyOf(chain);
  }

  public X509Certificate leaf() {
    return chain.getFirst();
  }

  /// The data of a TLSA record "3 1 1" (RFC 6698 section 2.1): the key of the leaf, SHA-256.
  public String tlsa311() {
    return "3 1 1 " + sha256(leaf().getPublicKey().getEncoded());
  }

  /// The data of a TLSA record "2 0 1": the whole certificate of the issuer, SHA-256.
  public String tlsa201() {
    try {
      return "2 0 1 " + sha256(chain.getLast().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
