package org.mailmedic.protocol.dns;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/// Proofs by NSEC (RFC 4035 section 5.4).
record PlainDenial(Name zone, List<NSECRecord> records) implements Denial {

  @Override
  public Proof prove(Name name, int type) {
    for (NSECRecord nsec : records) {
      if (nsec.getName().equals(name)) {
        return atName(nsec, type);
      }
    }
    for (NSECRecord nsec : records) {
      // An empty non-terminal: the next name lies below it.
      if (covers(nsec, name) && nsec.getNext().subdomain(name)) {
        return Proof.NO_TYPE;
      }
    }
    for (NSECRecord nsec : records) {
      if (covers(nsec, name)) {
        return byWildcard(nsec, name, type);
      }
    }
    return Proof.NONE;
  }

  private Proof atName(NSECRecord nsec, int type) {
    boolean cut = nsec.hasType(Type.NS) && !nsec.hasType(Type.SOA);
    if (nsec.hasType(type) || (nsec.hasType(Type.CNAME) && type != Type.CNAME)) {
      return Proof.NONE;
    }
    if (type == Type.DS) {
      // RFC 4035 5.2: the child's own NSEC says nothing about the DS above it.
      boolean child = nsec.hasType(Type.SOA) && !nsec.getName().equals(Name.root);
      return child ? Proof.NONE : cut ? Proof.UNSIGNED_CUT : Proof.NO_TYPE;
    }
    // RFC 6840 4.1: the parent's NSEC at a cut says nothing about what the child has.
    return cut ? Proof.NONE : Proof.NO_TYPE;
  }

  private Proof byWildcard(NSECRecord covering, Name name, int type) {
    Name closest = closestEncloser(covering, name);
    Name wildcard = wildcard(closest);
    if (wildcard == null) {
      return Proof.NONE;
    }
    for (NSECRecord nsec : records) {
      if (nsec.getName().equals(wildcard)) {
        boolean has = nsec.hasType(type) || nsec.hasType(Type.CNAME);
        return has ? Proof.NONE : Proof.NO_TYPE;
      }
    }
    return records.stream().anyMatch(nsec -> covers(nsec, wildcard)) ? Proof.NO_NAME : Proof.NONE;
  }

  @Override
  public Proof proveNothingCloser(Name name, int closestLabels) {
    for (NSECRecord nsec : records) {
      // The name itself is denied, and the nearest name that exists is the wildcard's parent.
      if (covers(nsec, name) && closestEncloser(nsec, name).labels() - 1 <= closestLabels) {
        return Proof.NO_NAME;
      }
    }
    return Proof.NONE;
  }

  /// Whether the record says that nothing stands at `name`.
  private boolean covers(NSECRecord nsec, Name name) {
    Name owner = nsec.getName();
    if (!name.subdomain(zone) || name.equals(owner) || owner.compareTo(name) > 0) {
      return false;
    }
    // RFC 6840 4.1: below a cut or a DNAME the parent's NSEC says nothing.
    boolean cut = nsec.hasType(Type.NS) && !nsec.hasType(Type.SOA);
    if (name.subdomain(owner) && (cut || nsec.hasType(Type.DNAME))) {
      return false;
    }
    Name next = nsec.getNext();
    return next.equals(zone) || name.compareTo(next) < 0;
  }

  /// The longest name above `name` that the record's ends show to exist.
  private static Name closestEncloser(NSECRecord nsec, Name name) {
    Name byOwner = common(name, nsec.getName());
    Name byNext = common(name, nsec.getNext());
    return byOwner.labels() >= byNext.labels() ? byOwner : byNext;
  }

  private static Name common(Name one, Name other) {
    for (int labels = 0; labels < one.labels(); labels++) {
      Name above = labels == 0 ? one : new Name(one, labels);
      if (other.subdomain(above)) {
        return above;
      }
    }
    return Name.root;
  }

  static @Nullable Name wildcard(Name closest) {
    try {
      return Name.concatenate(ASTERISK, closest);
    } catch (org.xbill.DNS.NameTooLongException e) {
      return null;
    }
  }

  private static final Name ASTERISK = Name.fromConstantString("*");
}
