package org.mailmedic.engine.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a TLS handshake brought. The certificate is accepted whatever it is; what it is worth
/// stands here.
///
/// @param serverName the name that was asked for (SNI), which the certificate should have
/// @param completed whether TLS stood
/// @param failure what went wrong, as the library said it; null when completed
/// @param brokeOff whether it failed by time-out or by the connection breaking off
/// @param protocol such as `TLSv1.3`; null unless completed
/// @param cipherSuite null unless completed
/// @param chain certificates as sent, leaf first
/// @param trusted whether the chain leads to a trust anchor, expiry aside
/// @param trustProblem `self-signed`, `issuer unknown` or the library's word; null when trusted
/// @param outOfDate whether the path is valid only at another time: a certificate on it has expired
///   or is not valid yet; false where no path was found at all
/// @param lastDer the last certificate of the chain, base64 of its DER form, so that an anchor
///   published in full in the DNS can be tried on it (RFC 7671 section 5.2.2); null where the chain
///   is empty or the certificate too long
/// @param millis how long the handshake took
public record TlsSeen(
    String serverName,
    boolean completed,
    @Nullable String failure,
    boolean brokeOff,
    @Nullable String protocol,
    @Nullable String cipherSuite,
    List<CertificateSeen> chain,
    boolean trusted,
    @Nullable String trustProblem,
    boolean outOfDate,
    @Nullable String lastDer,
    long millis) {
  public TlsSeen {
    chain = List.copyOf(chain);
  }

  /// Whether TLS stands with a certificate that mail programs accept for the name asked for.
  public boolean good() {
    return completed && trusted && !outOfDate && !chain.isEmpty() && chain.get(0).isFor(serverName);
  }
}
