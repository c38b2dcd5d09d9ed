package org.mailmedic.engine.testkit;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority for tests.
public final class TestAuthority {
  private static final char[] PASSWORD = "secret".toCharArray();

  private final KeyPair keys = keyPair();
  private final X509Certificate certificate;
  private int serial = 1;

  public TestAuthority() {
    try {
      var builder =
          builder("CN=Test authority", "CN=Test authority", keys, Duration.ofDays(-10), 3650);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      certificate = sign(builder);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// Writes its certificate where `--ca-file` finds it.
  public Path write(Path file) throws IOException, GeneralSecurityException {
    String pem = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
    return Files.writeString(
        file, "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
  }

  /// TLS for a server with these DNS names, valid from yesterday.
  public SSLContext server(String... names) {
    return server(Duration.ofDays(-1), 90, names);
  }

  /// TLS for a server whose certificate has run out.
  public SSLContext expired(String... names) {
    return server(Duration.ofDays(-90), 30, names);
  }

  private SSLContext server(Duration from, int days, String... names) {
    try {
      KeyPair own = keyPair();
      var builder = builder("CN=Test authority", "CN=server " + ++serial, own, from, days);
      GeneralName[] general =
          List.of(names).stream()
              .map(name -> new GeneralName(GeneralName.dNSName, name))
              .toArray(GeneralName[]::new);
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(general));
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "server", own.getPrivate(), PASSWORD, new X509Certificate[] {sign(builder)});
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private JcaX509v3CertificateBuilder builder(
      String issuer, String subject, KeyPair holder, Duration from, int days) {
    Instant start = Instant.now().plus(from);
    return new JcaX509v3CertificateBuilder(
        new X500Name(issuer),
        BigInteger.valueOf(serial),
        Date.from(start),
        Date.from(start.plus(Duration.ofDays(days))),
        new X500Name(subject),
        holder.getPublic());
  }

  private X509Certificate sign(JcaX509v3CertificateBuilder builder) {
    try {
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
