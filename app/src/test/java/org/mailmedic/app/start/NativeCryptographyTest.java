package org.mailmedic.app.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Security;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DNSSEC.DNSSECException;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;

/// Machine code says the same of signatures as the platform's own.
class NativeCryptographyTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Name ZONE = Name.fromConstantString("a.test.");
  private static final String NAME = "AmazonCorrettoCryptoProvider";

  @BeforeAll
  static void load() {
    NativeCryptography cryptography = new NativeCryptography();
    for (int i = 1; i <= 20; i++) {
      cryptography.begunWith(i);
    }
    cryptography.finish();
    assumeTrue(Security.getProvider(NAME) != null, "there is none for this machine");
  }

  @AfterAll
  static void unload() {
    Security.removeProvider(NAME);
  }

  @Test
  void itIsAskedFirst() {
    assertThat(Security.getProviders()[0].getName()).isEqualTo(NAME);
  }

  @ParameterizedTest
  @CsvSource({
    "RSA, 1024, 5",
    "RSA, 1024, 7",
    "RSA, 1024, 8",
    "RSA, 2048, 8",
    "RSA, 2048, 10",
    "EC, secp256r1, 13",
    "EC, secp384r1, 14",
    "EdDSA, Ed25519, 15",
    "EdDSA, Ed448, 16"
  })
  void signaturesOfTheZoneHoldAndOthersDoNot(String family, String size, int algorithm)
      throws Exception {
    KeyPair pair = pair(family, size);
    DNSKEYRecord key = new DNSKEYRecord(ZONE, DClass.IN, 60, 256, 3, algorithm, pair.getPublic());
    RRset set = set(1);
    RRSIGRecord signature =
        DNSSEC.sign(set, key, pair.getPrivate(), NOW.minusSeconds(60), NOW.plusSeconds(60));
    DNSSEC.verify(set, signature, key, NOW);
    RRset changed = set(2);
    assertThatThrownBy(() -> DNSSEC.verify(changed, signature, key, NOW))
        .isInstanceOf(DNSSECException.class);
  }

  private static RRset set(int last) throws Exception {
    RRset set = new RRset();
    byte[] bytes = {10, 0, 0, (byte) last};
    set.addRR(new ARecord(ZONE, DClass.IN, 60, InetAddress.getByAddress(bytes)));
    return set;
  }

  /// From the platform's own, so that one checks the other.
  private static KeyPair pair(String family, String size) throws Exception {
    String provider = family.equals("RSA") ? "SunRsaSign" : "SunEC";
    KeyPairGenerator generator =
        KeyPairGenerator.getInstance(family.equals("EdDSA") ? size : family, provider);
    if (family.equals("RSA")) {
      generator.initialize(Integer.parseInt(size));
    } else if (family.equals("EC")) {
      generator.initialize(new ECGenParameterSpec(size));
    }
    return generator.generateKeyPair();
  }
}
