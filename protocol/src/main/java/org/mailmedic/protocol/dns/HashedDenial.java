package org.mailmedic.protocol.dns;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;
import org.xbill.DNS.utils.base32;

/// Proofs by NSEC3 (RFC 5155 section 8).
final class HashedDenial implements Denial {
  /// More iterations than this are treated as unsigned (RFC 9276 section 3.2 lets us; validators in
  /// use do at 150).
  private static final int MAX_ITERATIONS = 150;

  /// Records looked at; an honest denial has three or four (CVE-2023-50868).
  private static final int MAX_RECORDS = 12;

  private static final int SHA1 = 1;
  private static final int OPT_OUT = 1;

  private final Name zone;
  private final List<NSEC3Record> records;
  private final boolean costly;
  private final Map<Name, byte[]> hashes = new HashMap<>();

  HashedDenial(Name zone, List<NSEC3Record> all) {
    this.zone = zone;
    this.costly = all.stream().anyMatch(nsec -> nsec.getIterations() > MAX_ITERATIONS);
    NSEC3Record first = all.get(0);
    // RFC 5155 8.2: all of one denial share their parameters; unknown flags and hashes don't count.
    this.records =
        all.stream()
            .filter(nsec ->
                nsec.getHashAlgorithm() == SHA1
                    && (nsec.getFlags() & ~OPT_OUT) == 0
                    && nsec.getIterations() == first.getIterations()
                    && Arrays.equals(nsec.getSalt(), first.getSalt())
                    && nsec.getName().labels() == zone.labels() + 1
                    && nsec.getName().subdomain(zone))
            .limit(MAX_RECORDS)
            .toList();
  }

  @Override
  public Proof prove(Name name, int type) {
    if (costly) {
      return Proof.TOO_COSTLY;
    }
    if (!name.subdomain(zone)) {
      return Proof.NONE;
    }
    NSEC3Record match = matching(name);
    if (match != null) {
      return atName(match, name, type);
    }
    Encloser encloser = encloser(name);
    if (encloser == null) {
      return Proof.NONE;
    }
    NSEC3Record cover = covering(encloser.nextCloser());
    if (cover == null) {
      return Proof.NONE;
    }
    boolean optOut = (cover.getFlags() & OPT_OUT) != 0;
    Name wildcard = PlainDenial.wildcard(encloser.closest());
    if (wildcard == null) {
      return Proof.NONE;
    }
    NSEC3Record wild = matching(wildcard);
    if (wild != null) {
      boolean has = wild.hasType(type) || wild.hasType(Type.CNAME);
      return has ? Proof.NONE : optOut ? Proof.OPT_OUT : Proof.NO_TYPE;
    }
    if (optOut && (type == Type.DS || covering(wildcard) != null)) {
      return Proof.OPT_OUT;
    }
    return covering(wildcard) != null ? Proof.NO_NAME : Proof.NONE;
  }

  private static Proof atName(NSEC3Record nsec, Name name, int type) {
    boolean cut = nsec.hasType(Type.NS) && !nsec.hasType(Type.SOA);
    if (nsec.hasType(type) || (nsec.hasType(Type.CNAME) && type != Type.CNAME)) {
      return Proof.NONE;
    }
    if (type == Type.DS) {
      boolean child = nsec.hasType(Type.SOA) && !name.equals(Name.root);
      return child ? Proof.NONE : cut ? Proof.UNSIGNED_CUT : Proof.NO_TYPE;
    }
    return cut ? Proof.NONE : Proof.NO_TYPE;
  }

  @Override
  public Proof proveNothingCloser(Name name, int closestLabels) {
    if (costly) {
      return Proof.TOO_COSTLY;
    }
    int strip = name.labels() - 1 - (closestLabels + 1);
    if (strip < 0 || !name.subdomain(zone)) {
      return Proof.NONE;
    }
    NSEC3Record cover = covering(strip == 0 ? name : new Name(name, strip));
    if (cover == null) {
      return Proof.NONE;
    }
    return (cover.getFlags() & OPT_OUT) != 0 ? Proof.OPT_OUT : Proof.NO_NAME;
  }

  /// The nearest name above that exists, and the name just below it on the way (RFC 5155 8.3).
  private record Encloser(Name closest, Name nextCloser) {}

  private @Nullable Encloser encloser(Name name) {
    Name nextCloser = name;
    for (int strip = 1; strip < name.labels(); strip++) {
      Name above = new Name(name, strip);
      if (!above.subdomain(zone)) {
        return null;
      }
      NSEC3Record match = matching(above);
      if (match != null) {
        boolean cut = match.hasType(Type.NS) && !match.hasType(Type.SOA);
        // Below a cut or a DNAME this zone says nothing.
        return cut || match.hasType(Type.DNAME) ? null : new Encloser(above, nextCloser);
      }
      nextCloser = above;
    }
    return null;
  }

  private @Nullable NSEC3Record matching(Name name) {
    byte[] hash = hash(name);
    for (NSEC3Record nsec : records) {
      if (Arrays.equals(owner(nsec), hash)) {
        return nsec;
      }
    }
    return null;
  }

  private @Nullable NSEC3Record covering(Name name) {
    byte[] hash = hash(name);
    for (NSEC3Record nsec : records) {
      byte[] owner = owner(nsec);
      byte[] next = nsec.getNext();
      if (owner == null || hash == null || Arrays.compareUnsigned(owner, hash) == 0) {
        continue;
      }
      boolean afterOwner = Arrays.compareUnsigned(owner, hash) < 0;
      boolean beforeNext = Arrays.compareUnsigned(hash, next) < 0;
      boolean last = Arrays.compareUnsigned(owner, next) >= 0;
      if (last ? afterOwner || beforeNext : afterOwner && beforeNext) {
        return nsec;
      }
    }
    return null;
  }

  private byte @Nullable [] hash(Name name) {
    if (records.isEmpty()) {
      return null;
    }
    byte[] known = hashes.get(name);
    if (known != null) {
      return known;
    }
    byte[] hash = compute(name);
    hashes.put(name, hash);
    return hash;
  }

  /// RFC 5155 section 5.
  private byte[] compute(Name name) {
    NSEC3Record parameters = records.get(0);
    byte[] salt = parameters.getSalt() == null ? new byte[0] : parameters.getSalt();
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(name.toWireCanonical());
      byte[] hash = sha1.digest(salt);
      for (int i = 0; i < parameters.getIterations(); i++) {
        sha1.update(hash);
        hash = sha1.digest(salt);
      }
      return hash;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte @Nullable [] owner(NSEC3Record nsec) {
    String label = nsec.getName().getLabelString(0).toUpperCase(Locale.ROOT);
    return BASE32.fromString(label);
  }

  private static final base32 BASE32 = new base32(base32.Alphabet.BASE32HEX, false, false);
}
