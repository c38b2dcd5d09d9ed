package org.mailmedic.lab.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.function.Function;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// The server's side of TLS: picks a certificate by the name that the client asks for.
public final class ServerTls {
  private final SSLContext context;

  /// @param identities what to show for a server name; the name is empty where the client gave none
  public ServerTls(Function<String, ServerIdentity> identities) {
    try {
      context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new ByName(identities)}, null, null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot do TLS", e);
    }
  }

  /// Always the same certificate.
  public static ServerTls with(CertificateSpec spec) {
    return new ServerTls(_ -> LabCertificates.identity(spec));
  }

  /// Puts TLS on a connection and completes the handshake.
  public SSLSocket accept(Socket socket) throws IOException {
    SSLSocket tls =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), 0, true);
    tls.setUseClientMode(false);
    tls.startHandshake();
    return tls;
  }

  /// Aliases are the server names themselves.
  private static final class ByName extends X509ExtendedKeyManager {
    private static final String NO_NAME = "-";

    private final Function<String, ServerIdentity> identities;

    ByName(Function<String, ServerIdentity> identities) {
      this.identities = identities;
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, Socket socket) {
      if (!keyType.startsWith("EC")) {
        return null;
      }
      if (socket instanceof SSLSocket tls
          && tls.getHandshakeSession() instanceof ExtendedSSLSession session) {
        for (SNIServerName name : session.getRequestedServerNames()) {
          if (name instanceof SNIHostName host) {
            return host.getAsciiName();
          }
        }
      }
      return NO_NAME;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return identity(alias).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return identity(alias).privateKey();
    }

    private ServerIdentity identity(String alias) {
      return identities.apply(alias.equals(NO_NAME) ? "" : alias);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyType, Principal @Nullable [] issuers, Socket socket) {
      return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
        String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
      return null;
    }
  }
}
