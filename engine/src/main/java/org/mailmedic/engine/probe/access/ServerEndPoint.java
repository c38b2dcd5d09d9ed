package org.mailmedic.engine.probe.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The channel binding `tls-server-end-point` (RFC 5929 section 4.1).
final class ServerEndPoint {
  private ServerEndPoint() {}

  /// The digest of the server's certificate, by the hash of its signature and by SHA-256 at least;
  /// null where there is no certificate or its signature has no single hash.
  static byte @Nullable [] of(List<X509Certificate> chain) {
    if (chain.isEmpty()) {
      return null;
    }
    String algorithm = chain.get(0).getSigAlgName().toUpperCase(Locale.ROOT);
    String hash =
        algorithm.startsWith("SHA384")
            ? "SHA-384"
            : algorithm.startsWith("SHA512")
                ? "SHA-512"
                : algorithm.contains("WITH") ? "SHA-256" : null;
    try {
      return hash == null
          ? null
          : MessageDigest.getInstance(hash).digest(chain.get(0).getEncoded());
    } catch (GeneralSecurityException e) {
      return null;
    }
  }
}
