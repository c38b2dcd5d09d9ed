package org.mailmedic.report.export;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/// Signs a file as CMS `SignedData` with the file inside (RFC 5652), which is how Apple's devices
/// want a configuration profile. With RSA and EC keys: what Ed25519 signs so (RFC 8419), hardly
/// anything verifies yet, OpenSSL 3.0 neither. The JDK signs, and has no public way of writing this
/// form; it is small enough to be written here.
public final class ProfileSigner {
  private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
  private static final String DATA = "1.2.840.113549.1.7.1";
  private static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";
  private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
  private static final String SIGNING_TIME = "1.2.840.113549.1.9.5";

  /// From this year on a time is written with four digits (RFC 5652 section 11.3).
  private static final int LAST_UTC_YEAR = 2049;

  /// A kind of key, and what goes with it.
  private enum Kind {
    /// PKCS #1 v1.5 (RFC 3370 section 3.2, RFC 5754).
    RSA("SHA256withRSA", "1.2.840.113549.1.1.11", "SHA-256", "2.16.840.1.101.3.4.2.1"),
    /// RFC 5753, RFC 5754.
    EC("SHA256withECDSA", "1.2.840.10045.4.3.2", "SHA-256", "2.16.840.1.101.3.4.2.1");

    private final String signature;
    private final String signatureOid;
    private final String digest;
    private final String digestOid;

    Kind(String signature, String signatureOid, String digest, String digestOid) {
      this.signature = signature;
      this.signatureOid = signatureOid;
      this.digest = digest;
      this.digestOid = digestOid;
    }

    byte[] signatureAlgorithm() {
      return this == RSA
          ? Der.sequence(Der.oid(signatureOid), Der.nothing())
          : Der.sequence(Der.oid(signatureOid));
    }
  }

  private final PrivateKey key;
  private final List<X509Certificate> chain;
  private final Kind kind;

  private ProfileSigner(PrivateKey key, List<X509Certificate> chain, Kind kind) {
    this.key = key;
    this.chain = List.copyOf(chain);
    this.kind = kind;
  }

  /// A signer with a key and its certificate, and those that lead to a root behind it.
  ///
  /// @throws GeneralSecurityException where the key is of no kind that can be used, or is not the
  ///   certificate's
  public static ProfileSigner of(PrivateKey key, List<X509Certificate> chain)
      throws GeneralSecurityException {
    Kind kind =
        switch (key.getAlgorithm()) {
          case "RSA" -> Kind.RSA;
          case "EC" -> Kind.EC;
          default -> throw new GeneralSecurityException(key.getAlgorithm());
        };
    ProfileSigner signer = new ProfileSigner(key, chain, kind);
    byte[] sample = {1, 2, 3};
    Signature check = Signature.getInstance(kind.signature);
    check.initVerify(chain.getFirst().getPublicKey());
    check.update(sample);
    if (!check.verify(signer.signature(sample))) {
      throw new GeneralSecurityException("the key is not the certificate's");
    }
    return signer;
  }

  /// The signed file, DER.
  public byte[] sign(String text, Instant now) throws GeneralSecurityException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    byte[] digestAlgorithm = Der.sequence(Der.oid(kind.digestOid));
    byte[] digest = MessageDigest.getInstance(kind.digest).digest(content);
    List<byte[]> attributes =
        List.of(
            attribute(CONTENT_TYPE, Der.oid(DATA)),
            attribute(SIGNING_TIME, time(now)),
            attribute(MESSAGE_DIGEST, Der.octets(digest)));
    // RFC 5652 section 5.4: signed as a SET, sent with the context tag.
    byte[] signature = signature(Der.set(attributes));
    X509Certificate own = chain.getFirst();
    byte[] signer =
        Der.sequence(
            Der.integer(BigInteger.ONE),
            Der.sequence(
                own.getIssuerX500Principal().getEncoded(), Der.integer(own.getSerialNumber())),
            digestAlgorithm,
            Der.tagged(0xa0, Der.sorted(attributes)),
            kind.signatureAlgorithm(),
            Der.octets(signature));
    List<byte[]> certificates = new ArrayList<>();
    for (X509Certificate certificate : chain) {
      certificates.add(certificate.getEncoded());
    }
    byte[] signedData =
        Der.sequence(
            Der.integer(BigInteger.ONE),
            Der.set(List.of(digestAlgorithm)),
            Der.sequence(Der.oid(DATA), Der.context0(Der.octets(content))),
            Der.tagged(0xa0, Der.sorted(certificates)),
            Der.set(List.of(signer)));
    return Der.sequence(Der.oid(SIGNED_DATA), Der.context0(signedData));
  }

  private static byte[] attribute(String type, byte[] value) {
    return Der.sequence(Der.oid(type), Der.set(List.of(value)));
  }

  private static byte[] time(Instant now) {
    ZonedDateTime time = now.atZone(ZoneOffset.UTC);
    String digits =
        String.format(
            "%04d%02d%02d%02d%02d%02dZ",
            time.getYear(),
            time.getMonthValue(),
            time.getDayOfMonth(),
            time.getHour(),
            time.getMinute(),
            time.getSecond());
    return time.getYear() <= LAST_UTC_YEAR
        ? Der.utcTime(digits.substring(2))
        : Der.generalizedTime(digits);
  }

  private byte[] signature(byte[] bytes) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(kind.signature);
    signature.initSign(key);
    signature.update(bytes);
    return signature.sign();
  }
}
