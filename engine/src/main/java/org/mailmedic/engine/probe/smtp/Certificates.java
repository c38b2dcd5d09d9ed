package org.mailmedic.engine.probe.smtp;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.CertificateSeen;
import org.mailmedic.engine.evidence.TlsSeen;
import org.mailmedic.engine.world.Connection.TlsOutcome;

/// Certificates in the words of the evidence.
public final class Certificates {
  private static final int MAX_CHAIN = 10;
  private static final int MAX_NAMES = 200;
  private static final int MAX_DER = 16_384;
  private static final int DNS_NAME = 2;

  private Certificates() {}

  /// What a handshake brought.
  ///
  /// @param serverName the name that the certificate should have
  public static TlsSeen seen(String serverName, TlsOutcome outcome, long millis) {
    List<X509Certificate> chain =
        outcome.chain().subList(0, Math.min(MAX_CHAIN, outcome.chain().size()));
    List<CertificateSeen> seen = new ArrayList<>();
    String host = serverName.toLowerCase(Locale.ROOT);
    for (int i = 0; i < chain.size(); i++) {
      X509Certificate next = i + 1 < chain.size() ? chain.get(i + 1) : chain.get(i);
      seen.add(seen(chain.get(i), next, host));
    }
    return new TlsSeen(
        serverName,
        outcome.completed(),
        outcome.failure(),
        outcome.timedOut(),
        outcome.protocol(),
        outcome.cipherSuite(),
        seen,
        outcome.trusted(),
        outcome.trustProblem(),
        outcome.outOfDate(),
        lastDer(chain),
        millis);
  }

  private static boolean about(String name, String host) {
    return name.equals(host) || (name.startsWith("*.") && host.endsWith(name.substring(1)));
  }

  private static CertificateSeen seen(
      X509Certificate certificate, X509Certificate next, String host) {
    byte[] der = der(certificate);
    byte[] spki = certificate.getPublicKey().getEncoded();
    return new CertificateSeen(
        certificate.getSubjectX500Principal().getName(),
        certificate.getIssuerX500Principal().getName(),
        commonName(certificate),
        dnsNames(certificate, host),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        key(certificate.getPublicKey()),
        digest("SHA-256", der),
        digest("SHA-512", der),
        digest("SHA-256", spki),
        digest("SHA-512", spki),
        signedBy(certificate, next));
  }

  private static @Nullable String lastDer(List<X509Certificate> chain) {
    if (chain.isEmpty()) {
      return null;
    }
    byte[] der = der(chain.get(chain.size() - 1));
    return der.length > MAX_DER ? null : Base64.getEncoder().encodeToString(der);
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      return new byte[0];
    }
  }

  private static @Nullable String commonName(X509Certificate certificate) {
    try {
      List<Rdn> names = new LdapName(certificate.getSubjectX500Principal().getName()).getRdns();
      for (int i = names.size() - 1; i >= 0; i--) {
        if (names.get(i).getType().equalsIgnoreCase("CN")) {
          return names.get(i).getValue().toString();
        }
      }
      return null;
    } catch (InvalidNameException e) {
      return null;
    }
  }

  /// The names, capped in number; what may be the host's own is always among them.
  private static List<String> dnsNames(X509Certificate certificate, String host) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives == null) {
        return names;
      }
      for (List<?> alternative : alternatives) {
        if (alternative.get(0) instanceof Integer kind && kind == DNS_NAME) {
          String text = alternative.get(1).toString().toLowerCase(Locale.ROOT);
          String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
          if (names.size() < MAX_NAMES || about(name, host)) {
            names.add(name);
          }
        }
      }
    } catch (CertificateParsingException e) {
      return names;
    }
    return names;
  }

  private static String key(PublicKey key) {
    if (key instanceof RSAKey rsa) {
      return "RSA " + rsa.getModulus().bitLength();
    }
    if (key instanceof ECKey ec) {
      return "EC " + ec.getParams().getOrder().bitLength();
    }
    return key.getAlgorithm();
  }

  private static boolean signedBy(X509Certificate certificate, X509Certificate signer) {
    try {
      certificate.verify(signer.getPublicKey());
      return true;
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  private static String digest(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has both
    }
  }
}
