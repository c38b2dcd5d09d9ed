package org.mailmedic.engine.world.live.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.engine.world.DnsAnswer.Security;
import org.mailmedic.engine.world.DnsAnswer.Status;
import org.mailmedic.engine.world.live.Route;
import org.mailmedic.protocol.dns.DnssecFault.Kind;
import org.mailmedic.protocol.dns.TrustAnchors;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Signed zones, whole and broken, behind a resolver that claims to have validated them all.
@Timeout(20)
class ValidatorTest {
  private static final Deadline LONG = Deadline.in(Duration.ofMinutes(1));

  private static TestZone zone(String name) {
    return new TestZone(name)
        .add(name, Type.MX, "10 mail." + name)
        .add("mail." + name, Type.A, "192.0.2.25")
        .add("www." + name, Type.CNAME, "mail." + name)
        .add("*.wild." + name, Type.A, "192.0.2.80");
  }

  private static TestTree tree(TestZone zone) {
    TestZone test = new TestZone("test").delegate(zone);
    TestZone root = new TestZone(".").delegate(test);
    return new TestTree(root, test, zone);
  }

  private static DnsAnswer ask(TestTree tree, String name, int type) {
    return ask(tree, UnaryOperator.identity(), name, type);
  }

  private static DnsAnswer ask(TestTree tree, UnaryOperator<Message> path, String name, int type) {
    try (LoopbackDns server = LoopbackDns.answering(query -> path.apply(tree.answer(query)));
        LiveDns dns = live(server, new TestZone(".").ds())) {
      return dns.lookup(name, type, LONG);
    }
  }

  private static LiveDns live(LoopbackDns server, Record anchor) {
    return new LiveDns(
        new DnsOptions(
            List.of(server.address()),
            TrustAnchors.parse(anchor.toString().replace('\t', ' ')),
            server.address().getPort(),
            address -> true,
            Route.DIRECT,
            InstantSource.fixed(TestZone.NOW)));
  }

  private static void assertSecure(DnsAnswer answer, Status status) {
    assertThat(answer.reason()).isNull();
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.security()).isEqualTo(Security.SECURE);
  }

  private static void assertBogus(DnsAnswer answer, Kind kind, String zone) {
    assertThat(answer.security()).as(answer.reason()).isEqualTo(Security.BOGUS);
    assertThat(answer.fault()).isNotNull();
    assertThat(answer.fault().kind()).as(answer.reason()).isEqualTo(kind);
    assertThat(answer.fault().zone()).isEqualTo(zone);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        DNSSEC.Algorithm.RSASHA1,
        DNSSEC.Algorithm.RSASHA256,
        DNSSEC.Algorithm.RSASHA512,
        DNSSEC.Algorithm.ECDSAP256SHA256,
        DNSSEC.Algorithm.ECDSAP384SHA384,
        DNSSEC.Algorithm.ED25519,
        DNSSEC.Algorithm.ED448
      })
  void whatIsSignedIsSecure(int algorithm) {
    TestTree tree = tree(zone("a.test").algorithm(algorithm));
    DnsAnswer answer = ask(tree, "a.test", Type.MX);
    assertSecure(answer, Status.ANSWER);
    assertThat(answer.signatures()).hasSize(1);
    assertBogus(
        ask(tree(zone("a.test").algorithm(algorithm).tampered()), "a.test", Type.MX),
        Kind.BAD_SIGNATURE,
        "a.test");
  }

  @Test
  void anAlgorithmThatNobodyKnowsCountsAsUnsigned() {
    DnsAnswer answer = ask(tree(zone("a.test").algorithm(TestZone.UNKNOWN)), "a.test", Type.MX);
    assertThat(answer.security()).isEqualTo(Security.INSECURE);
    assertThat(answer.records()).hasSize(1);
  }

  @Test
  void aZoneWithoutDsIsInsecureWhateverTheResolverClaims() {
    DnsAnswer answer = ask(tree(zone("a.test").unsigned()), "a.test", Type.MX);
    assertThat(answer.status()).isEqualTo(Status.ANSWER);
    assertThat(answer.security()).isEqualTo(Security.INSECURE);
  }

  @Test
  void signaturesHaveTheirTime() {
    Instant now = TestZone.NOW;
    TestZone over = zone("a.test").valid(now.minusSeconds(9000), now.minusSeconds(3600));
    DnsAnswer answer = ask(tree(over), "a.test", Type.MX);
    assertBogus(answer, Kind.EXPIRED, "a.test");
    assertThat(answer.fault().when()).isEqualTo(now.minusSeconds(3600));
    TestZone early = zone("a.test").valid(now.plusSeconds(3600), now.plusSeconds(9000));
    assertBogus(ask(tree(early), "a.test", Type.MX), Kind.NOT_YET_VALID, "a.test");
    TestZone lastSecond = zone("a.test").valid(now.minusSeconds(9000), now.plusSeconds(1));
    assertSecure(ask(tree(lastSecond), "a.test", Type.MX), Status.ANSWER);
  }

  @Test
  void aDsThatNamesAnotherKeyBreaksTheChain() {
    TestZone zone = zone("a.test");
    byte[] digest = zone.ds().getDigest();
    digest[0] ^= 1;
    DSRecord wrong =
        new DSRecord(
            zone.name,
            DClass.IN,
            TestZone.TTL,
            zone.key().getFootprint(),
            zone.key().getAlgorithm(),
            DSRecord.SHA256_DIGEST_ID,
            digest);
    TestZone test = new TestZone("test").add("a.test", Type.NS, "ns.test.").add(wrong);
    TestTree tree = new TestTree(new TestZone(".").delegate(test), test, zone);
    assertBogus(ask(tree, "a.test", Type.MX), Kind.DS_MISMATCH, "a.test");
    TestZone both = new TestZone("test").delegate(zone).add(wrong);
    tree = new TestTree(new TestZone(".").delegate(both), both, zone);
    assertSecure(ask(tree, "a.test", Type.MX), Status.ANSWER);
  }

  @Test
  void aSetWithoutSignatureInASignedZoneIsBogus() {
    TestTree tree = tree(zone("a.test").leavingUnsigned(Type.MX));
    assertBogus(ask(tree, "a.test", Type.MX), Kind.UNSIGNED, "a.test");
    assertSecure(ask(tree, "mail.a.test", Type.A), Status.ANSWER);
  }

  @Test
  void aSignedZoneWhoseServersGiveNoSignaturesIsBogus() {
    TestZone child = zone("a.test").unsigned();
    TestZone test = new TestZone("test").delegate(child).add(zone("a.test").ds());
    TestTree tree = new TestTree(new TestZone(".").delegate(test), test, child);
    assertThat(ask(tree, "a.test", Type.MX).security()).isEqualTo(Security.BOGUS);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 10, 150})
  void whatIsNotThereIsProven(int iterations) {
    TestTree tree = tree(zone("a.test").hashed(iterations, false));
    assertSecure(ask(tree, "a.test", Type.TXT), Status.NODATA);
    assertSecure(ask(tree, "no.a.test", Type.MX), Status.NXDOMAIN);
    assertSecure(ask(tree, "no.such.a.test", Type.A), Status.NXDOMAIN);
    assertSecure(ask(tree, "wild.a.test", Type.A), Status.NODATA);
    assertSecure(ask(tree, "x.wild.a.test", Type.MX), Status.NODATA);
    assertSecure(ask(tree, "x.wild.a.test", Type.A), Status.ANSWER);
    assertSecure(ask(tree, "x.y.wild.a.test", Type.A), Status.ANSWER);
    assertSecure(ask(tree, "www.a.test", Type.A), Status.ANSWER);
    assertSecure(ask(tree, "www.a.test", Type.AAAA), Status.NODATA);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 5})
  void aDenialWithoutProofIsBogus(int iterations) {
    TestTree tree = tree(zone("a.test").hashed(iterations, false).withoutProofs());
    assertThat(ask(tree, "a.test", Type.TXT).security()).isEqualTo(Security.BOGUS);
    assertThat(ask(tree, "no.a.test", Type.A).security()).isEqualTo(Security.BOGUS);
    assertThat(ask(tree, "x.wild.a.test", Type.A).security()).isEqualTo(Security.BOGUS);
    assertBogus(ask(tree, "a.test", Type.TXT), Kind.MISSING_PROOF, "a.test");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 5})
  void aProofForAnotherNameProvesNothing(int iterations) {
    TestZone zone = zone("a.test").hashed(iterations, false);
    TestTree tree = tree(zone);
    UnaryOperator<Message> replay =
        message -> {
          if (!message.getQuestion().getName().toString().equals("mail.a.test.")
              || message.getQuestion().getType() != Type.A) {
            return message;
          }
          Message forged = tree.answer(query("zzz.a.test.", Type.A));
          forged.getHeader().setID(message.getHeader().getID());
          forged.removeAllRecords(Section.QUESTION);
          forged.addRecord(message.getQuestion(), Section.QUESTION);
          return forged;
        };
    assertThat(ask(tree, replay, "mail.a.test", Type.A).security()).isEqualTo(Security.BOGUS);
  }

  private static Message query(String name, int type) {
    return Message.newQuery(Record.newRecord(TestZone.name(name), type, DClass.IN));
  }

  @Test
  void moreIterationsThanReasonableCountAsUnsigned() {
    TestTree tree = tree(zone("a.test").hashed(151, false));
    assertThat(ask(tree, "no.a.test", Type.A).security()).isEqualTo(Security.INSECURE);
    assertThat(ask(tree, "a.test", Type.MX).security()).isEqualTo(Security.SECURE);
  }

  @Test
  void anUnsignedZoneInAnOptOutSpanIsInsecure() {
    TestZone child = zone("a.test").unsigned();
    TestZone test = new TestZone("test").hashed(0, true).delegate(child);
    TestTree tree = new TestTree(new TestZone(".").delegate(test), test, child);
    assertThat(ask(tree, "a.test", Type.MX).security()).isEqualTo(Security.INSECURE);
  }

  @Test
  void anAliasIsAsWeakAsItsWeakestLink() {
    TestZone other = zone("b.test").unsigned();
    TestZone zone = zone("a.test").add("out.a.test", Type.CNAME, "mail.b.test");
    TestZone test = new TestZone("test").delegate(zone).delegate(other);
    TestTree tree = new TestTree(new TestZone(".").delegate(test), test, zone, other);
    DnsAnswer answer = ask(tree, "out.a.test", Type.A);
    assertThat(answer.security()).isEqualTo(Security.INSECURE);
    assertThat(answer.records()).hasSize(1);
  }

  @Test
  void anAnchorThatDoesNotFitIsNotHeldAgainstTheDomain() {
    TestTree tree = tree(zone("a.test"));
    TestZone other = new TestZone(".").algorithm(DNSSEC.Algorithm.ED25519);
    try (LoopbackDns server = LoopbackDns.answering(tree::answer);
        LiveDns dns = live(server, other.ds())) {
      assertThat(dns.lookup("a.test", Type.MX, LONG).security()).isEqualTo(Security.INDETERMINATE);
    }
  }

  @Test
  void aResolverThatDropsSignaturesLeavesItUndecided() {
    UnaryOperator<Message> dropping =
        message -> {
          for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
            for (Record record : List.copyOf(message.getSection(section))) {
              if (record instanceof RRSIGRecord) {
                message.removeRecord(record, section);
              }
            }
          }
          return message;
        };
    DnsAnswer answer = ask(tree(zone("a.test")), dropping, "a.test", Type.MX);
    assertThat(answer.status()).isEqualTo(Status.ANSWER);
    assertThat(answer.security()).isEqualTo(Security.INDETERMINATE);
  }

  /// A resolver that heeds no CD and says SERVFAIL for what it finds bogus.
  @Test
  void aFailureIsBogusOnlyWhereTheChainIsBroken() {
    UnaryOperator<Message> failing =
        message -> {
          if (message.getQuestion().getType() == Type.MX) {
            message.removeAllRecords(Section.ANSWER);
            message.getHeader().setRcode(Rcode.SERVFAIL);
          }
          return message;
        };
    DnsAnswer healthy = ask(tree(zone("a.test")), failing, "a.test", Type.MX);
    assertThat(healthy.status()).isEqualTo(Status.SERVFAIL);
    assertThat(healthy.security()).isEqualTo(Security.INDETERMINATE);
    Instant past = TestZone.NOW.minusSeconds(60);
    TestZone over = zone("a.test").valid(past.minusSeconds(60), past);
    assertBogus(ask(tree(over), failing, "a.test", Type.MX), Kind.EXPIRED, "a.test");
  }

  @Test
  void aResolverThatFailsWithCheckingDisabledIsAskedWithoutIt() {
    UnaryOperator<Message> identity = UnaryOperator.identity();
    TestTree tree = tree(zone("a.test"));
    try (LoopbackDns server =
            LoopbackDns.answering(query -> {
              Message answer = identity.apply(tree.answer(query));
              if (query.getHeader().getFlag(Flags.CD)) {
                answer.removeAllRecords(Section.ANSWER);
                answer.removeAllRecords(Section.AUTHORITY);
                answer.getHeader().setRcode(Rcode.SERVFAIL);
              }
              return answer;
            });
        LiveDns dns = live(server, new TestZone(".").ds())) {
      assertSecure(dns.lookup("a.test", Type.MX, LONG), Status.ANSWER);
    }
  }

  @Test
  void everythingIsAskedAtOnceAndOnlyOnce() {
    TestTree tree = tree(zone("a.test"));
    try (LoopbackDns server = LoopbackDns.answering(tree::answer);
        LiveDns dns = live(server, new TestZone(".").ds())) {
      for (String name : List.of("a.test", "A.Test.")) {
        dns.lookup(name, Type.MX, LONG);
        dns.lookup("mail.a.test", Type.A, LONG);
        dns.lookup("mail.a.test", Type.AAAA, LONG);
      }
      // MX, A, AAAA; DNSKEY of the root, test, a.test; DS of test and a.test
      assertThat(server.overUdp.get()).isEqualTo(8);
    }
  }
}
