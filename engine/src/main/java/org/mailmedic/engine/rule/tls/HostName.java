package org.mailmedic.engine.rule.tls;

import java.util.List;
import java.util.Locale;
import org.mailmedic.engine.evidence.CertificateSeen;

/// Whether a certificate is for a host (RFC 9525 section 6.3).
public final class HostName {
  private HostName() {}

  /// Whether one of the certificate's names fits; the common name counts only where there is no
  /// other, as mail servers still treat it.
  public static boolean matches(CertificateSeen certificate, String host) {
    List<String> names = certificate.dnsNames();
    String common = certificate.commonName();
    if (names.isEmpty() && common != null) {
      names = List.of(common);
    }
    return names.stream().anyMatch(name -> fits(name, host));
  }

  /// A wildcard stands for exactly one label, the leftmost one.
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
