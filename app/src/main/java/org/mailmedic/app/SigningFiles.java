package org.mailmedic.app;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.mailmedic.app.cli.WrongCall;
import org.mailmedic.app.config.GivenFile;

/// Reads a key and certificates from PEM files (RFC 7468).
final class SigningFiles {
  private static final int MAX_BYTES = 1 << 20;
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final String[] KINDS = {"RSA", "EC"};

  private SigningFiles() {}

  /// The key: PKCS #8 without a passphrase. Nothing of it is ever shown.
  static PrivateKey key(Path file) throws WrongCall {
    String text = new String(GivenFile.bytes(file, MAX_BYTES), StandardCharsets.US_ASCII);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END, Math.max(0, begin));
    if (begin < 0 || end < 0) {
      throw new WrongCall("sign-key", "file", file.toString());
    }
    byte[] der;
    try {
      der = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
    } catch (IllegalArgumentException e) {
      throw new WrongCall("sign-key", "file", file.toString());
    }
    for (String kind : KINDS) {
      try {
        return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (GeneralSecurityException e) {
        // of another kind
      }
    }
    throw new WrongCall("sign-key", "file", file.toString());
  }

  /// The certificates, the key's own first.
  static List<X509Certificate> certificates(Path file) throws WrongCall {
    byte[] bytes = GivenFile.bytes(file, MAX_BYTES);
    try {
      List<X509Certificate> certificates = new ArrayList<>();
      for (Certificate each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes))) {
        certificates.add((X509Certificate) each);
      }
      if (!certificates.isEmpty()) {
        return certificates;
      }
    } catch (CertificateException e) {
      // said below
    }
    throw new WrongCall("sign-certificate", "file", file.toString());
  }
}
