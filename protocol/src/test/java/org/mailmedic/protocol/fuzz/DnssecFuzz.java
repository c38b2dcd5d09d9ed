package org.mailmedic.protocol.fuzz;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mailmedic.protocol.dns.Denial;
import org.mailmedic.protocol.dns.Signatures;
import org.mailmedic.protocol.dns.SignedSet;
import org.mailmedic.protocol.dns.ZoneKeys;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.Type;

/// Signed answers: whatever is sent, nothing counts as signed but what the zone did sign. The seeds
/// are answers of `a.test`, whose key nobody has any more.
public final class DnssecFuzz {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Name ZONE = Name.fromConstantString("a.test.");
  private static final DNSKEYRecord KEY = key();
  private static final DSRecord DS =
      new DSRecord(ZONE, DClass.IN, 300, DSRecord.SHA256_DIGEST_ID, KEY);

  /// Everything that was signed, name and data.
  private static final String SIGNED =
      """
      *.wild.a.test. nsec a.test. a rrsig
      1spc08a01mosn5o3md1pq8lsrn3cpn7q.a.test. nsec3 1 1 1 0102 8n4a5j2sfuiapol2n383sr9qte0khckr a rrsig
      8n4a5j2sfuiapol2n383sr9qte0khckr.a.test. nsec3 1 1 1 0102 bq0c1ld5v29ka8eln78i24v8dcqqoucu ns soa mx rrsig dnskey
      _25._tcp.mail.a.test. tlsa 3 1 1 8cb0fc6c527506a053f4f14c8464bebbd6dede2738d11468dd953d7d6a3021f1
      a.test. mx 10 mail.a.test.
      a.test. nsec b.a.test. ns soa mx rrsig dnskey
      a.test. soa ns.test. hostmaster.test. 1 3600 600 86400 60
      ail4uhshbg8aqhv1ulrp4vem14s7u41p.a.test. nsec3 1 0 3 0102 d9cdrdvkibgvoph3m284lp30l16konun a aaaa rrsig
      b.a.test. cname mail.a.test.
      eps6j9mpe71887rm9b12ffjvkhv5eief.a.test. nsec3 1 0 3 0102 f4fn7010ffggcek8st6t8glnf212qmef ns rrsig
      f4fn7010ffggcek8st6t8glnf212qmef.a.test. nsec3 1 0 3 0102 v7umtpg2uqdk7af8126ije06cfsoq3t0 ns soa mx rrsig dnskey
      gmghok4ahq4vri0tq1h3cu6ncaiv8gae.a.test. nsec3 1 1 1 0102 k9qrv1ss66dn4m91kbfaub2t0kuhccuj a aaaa rrsig
      k9qrv1ss66dn4m91kbfaub2t0kuhccuj.a.test. nsec3 1 1 1 0102 so7r8f4p08n63cj5geemm95d2kd0pg36 rrsig tlsa
      mail.a.test. a 192.0.2.25
      mail.a.test. nsec _25._tcp.mail.a.test. a aaaa rrsig
      *.wild.a.test. a 192.0.2.99
      so7r8f4p08n63cj5geemm95d2kd0pg36.a.test. nsec3 1 1 1 0102 umj7jl91ip1rtrijp51iup7hjvrqjunm
      v7umtpg2uqdk7af8126ije06cfsoq3t0.a.test. nsec3 1 0 3 0102 1v4oreag3g1pbvgjhcu4r17k8ud55ru7
      w.a.test. nsec *.wild.a.test. ns rrsig
      """;

  private static final Set<String> LINES = Set.of(SIGNED.split("\n"));

  private DnssecFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Message message;
    try {
      message = new Message(input);
    } catch (IOException | RuntimeException e) {
      return; // no message: whoever reads one has to expect that
    }
    List<Record> records = new ArrayList<>(message.getSection(Section.ANSWER));
    records.addAll(message.getSection(Section.AUTHORITY));
    for (SignedSet set : SignedSet.group(records)) {
      signatures(set, records);
    }
    denial(records);
    for (Record record : records) {
      if (record instanceof TLSARecord tlsa) {
        Claim.that(tlsa.getCertificateAssociationData() != null, "data of TLSA");
      }
    }
  }

  private static void signatures(SignedSet set, List<Record> records) {
    Signatures.Result result = Signatures.check(set, ZONE, List.of(KEY), NOW);
    Claim.that(result.valid() == (result.fault() == null), "valid, or else why not");
    if (result.valid()) {
      for (Record record : set.records()) {
        Claim.that(
            record.equals(KEY) || LINES.contains(written(record, result.by())),
            "signed: " + record);
      }
    }
    ZoneKeys.Result keys = ZoneKeys.check(ZONE, set, List.of(DS), NOW);
    Claim.that(
        keys.keys().stream().allMatch(key -> key.equals(KEY)), "no key but the zone's counts");
    ZoneKeys.check(set.owner(), set, records, NOW);
    List<DNSKEYRecord> theirs = new ArrayList<>();
    for (Record record : records) {
      if (record instanceof DNSKEYRecord key) {
        theirs.add(key);
      }
    }
    Signatures.check(set, set.owner(), theirs, NOW);
  }

  private static void denial(List<Record> records) {
    Denial denial = Denial.of(ZONE, records);
    for (Record record : records) {
      Name name = record.getName();
      for (int type : new int[] {Type.MX, Type.DS, Type.CNAME}) {
        Claim.that(denial.prove(name, type) != null, "a proof, or none");
      }
      denial.proveNothingCloser(name, 1);
    }
    Name elsewhere = Name.fromConstantString("b.test.");
    Claim.that(
        denial.prove(elsewhere, Type.MX) == Denial.Proof.NONE
            || denial.prove(elsewhere, Type.MX) == Denial.Proof.TOO_COSTLY,
        "a zone denies nothing outside");
  }

  /// Name, type, data; what a wildcard answered for has the wildcard's name.
  private static String written(Record record, RRSIGRecord by) {
    Name name = record.getName();
    int more = name.labels() - 1 - by.getLabels();
    Name signed = more > 0 ? name.wild(more) : name;
    return (signed + " " + Type.string(record.getType()) + " " + record.rdataToString())
        .toLowerCase(Locale.ROOT);
  }

  private static DNSKEYRecord key() {
    try {
      return (DNSKEYRecord)
          Record.fromString(
              ZONE,
              Type.DNSKEY,
              DClass.IN,
              300,
              "257 3 13 SHWOOlR7g7Y/p+5XzvajGL3Gh1Yynetrj//OYgu"
                  + "+aWqDbogwe2ZIw8nMAj3jhthhxTar9sP8pW2o+8szUV7h7g==",
              Name.root);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
