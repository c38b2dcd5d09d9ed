package org.mailmedic.engine.rule.dane;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.CertificateSeen;
import org.mailmedic.engine.evidence.TlsSeen;
import org.mailmedic.engine.evidence.TlsaRecords;
import org.mailmedic.engine.evidence.TlsaRecords.Tlsa;
import org.mailmedic.engine.rule.tls.HostName;

/// Whether signed TLSA records confirm what a server showed (RFC 7672 section 3).
public enum Confirmation {
  /// The host has no records that count: none, unsigned ones, or none of a kind that SMTP uses.
  NO_RECORDS,
  /// The server's own certificate or key is named (DANE-EE): names and dates do not matter (RFC
  /// 7671 section 5.1).
  SERVER,
  /// An issuer of the server's certificate is named (DANE-TA).
  ISSUER,
  /// Nothing that was shown is named.
  NONE;

  private static final int DANE_TA = 2;
  private static final int DANE_EE = 3;

  /// What the records of a host say about what it showed.
  public static Confirmation of(CaseFile file, String host, TlsSeen tls) {
    List<Tlsa> usable = usable(file, host);
    if (usable.isEmpty()) {
      return NO_RECORDS;
    }
    if (tls.chain().isEmpty()) {
      return NONE;
    }
    for (Tlsa record : usable) {
      if (record.usage() == DANE_EE && names(record, tls.chain().getFirst())) {
        return SERVER;
      }
    }
    for (Tlsa record : usable) {
      if (record.usage() == DANE_TA && issuer(record, tls, host, file.startedAt())) {
        return ISSUER;
      }
    }
    return NONE;
  }

  /// The records of a host that senders act on: signed, and of the usages 2 and 3.
  static List<Tlsa> usable(CaseFile file, String host) {
    Optional<TlsaRecords> records = file.attempt(TlsaRecords.key(host)).observed();
    if (records.isEmpty() || !records.get().security().equals("SECURE")) {
      return List.of();
    }
    return records.get().records().stream().filter(Confirmation::usable).toList();
  }

  private static boolean usable(Tlsa record) {
    return (record.usage() == DANE_TA || record.usage() == DANE_EE)
        && record.selector() <= 1
        && record.matchingType() <= 2;
  }

  /// Whether the chain, in date and for the right name, leads to a named issuer.
  private static boolean issuer(Tlsa record, TlsSeen tls, String host, Instant now) {
    if (!HostName.matches(tls.chain().getFirst(), host)) {
      return false;
    }
    for (CertificateSeen certificate : tls.chain()) {
      if (now.isBefore(certificate.notBefore()) || now.isAfter(certificate.notAfter())) {
        return false;
      }
      if (!certificate.equals(tls.chain().getFirst()) && names(record, certificate)) {
        return true;
      }
      if (!certificate.signedByNext()) {
        return false;
      }
    }
    return false;
  }

  private static boolean names(Tlsa record, CertificateSeen certificate) {
    boolean key = record.selector() == 1;
    String data = record.data();
    return switch (record.matchingType()) {
      case 0 -> sha256(data).equals(key ? certificate.spkiSha256() : certificate.sha256());
      case 1 -> data.equals(key ? certificate.spkiSha256() : certificate.sha256());
      default -> data.equals(key ? certificate.spkiSha512() : certificate.sha512());
    };
  }

  /// Data in full is compared by its digest: that is what evidence keeps of a certificate.
  private static String sha256(String hex) {
    try {
      byte[] bytes = HexFormat.of().parseHex(hex);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
