package org.mailmedic.engine.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A certificate that a server showed.
///
/// @param subject, issuer distinguished names (RFC 4514)
/// @param commonName the subject's most specific CN; null where there is none
/// @param dnsNames the dNSName entries of the subject alternative name, lower case, without
///   trailing dot; empty where there is none
/// @param notBefore, notAfter its validity
/// @param key kind and size of its key, such as `RSA 2048` or `EC 256`
/// @param sha256, sha512 digests of the whole certificate, lower case hex
/// @param spkiSha256, spkiSha512 digests of its SubjectPublicKeyInfo, lower case hex
/// @param signedByNext whether the next certificate of the chain, or for the last one itself,
///   signed it
public record CertificateSeen(
    String subject,
    String issuer,
    @Nullable String commonName,
    List<String> dnsNames,
    Instant notBefore,
    Instant notAfter,
    String key,
    String sha256,
    String sha512,
    String spkiSha256,
    String spkiSha512,
    boolean signedByNext) {
  public CertificateSeen {
    dnsNames = List.copyOf(dnsNames);
  }

  /// Whether one of its names fits a host (RFC 9525 section 6.3); the common name counts only where
  /// there is no other, as mail servers still treat it.
  public boolean isFor(String host) {
    List<String> names = dnsNames;
    if (names.isEmpty() && commonName != null) {
      names = List.of(commonName);
    }
    return names.stream().anyMatch(name -> fits(name, host));
  }

  /// Whether a name of a certificate fits a host. A wildcard stands for exactly one label, the
  /// leftmost one.
  public static boolean fits(String pattern, String host) {
    String wanted = host.toLowerCase(Locale.ROOT);
    String name = pattern.toLowerCase(Locale.ROOT);
    if (!name.startsWith("*.")) {
      return name.equals(wanted);
    }
    int dot = wanted.indexOf('.');
    return dot > 0 && wanted.substring(dot).equals(name.substring(1));
  }
}
