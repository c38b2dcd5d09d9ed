package org.mailmedic.engine.world;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A TCP connection, perhaps with TLS on it. Used by one thread at a time. Every read ends by its
/// deadline, and the bytes read in all are capped by the world ([java.net.ProtocolException] past
/// the cap).
public interface Connection extends AutoCloseable {

  /// Reads what is there, waiting for at least one byte.
  ///
  /// @return the number of bytes; -1 at the end of the stream
  /// @throws java.net.SocketTimeoutException when the deadline passes first
  int read(byte[] buffer, int offset, int length, Deadline deadline) throws IOException;

  /// Writes all of it.
  void write(byte[] bytes, Deadline deadline) throws IOException;

  /// Puts TLS on the connection; whatever certificate comes is accepted for looking at, and judged
  /// by the outcome.
  ///
  /// @param serverName the name for SNI and for matching the certificate; without a trailing dot
  TlsOutcome startTls(String serverName, Deadline deadline);

  /// The socket underneath (the TLS one once TLS is on), for libraries that want one.
  Socket socket();

  /// The far end.
  InetSocketAddress remote();

  @Override
  void close();

  /// What a TLS handshake brought.
  ///
  /// @param completed whether TLS stands now
  /// @param failure what went wrong, as the library says it; null when completed
  /// @param timedOut whether it failed by time-out or by the connection breaking off
  /// @param protocol such as `TLSv1.3`; null unless completed
  /// @param cipherSuite null unless completed
  /// @param chain certificates as sent, leaf first; may be empty
  /// @param trusted whether the chain leads to a trust anchor at the clock's time, expiry aside
  /// @param trustProblem why not: `self-signed`, `issuer unknown` or the library's word; null when
  ///   trusted
  /// @param outOfDate whether it leads there only at another time: a certificate on the path has
  ///   expired or is not valid yet; false when not trusted
  record TlsOutcome(
      boolean completed,
      @Nullable String failure,
      boolean timedOut,
      @Nullable String protocol,
      @Nullable String cipherSuite,
      List<X509Certificate> chain,
      boolean trusted,
      @Nullable String trustProblem,
      boolean outOfDate) {
    public TlsOutcome {
      chain = List.copyOf(chain);
    }
  }
}
