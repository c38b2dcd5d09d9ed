package org.mailmedic.engine.rule.tls;

import org.mailmedic.engine.evidence.CertificateSeen;

/// Whether a certificate is for a host (RFC 9525 section 6.3).
public final class HostName {
  private HostName() {}

  /// Whether one of the certificate's names fits.
  public static boolean matches(CertificateSeen certificate, String host) {
    return certificate.isFor(host);
  }

  /// Whether a name fits, be it one with a wildcard.
  public static boolean fits(String pattern, String host) {
    return CertificateSeen.fits(pattern, host);
  }
}
