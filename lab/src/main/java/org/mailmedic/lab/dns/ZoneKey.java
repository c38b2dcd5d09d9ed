package org.mailmedic.lab.dns;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;

/// A zone's key: ECDSA P-256 (RFC 6605), one that signs all. Made when first needed and kept while
/// the process lives.
record ZoneKey(DNSKEYRecord dnskey, PrivateKey privateKey) {
  private static final int TTL_SECONDS = 3600;
  private static final Map<Name, ZoneKey> KEYS = new ConcurrentHashMap<>();
  private static final Map<Name, ZoneKey> STRANGE = new ConcurrentHashMap<>();

  /// The key of a zone.
  static ZoneKey of(Name zone) {
    return KEYS.computeIfAbsent(zone, ZoneKey::make);
  }

  /// A key that looks like the zone's and is not.
  static ZoneKey strange(Name zone) {
    return STRANGE.computeIfAbsent(zone, ZoneKey::make);
  }

  DSRecord ds() {
    return new DSRecord(dnskey.getName(), DClass.IN, TTL_SECONDS, DNSSEC.Digest.SHA256, dnskey);
  }

  private static ZoneKey make(Name zone) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      DNSKEYRecord dnskey =
          new DNSKEYRecord(
              zone,
              DClass.IN,
              TTL_SECONDS,
              DNSKEYRecord.Flags.ZONE_KEY | DNSKEYRecord.Flags.SEP_KEY,
              DNSKEYRecord.Protocol.DNSSEC,
              DNSSEC.Algorithm.ECDSAP256SHA256,
              pair.getPublic());
      return new ZoneKey(dnskey, pair.getPrivate());
    } catch (GeneralSecurityException | DNSSEC.DNSSECException e) {
      throw new IllegalStateException("this Java cannot do ECDSA P-256", e);
    }
  }
}
