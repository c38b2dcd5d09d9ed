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

  private final String name;
  private final KeyPair keys = keyPair();
  private final X509Certificate certificate;
  private int serial = 1;

  public TestAuthority() {
    this("CN=Test authority");
  }

  private TestAuthority(String name) {
    this.name = name;
    try {
      var builder = builder(name, name, keys, Duration.ofDays(-10), 3650);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      certificate = sign(builder);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public X509Certificate certificate() {
    return certificate;
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

  /// TLS for a server whose certificate is not valid before tomorrow.
  public SSLContext notYetValid(String... names) {
    return server(Duration.ofDays(1), 30, names);
  }

  /// TLS for a server that signed its certificate itself.
  public static SSLContext selfSigned(String... names) {
    TestAuthority itself = new TestAuthority("CN=" + names[0]);
    try {
      var builder = itself.builder(itself.name, itself.name, itself.keys, Duration.ofDays(-1), 90);
      alternatives(builder, names);
      return context(itself.keys, itself.sign(builder));
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /// TLS for a server whose certificate comes from an authority in between.
  ///
  /// @param complete whether that one's certificate is sent along
  public SSLContext byIntermediate(boolean complete, String... names) {
    TestAuthority between = new TestAuthority("CN=Authority in between");
    try {
      var own = builder(name, between.name, between.keys, Duration.ofDays(-5), 3650);
      own.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      X509Certificate middle = sign(own);
      KeyPair server = keyPair();
      var leaf = between.builder(between.name, "CN=server", server, Duration.ofDays(-1), 90);
      alternatives(leaf, names);
      X509Certificate signed = between.sign(leaf);
      return complete ? context(server, signed, middle) : context(server, signed);
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private SSLContext server(Duration from, int days, String... names) {
    try {
      KeyPair own = keyPair();
      var builder = builder(name, "CN=server " + ++serial, own, from, days);
      alternatives(builder, names);
      return context(own, sign(builder));
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void alternatives(JcaX509v3CertificateBuilder builder, String... names)
      throws IOException {
    GeneralName[] general =
        List.of(names).stream()
            .map(name -> new GeneralName(GeneralName.dNSName, name))
            .toArray(GeneralName[]::new);
    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(general));
  }

  private static SSLContext context(KeyPair own, X509Certificate... chain)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("server", own.getPrivate(), PASSWORD, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
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
