package org.mailmedic.lab.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Makes certificates (RFC 5280) with ECDSA P-256 keys when they are first needed, and keeps them
/// while the process lives.
public final class LabCertificates {
  private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
  private static final Duration AUTHORITY_AGE = Duration.ofDays(400);
  private static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3650);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Map<CertificateSpec, ServerIdentity> IDENTITIES = new ConcurrentHashMap<>();
  private static final Map<String, KeyPair> KEYS = new ConcurrentHashMap<>();
  private static final Map<String, X509Certificate> AUTHORITIES = new ConcurrentHashMap<>();

  private LabCertificates() {}

  /// The certificate of the authority that the lab's world trusts.
  public static X509Certificate authority() {
    return authority("Mailmedic Lab Authority");
  }

  /// The same as PEM, for `--ca-file`.
  public static String authorityPem() {
    try {
      Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
      return "-----BEGIN CERTIFICATE-----\n"
          + lines.encodeToString(authority().getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The key and chain of a server.
  public static ServerIdentity identity(CertificateSpec spec) {
    ServerIdentity known = IDENTITIES.get(spec);
    return known != null ? known : IDENTITIES.computeIfAbsent(spec, LabCertificates::make);
  }

  private static X509Certificate authority(String name) {
    X509Certificate known = AUTHORITIES.get(name);
    if (known == null) {
      known =
          AUTHORITIES.computeIfAbsent(
              name,
              n -> {
                Instant now = Instant.now();
                KeyPair key = key(n);
                byte[] basics = Der.sequence(Der.bool(true));
                byte[] usage = Der.bits(1, new byte[] {0x06}); // keyCertSign, cRLSign
                List<byte[]> extensions =
                    List.of(
                        extension("2.5.29.19", true, basics), extension("2.5.29.15", true, usage));
                return certificate(
                    n,
                    key.getPublic(),
                    n,
                    key,
                    now.minus(AUTHORITY_AGE),
                    now.plus(AUTHORITY_LIFETIME),
                    extensions);
              });
    }
    return known;
  }

  private static ServerIdentity make(CertificateSpec spec) {
    String name = spec.names().getFirst();
    KeyPair key = key(name + "#" + spec.key());
    Instant now = Instant.now();
    String issuerName =
        switch (spec.issuer()) {
          case LAB -> "Mailmedic Lab Authority";
          case UNKNOWN -> "Nobody Knows Us Authority";
          case SELF -> name;
        };
    boolean self = spec.issuer() == CertificateSpec.Issuer.SELF;
    KeyPair issuer = self ? key : key(issuerName);
    X509Certificate leaf =
        certificate(
            name,
            key.getPublic(),
            issuerName,
            issuer,
            now.plus(spec.begins()),
            now.plus(spec.ends()),
            List.of(alternativeNames(spec.names())));
    return new ServerIdentity(
        key.getPrivate(), self ? List.of(leaf) : List.of(leaf, authority(issuerName)));
  }

  private static byte[] alternativeNames(List<String> names) {
    List<byte[]> parts = new ArrayList<>();
    for (String name : names) {
      parts.add(Der.dnsName(name));
    }
    return extension("2.5.29.17", false, Der.sequence(parts.toArray(byte[][]::new)));
  }

  private static byte[] extension(String oid, boolean critical, byte[] value) {
    return critical
        ? Der.sequence(Der.oid(oid), Der.bool(true), Der.octets(value))
        : Der.sequence(Der.oid(oid), Der.octets(value));
  }

  private static X509Certificate certificate(
      String subject,
      PublicKey subjectKey,
      String issuer,
      KeyPair issuerKey,
      Instant from,
      Instant until,
      List<byte[]> extensions) {
    byte[] algorithm = Der.sequence(Der.oid(ECDSA_WITH_SHA256));
    byte[] unsigned =
        Der.sequence(
            Der.tagged(0xa0, Der.integer(BigInteger.TWO)), // version 3
            Der.integer(new BigInteger(120, RANDOM).add(BigInteger.ONE)),
            algorithm,
            commonName(issuer),
            Der.sequence(Der.time(from), Der.time(until)),
            commonName(subject),
            subjectKey.getEncoded(),
            Der.tagged(0xa3, Der.sequence(extensions.toArray(byte[][]::new))));
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(issuerKey.getPrivate());
      signature.update(unsigned);
      byte[] whole = Der.sequence(unsigned, algorithm, Der.bits(0, signature.sign()));
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(whole));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot make a certificate for " + subject, e);
    }
  }

  private static byte[] commonName(String name) {
    return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.utf8(name))));
  }

  private static KeyPair key(String owner) {
    return KEYS.computeIfAbsent(
        owner,
        o -> {
          try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
          } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot do ECDSA P-256", e);
          }
        });
  }
}
