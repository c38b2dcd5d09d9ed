package org.mailmedic.protocol.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

class SignaturesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Name ZONE = Name.fromConstantString("a.test.");
  private static final int RSA = DNSSEC.Algorithm.RSASHA256;

  private static KeyPair pair;
  private static DNSKEYRecord key;

  @BeforeAll
  static void makeKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    pair = generator.generateKeyPair();
    key = new DNSKEYRecord(ZONE, DClass.IN, 60, 256, 3, RSA, pair.getPublic());
  }

  private static SignedSet addresses(int count) throws Exception {
    RRset set = new RRset();
    List<Record> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] bytes = {10, 0, (byte) (i >> 8), (byte) i};
      records.add(new ARecord(ZONE, DClass.IN, 60, InetAddress.getByAddress(bytes)));
      set.addRR(records.getLast());
    }
    RRSIGRecord signature =
        DNSSEC.sign(set, key, pair.getPrivate(), NOW.minusSeconds(60), NOW.plusSeconds(60));
    return new SignedSet(records, List.of(signature));
  }

  @Test
  void theSignatureOfAKeyOfTheZoneHolds() throws Exception {
    SignedSet set = addresses(3);
    assertThat(Signatures.check(set, ZONE, List.of(key), NOW).valid()).isTrue();
    Name other = Name.fromConstantString("b.test.");
    assertThat(Signatures.check(set, other, List.of(key), NOW).valid()).isFalse();
    assertThat(Signatures.check(set, ZONE, List.of(), NOW).valid()).isFalse();
  }

  /// What held once is not calculated again, and says nothing of other times, records and keys.
  @Test
  void whatHeldOnceHoldsForNothingElse() throws Exception {
    SignedSet set = addresses(2);
    RRSIGRecord signature = set.signatures().getFirst();
    SignedSet more = new SignedSet(addresses(3).records(), List.of(signature));
    SignedSet fewer = new SignedSet(set.records().subList(0, 1), List.of(signature));
    for (int time = 0; time < 2; time++) {
      assertThat(Signatures.check(set, ZONE, List.of(key), NOW).valid()).isTrue();
      assertThat(Signatures.check(more, ZONE, List.of(key), NOW).valid()).isFalse();
      assertThat(Signatures.check(fewer, ZONE, List.of(key), NOW).valid()).isFalse();
    }
    assertThat(Signatures.check(set, ZONE, List.of(key), NOW.plusSeconds(61)).fault().kind())
        .isEqualTo(DnssecFault.Kind.EXPIRED);
    assertThat(Signatures.check(set, ZONE, List.of(key), NOW.minusSeconds(61)).fault().kind())
        .isEqualTo(DnssecFault.Kind.NOT_YET_VALID);
  }

  @Test
  void keysThatMayNotSignSignNothing() throws Exception {
    SignedSet set = addresses(1);
    for (int flags : new int[] {0, 1, 256 | 128}) {
      DNSKEYRecord unfit = new DNSKEYRecord(ZONE, DClass.IN, 60, flags, 3, RSA, pair.getPublic());
      assertThat(Signatures.check(set, ZONE, List.of(unfit), NOW).valid()).as("" + flags).isFalse();
    }
  }

  /// Keys of one tag and signatures by that tag (CVE-2023-50387): each signature would be tried
  /// with each key.
  @Test
  void keysThatCollideCostNoMore() throws Exception {
    List<DNSKEYRecord> keys = new ArrayList<>();
    byte[] bytes = key.getKey();
    for (int i = 20; i < 120; i += 2) {
      byte[] swapped = bytes.clone(); // the tag is a sum of 16-bit words: their order is nothing
      System.arraycopy(bytes, i, swapped, i + 60, 2);
      System.arraycopy(bytes, i + 60, swapped, i, 2);
      DNSKEYRecord twin = new DNSKEYRecord(ZONE, DClass.IN, 60, 256, 3, RSA, swapped);
      assertThat(twin.getFootprint()).isEqualTo(key.getFootprint());
      keys.add(twin);
    }
    SignedSet honest = addresses(1);
    RRSIGRecord signature = honest.signatures().getFirst();
    List<RRSIGRecord> signatures = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      signatures.add(signature);
    }
    SignedSet set = new SignedSet(honest.records(), signatures);
    Instant started = Instant.now();
    Signatures.Result result = Signatures.check(set, ZONE, keys, NOW);
    assertThat(result.valid()).isFalse();
    assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void aSetOfAThousandRecordsIsCheckedInNoTime() throws Exception {
    SignedSet set = addresses(1_000);
    Instant started = Instant.now();
    assertThat(Signatures.check(set, ZONE, List.of(key), NOW).valid()).isTrue();
    assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(1));
    assertThat(set.type()).isEqualTo(Type.A);
  }
}
