package org.mailmedic.engine.world.live.dns;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import org.xbill.DNS.utils.base32;

/// A zone that signs its answers when they are asked for.
final class TestZone {
  static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  static final int TTL = 300;
  private static final base32 BASE32 = new base32(base32.Alphabet.BASE32HEX, false, false);
  private static final Map<Integer, KeyPair> PAIRS = new ConcurrentHashMap<>();

  final Name name;
  private final Map<Name, Map<Integer, List<Record>>> records = new TreeMap<>();
  private final Set<Integer> unsigned = new HashSet<>();
  private int algorithm = DNSSEC.Algorithm.ECDSAP256SHA256;
  private boolean signed = true;
  private Instant from = NOW.minus(Duration.ofDays(7));
  private Instant until = NOW.plus(Duration.ofDays(7));
  private int iterations = -1;
  private boolean optOut;
  private boolean withoutProofs;
  private boolean tampered;

  TestZone(String name) {
    this.name = name(name);
    add(name, Type.SOA, "ns.test. hostmaster.test. 1 3600 600 86400 60");
    add(name, Type.NS, "ns.test.");
  }

  static Name name(String text) {
    try {
      return Name.fromString(text, Name.root);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  TestZone add(String owner, int type, String data) {
    try {
      return add(Record.fromString(name(owner), type, DClass.IN, TTL, data, Name.root));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  TestZone add(Record record) {
    records
        .computeIfAbsent(record.getName(), key -> new TreeMap<>())
        .computeIfAbsent(record.getType(), key -> new ArrayList<>())
        .add(record);
    return this;
  }

  TestZone unsigned() {
    signed = false;
    return this;
  }

  TestZone algorithm(int number) {
    algorithm = number;
    return this;
  }

  TestZone valid(Instant start, Instant end) {
    from = start;
    until = end;
    return this;
  }

  /// Denies by NSEC3.
  TestZone hashed(int count, boolean optingOut) {
    iterations = count;
    optOut = optingOut;
    return this;
  }

  /// Leaves sets of a type without signature.
  TestZone leavingUnsigned(int type) {
    unsigned.add(type);
    return this;
  }

  TestZone withoutProofs() {
    withoutProofs = true;
    return this;
  }

  /// Gives MX records other than those that were signed.
  TestZone tampered() {
    tampered = true;
    return this;
  }

  DNSKEYRecord key() {
    try {
      KeyPair pair = pair();
      if (algorithm == UNKNOWN) {
        return new DNSKEYRecord(name, DClass.IN, TTL, 257, 3, UNKNOWN, new byte[64]);
      }
      return new DNSKEYRecord(name, DClass.IN, TTL, 257, 3, algorithm, pair.getPublic());
    } catch (DNSSEC.DNSSECException e) {
      throw new AssertionError(e);
    }
  }

  static final int UNKNOWN = 12;

  DSRecord ds() {
    return new DSRecord(name, DClass.IN, TTL, DSRecord.SHA256_DIGEST_ID, key());
  }

  /// Puts the delegation of a zone below into this one.
  TestZone delegate(TestZone child) {
    add(child.name.toString(), Type.NS, "ns.test.");
    return child.signed ? add(child.ds()) : this;
  }

  private KeyPair pair() {
    int number = algorithm == UNKNOWN ? DNSSEC.Algorithm.ECDSAP256SHA256 : algorithm;
    return PAIRS.computeIfAbsent(number, TestZone::generate);
  }

  private static KeyPair generate(int algorithm) {
    try {
      KeyPairGenerator generator;
      switch (algorithm) {
        case DNSSEC.Algorithm.RSASHA1, DNSSEC.Algorithm.RSASHA256, DNSSEC.Algorithm.RSASHA512 -> {
          generator = KeyPairGenerator.getInstance("RSA");
          generator.initialize(2048);
        }
        case DNSSEC.Algorithm.ECDSAP256SHA256 -> {
          generator = KeyPairGenerator.getInstance("EC");
          generator.initialize(new ECGenParameterSpec("secp256r1"));
        }
        case DNSSEC.Algorithm.ECDSAP384SHA384 -> {
          generator = KeyPairGenerator.getInstance("EC");
          generator.initialize(new ECGenParameterSpec("secp384r1"));
        }
        case DNSSEC.Algorithm.ED25519 -> generator = KeyPairGenerator.getInstance("Ed25519");
        case DNSSEC.Algorithm.ED448 -> generator = KeyPairGenerator.getInstance("Ed448");
        default -> throw new AssertionError("algorithm " + algorithm);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /// What the zone says, section by section.
  void answer(Name asked, int type, TestTree.Answer answer) {
    if (signed && type == Type.DNSKEY && asked.equals(name)) {
      put(answer, Section.ANSWER, List.of(key()), asked);
      return;
    }
    Map<Integer, List<Record>> here = records.get(asked);
    if (here == null && !isEmptyNonTerminal(asked)) {
      Name closest = closest(asked);
      Map<Integer, List<Record>> wild = records.get(name("*." + closest));
      if (wild == null) {
        answer.rcode = org.xbill.DNS.Rcode.NXDOMAIN;
        deny(asked, answer, false);
      } else if (wild.containsKey(type)) {
        put(answer, Section.ANSWER, wild.get(type), asked);
        deny(asked, answer, true);
      } else {
        deny(asked, answer, false);
      }
      return;
    }
    List<Record> set = here == null ? null : here.get(type);
    if (set == null && here != null && here.containsKey(Type.CNAME)) {
      put(answer, Section.ANSWER, here.get(Type.CNAME), asked);
      answer.alias = ((org.xbill.DNS.CNAMERecord) here.get(Type.CNAME).getFirst()).getTarget();
    } else if (set == null) {
      deny(asked, answer, false);
    } else {
      put(answer, Section.ANSWER, set, asked);
    }
  }

  private boolean isEmptyNonTerminal(Name asked) {
    return records.keySet().stream().anyMatch(owner -> owner.subdomain(asked));
  }

  private Name closest(Name asked) {
    Name above = new Name(asked, 1);
    while (!records.containsKey(above) && !isEmptyNonTerminal(above)) {
      above = new Name(above, 1);
    }
    return above;
  }

  private void deny(Name asked, TestTree.Answer answer, boolean onlyNothingCloser) {
    put(answer, Section.AUTHORITY, records.get(name).get(Type.SOA), name);
    if (!signed || withoutProofs) {
      return;
    }
    Set<Record> proofs = new java.util.LinkedHashSet<>();
    if (iterations < 0) {
      proofs.add(covering(asked));
      if (!onlyNothingCloser && !records.containsKey(asked)) {
        proofs.add(covering(name("*." + closest(asked))));
      }
    } else {
      boolean exists = records.containsKey(asked) || isEmptyNonTerminal(asked);
      if (exists && hashedNames().contains(asked)) {
        proofs.add(hashedAt(asked));
      } else {
        Name closest = exists ? new Name(asked, 1) : closest(asked);
        Name next = new Name(asked, asked.labels() - closest.labels() - 1);
        proofs.add(hashedAt(closest));
        proofs.add(hashedAt(next));
        if (!onlyNothingCloser) {
          proofs.add(hashedAt(name("*." + closest)));
        }
      }
    }
    for (Record proof : proofs) {
      put(answer, Section.AUTHORITY, List.of(proof), proof.getName());
    }
  }

  private Record covering(Name asked) {
    List<Name> owners = new ArrayList<>(new TreeSet<>(records.keySet()));
    int at = owners.size() - 1;
    while (at > 0 && owners.get(at).compareTo(asked) > 0) {
      at--;
    }
    Name next = owners.get((at + 1) % owners.size());
    return new NSECRecord(owners.get(at), DClass.IN, TTL, next, types(owners.get(at)));
  }

  /// Every name that has a hash of its own: with opt-out, unsigned delegations have none.
  private Set<Name> hashedNames() {
    Set<Name> names = new TreeSet<>();
    for (Name owner : records.keySet()) {
      boolean plainCut =
          !owner.equals(name)
              && records.get(owner).containsKey(Type.NS)
              && !records.get(owner).containsKey(Type.DS);
      if (optOut && plainCut) {
        continue;
      }
      for (Name at = owner; at.subdomain(name) && !at.equals(name); at = new Name(at, 1)) {
        names.add(at);
      }
    }
    names.add(name);
    return names;
  }

  private Record hashedAt(Name asked) {
    TreeMap<byte[], Name> hashes = new TreeMap<>(Arrays::compareUnsigned);
    hashedNames().forEach(owner -> hashes.put(hash(owner), owner));
    Map.Entry<byte[], Name> at = hashes.floorEntry(hash(asked));
    if (at == null) {
      at = hashes.lastEntry();
    }
    byte[] next = hashes.higherKey(at.getKey());
    return new NSEC3Record(
        name(BASE32.toString(at.getKey()) + "." + name),
        DClass.IN,
        TTL,
        NSEC3Record.SHA1_DIGEST_ID,
        optOut ? 1 : 0,
        iterations,
        new byte[] {1, 2},
        next == null ? hashes.firstKey() : next,
        types(at.getValue()));
  }

  private byte[] hash(Name owner) {
    try {
      return new NSEC3Record(
              name, DClass.IN, TTL, 1, 0, iterations, new byte[] {1, 2}, new byte[20], new int[0])
          .hashName(owner);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private int[] types(Name owner) {
    Set<Integer> types = new TreeSet<>(records.getOrDefault(owner, Map.of()).keySet());
    if (owner.equals(name)) {
      types.add(Type.DNSKEY);
    }
    if (!types.isEmpty()) {
      types.add(Type.RRSIG);
    }
    return types.stream().mapToInt(Integer::intValue).toArray();
  }

  private void put(TestTree.Answer answer, int section, List<Record> set, Name owner) {
    RRset signedSet = new RRset();
    for (Record record : set) {
      signedSet.addRR(record);
      answer.add(section, (tampered ? changed(record) : record).withName(owner));
    }
    if (signed && !unsigned.contains(set.getFirst().getType())) {
      answer.add(section, sign(signedSet).withName(owner));
    }
  }

  private static Record changed(Record record) {
    return record instanceof org.xbill.DNS.MXRecord mx
        ? new org.xbill.DNS.MXRecord(mx.getName(), DClass.IN, TTL, 1, name("evil.test"))
        : record;
  }

  private RRSIGRecord sign(RRset set) {
    PrivateKey secret = pair().getPrivate();
    try {
      if (algorithm == UNKNOWN) {
        Record first = set.first();
        return new RRSIGRecord(
            first.getName(),
            DClass.IN,
            TTL,
            first.getType(),
            UNKNOWN,
            TTL,
            until,
            from,
            key().getFootprint(),
            name,
            new byte[64]);
      }
      return DNSSEC.sign(set, key(), secret, from, until);
    } catch (DNSSEC.DNSSECException e) {
      throw new AssertionError(e);
    }
  }
}
