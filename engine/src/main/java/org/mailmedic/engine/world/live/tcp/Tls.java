package org.mailmedic.engine.world.live.tcp;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.world.Connection.TlsOutcome;

/// TLS 1.2 and 1.3 that takes whatever certificate comes, keeps it for looking at, and says what it
/// is worth. Thread-safe.
public final class Tls {
  /// A certificate with a thousand names fits; the library's own limit is 32 kB.
  private static final int MAX_HANDSHAKE_MESSAGE = 256 << 10;

  private static final String MAX_HANDSHAKE_PROPERTY = "jdk.tls.maxHandshakeMessageSize";
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  static {
    // Read once by the library when it is loaded, and there is no other way to set it.
    if (System.getProperty(MAX_HANDSHAKE_PROPERTY) == null) {
      System.setProperty(MAX_HANDSHAKE_PROPERTY, Integer.toString(MAX_HANDSHAKE_MESSAGE));
    }
  }

  private final TrustAnchors anchors;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /// @param anchors whom to trust
  /// @param clock what certificates' validity is judged by
  public Tls(TrustAnchors anchors, InstantSource clock) {
    this.anchors = anchors;
    this.clock = clock;
  }

  /// Loads in the background what the first handshake needs, so that it does not wait for it.
  public void warmUp() {
    anchors.warmUp();
    Thread.ofPlatform().daemon().name("tls-warm-up").start(this::loadLibrary);
  }

  private void loadLibrary() {
    try {
      SSLContext context = context(new Collector());
      context.createSSLEngine().getSupportedCipherSuites();
    } catch (GeneralSecurityException e) {
      // The first handshake will say so.
    }
  }

  /// Shakes hands over a connected socket, whose reads have to end by themselves.
  Handshake handshake(Socket raw, String serverName) {
    Collector collector = new Collector();
    try {
      // A context for each connection: no session of an earlier one is resumed, so the certificate
      // is always shown.
      SSLContext context = context(collector);
      String peer = ((InetSocketAddress) raw.getRemoteSocketAddress()).getHostString();
      SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(raw, peer, raw.getPort(), true);
      socket.setUseClientMode(true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setProtocols(PROTOCOLS);
      parameters.setServerNames(sni(serverName));
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return new Handshake(socket, completed(socket, collector.chain));
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      return new Handshake(null, failed(e, collector.chain));
    }
  }

  private SSLContext context(Collector collector) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {collector}, random);
    return context;
  }

  private static List<javax.net.ssl.SNIServerName> sni(String serverName) {
    try {
      return List.of(new SNIHostName(serverName));
    } catch (IllegalArgumentException e) {
      return List.of(); // not a host name (RFC 6066 section 3), such as one with an underscore
    }
  }

  private TlsOutcome completed(SSLSocket socket, List<X509Certificate> chain) {
    ChainTrust trust = anchors.judge(chain, clock.instant());
    return new TlsOutcome(
        true,
        null,
        false,
        socket.getSession().getProtocol(),
        socket.getSession().getCipherSuite(),
        chain,
        trust.trusted(),
        trust.problem(),
        trust.outOfDate());
  }

  private TlsOutcome failed(Exception e, List<X509Certificate> chain) {
    ChainTrust trust =
        chain.isEmpty() ? ChainTrust.NO_CERTIFICATE : anchors.judge(chain, clock.instant());
    return new TlsOutcome(
        false,
        said(e),
        brokeOff(e),
        null,
        null,
        chain,
        trust.trusted(),
        trust.problem(),
        trust.outOfDate());
  }

  private static String said(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static boolean brokeOff(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof SocketTimeoutException
          || at instanceof EOFException
          || at instanceof SocketException) {
        return true;
      }
    }
    return false;
  }

  /// What a handshake left behind.
  ///
  /// @param socket the TLS socket; null where the handshake failed
  record Handshake(@Nullable SSLSocket socket, TlsOutcome outcome) {}

  /// Takes every certificate and keeps it.
  private static final class Collector extends X509ExtendedTrustManager {
    private volatile List<X509Certificate> chain = List.of();

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
      this.chain = List.of(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
      this.chain = List.of(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
      this.chain = List.of(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
      throw new IllegalStateException("we are no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
      throw new IllegalStateException("we are no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
      throw new IllegalStateException("we are no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
