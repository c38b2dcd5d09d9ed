package org.mailmedic.lab.dns;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.utils.base32;

/// Makes a zone's signatures and proofs of absence when they are asked for, and keeps them.
final class ZoneSigner {
  private static final Duration AGE = Duration.ofDays(7);
  private static final Duration LIFETIME = Duration.ofDays(21);
  private static final int NEGATIVE_TTL_SECONDS = 300;
  private static final Comparator<byte[]> UNSIGNED_BYTES = Arrays::compareUnsigned;

  private final Zone zone;
  private final Map<RRset, List<RRSIGRecord>> signatures = new ConcurrentHashMap<>();
  private @Nullable NavigableMap<Name, RRset> nsec;
  private @Nullable NavigableMap<byte[], RRset> nsec3;

  ZoneSigner(Zone zone) {
    this.zone = zone;
  }

  /// The signatures of a set; none where the zone is unsigned or the flaw is that they are missing.
  List<RRSIGRecord> signatures(RRset set) {
    if (!zone.signing().signed()) {
      return List.of();
    }
    return signatures.computeIfAbsent(set, this::sign);
  }

  private List<RRSIGRecord> sign(RRset set) {
    Signing.Flaw flaw = zone.signing().flawOf(set.getType());
    Instant now = Instant.now();
    return switch (flaw) {
      case NONE -> List.of(sign(set, key(), now.minus(AGE), now.plus(LIFETIME)));
      case EXPIRED ->
          List.of(sign(set, key(), now.minus(AGE).minus(LIFETIME), now.minus(Duration.ofDays(1))));
      case NOT_YET_VALID ->
          List.of(sign(set, key(), now.plus(Duration.ofDays(1)), now.plus(LIFETIME)));
      case CORRUPT -> List.of(corrupted(sign(set, key(), now.minus(AGE), now.plus(LIFETIME))));
      case MISSING -> List.of();
      case STRANGE_KEY ->
          List.of(sign(set, ZoneKey.strange(zone.origin()), now.minus(AGE), now.plus(LIFETIME)));
    };
  }

  private ZoneKey key() {
    return ZoneKey.of(zone.origin());
  }

  private static RRSIGRecord sign(RRset set, ZoneKey key, Instant from, Instant until) {
    try {
      return DNSSEC.sign(set, key.dnskey(), key.privateKey(), from, until);
    } catch (DNSSEC.DNSSECException e) {
      throw new IllegalStateException("cannot sign " + set, e);
    }
  }

  private static RRSIGRecord corrupted(RRSIGRecord sig) {
    byte[] signature = sig.getSignature().clone();
    signature[signature.length / 2] ^= 0x55;
    return new RRSIGRecord(
        sig.getName(),
        DClass.IN,
        sig.getTTL(),
        sig.getTypeCovered(),
        sig.getAlgorithm(),
        sig.getOrigTTL(),
        sig.getExpire(),
        sig.getTimeSigned(),
        sig.getFootprint(),
        sig.getSigner(),
        signature);
  }

  /// Proofs that a name exists and lacks a type.
  List<RRset> noType(Name name) {
    return switch (zone.signing().denial()) {
      case NONE -> List.of();
      case NSEC -> List.of(nsecAtOrBefore(name));
      case NSEC3 -> List.of(nsec3AtOrBefore(name));
    };
  }

  /// Proofs that a name does not exist, and no wildcard stands in for it.
  List<RRset> noName(Name name) {
    Name encloser = closestEncloser(name);
    Name wildcard = wildcard(encloser);
    return switch (zone.signing().denial()) {
      case NONE -> List.of();
      case NSEC -> distinct(nsecAtOrBefore(name), nsecAtOrBefore(wildcard));
      case NSEC3 ->
          distinct(
              nsec3AtOrBefore(encloser),
              nsec3AtOrBefore(nextCloser(name, encloser)),
              nsec3AtOrBefore(wildcard));
    };
  }

  /// Proof that a name does not exist itself, beside an answer made from a wildcard.
  List<RRset> onlyWildcard(Name name) {
    return switch (zone.signing().denial()) {
      case NONE -> List.of();
      case NSEC -> List.of(nsecAtOrBefore(name));
      case NSEC3 -> List.of(nsec3AtOrBefore(nextCloser(name, closestEncloser(name))));
    };
  }

  Name closestEncloser(Name name) {
    Name up = name;
    while (!zone.exists(up) && up.labels() > zone.origin().labels()) {
      up = Zone.parent(up);
    }
    return up;
  }

  static Name wildcard(Name encloser) {
    try {
      return Name.concatenate(Name.fromConstantString("*"), encloser);
    } catch (org.xbill.DNS.NameTooLongException e) {
      return encloser;
    }
  }

  private static Name nextCloser(Name name, Name encloser) {
    return new Name(name, Math.max(0, name.labels() - encloser.labels() - 1));
  }

  private static List<RRset> distinct(RRset... sets) {
    List<RRset> found = new ArrayList<>();
    for (RRset set : sets) {
      if (found.stream().noneMatch(known -> known.getName().equals(set.getName()))) {
        found.add(set);
      }
    }
    return found;
  }

  private RRset nsecAtOrBefore(Name name) {
    NavigableMap<Name, RRset> chain = nsecChain();
    Map.Entry<Name, RRset> found = chain.floorEntry(name);
    return (found == null ? chain.lastEntry() : found).getValue();
  }

  private synchronized NavigableMap<Name, RRset> nsecChain() {
    NavigableMap<Name, RRset> chain = nsec;
    if (chain == null) {
      chain = new TreeMap<>();
      List<Name> names = zone.nodes().keySet().stream().filter(this::ours).toList();
      for (int i = 0; i < names.size(); i++) {
        Name name = names.get(i);
        Name next = names.get((i + 1) % names.size());
        int[] types = types(name, Type.NSEC);
        Record record = new NSECRecord(name, DClass.IN, NEGATIVE_TTL_SECONDS, next, types);
        chain.put(name, new RRset(record));
      }
      nsec = chain;
    }
    return chain;
  }

  private RRset nsec3AtOrBefore(Name name) {
    NavigableMap<byte[], RRset> chain = nsec3Chain();
    Map.Entry<byte[], RRset> found = chain.floorEntry(hash(name));
    return (found == null ? chain.lastEntry() : found).getValue();
  }

  private synchronized NavigableMap<byte[], RRset> nsec3Chain() {
    NavigableMap<byte[], RRset> chain = nsec3;
    if (chain == null) {
      NavigableMap<byte[], Name> hashes = new TreeMap<>(UNSIGNED_BYTES);
      for (Name name : zone.existing()) {
        if (ours(name)) {
          hashes.put(hash(name), name);
        }
      }
      chain = new TreeMap<>(UNSIGNED_BYTES);
      for (Map.Entry<byte[], Name> entry : hashes.entrySet()) {
        byte[] next = hashes.higherKey(entry.getKey());
        chain.put(
            entry.getKey(),
            new RRset(
                new NSEC3Record(
                    hashedName(entry.getKey()),
                    DClass.IN,
                    NEGATIVE_TTL_SECONDS,
                    NSEC3Record.Digest.SHA1,
                    0,
                    0,
                    null,
                    next == null ? hashes.firstKey() : next,
                    types(entry.getValue(), 0))));
      }
      nsec3 = chain;
    }
    return chain;
  }

  private Name hashedName(byte[] hash) {
    String label = new base32(base32.Alphabet.BASE32HEX, false, true).toString(hash);
    try {
      return Name.fromString(label, zone.origin());
    } catch (TextParseException e) {
      throw new IllegalStateException(e);
    }
  }

  /// RFC 5155 section 5: SHA-1 of the canonical name, no salt, no more iterations.
  private static byte[] hash(Name name) {
    try {
      return java.security.MessageDigest.getInstance("SHA-1").digest(name.toWireCanonical());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Whether the zone speaks for the name: it is not below a delegation.
  private boolean ours(Name name) {
    Name cut = zone.cutAbove(name);
    return cut == null || cut.equals(name);
  }

  private int[] types(Name name, int denialType) {
    TreeSet<Integer> types = new TreeSet<>();
    Map<Integer, RRset> node = zone.node(name);
    boolean cut = name.equals(zone.cutAbove(name));
    for (int type : node.keySet()) {
      if (!cut || type == Type.NS || type == Type.DS) {
        types.add(type);
      }
    }
    if ((!cut && !node.isEmpty()) || node.containsKey(Type.DS) || denialType != 0) {
      types.add(Type.RRSIG);
    }
    if (denialType != 0) {
      types.add(denialType);
    }
    return types.stream().mapToInt(Integer::intValue).toArray();
  }
}
