package org.mailmedic.engine.world.live.dns;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.dns.Denial;
import org.mailmedic.protocol.dns.DnssecFault;
import org.mailmedic.protocol.dns.Signatures;
import org.mailmedic.protocol.dns.SignedSet;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// The denials of a zone that stand in an authority section and whose signatures hold.
///
/// @param denial what they prove
/// @param fault what is wrong with those that do not hold; null where there are none
/// @param anySignature whether the section has any signature of the zone
record Proofs(Name zone, Denial denial, @Nullable DnssecFault fault, boolean anySignature) {
  /// Sets looked at; an honest denial has at most four.
  private static final int MAX_SETS = 12;

  static Proofs read(Trust.Secure zone, List<Record> authority, Instant now) {
    List<Record> valid = new ArrayList<>();
    DnssecFault fault = null;
    boolean anySignature = false;
    int looked = 0;
    for (SignedSet set : SignedSet.group(authority)) {
      anySignature |= !set.signatures().isEmpty();
      boolean proof = set.type() == Type.NSEC || set.type() == Type.NSEC3;
      if (!proof || ++looked > MAX_SETS) {
        continue;
      }
      Signatures.Result result = Signatures.check(set, zone.zone(), zone.keys(), now);
      RRSIGRecord by = result.by();
      if (by == null) {
        fault = fault == null ? result.fault() : fault;
      } else if (!isExpanded(set.owner(), by)) {
        valid.addAll(set.records());
      }
    }
    return new Proofs(zone.zone(), Denial.of(zone.zone(), valid), fault, anySignature);
  }

  /// Why a needed proof is missing.
  DnssecFault missing(String detail) {
    if (fault != null) {
      return fault;
    }
    DnssecFault.Kind kind =
        anySignature ? DnssecFault.Kind.MISSING_PROOF : DnssecFault.Kind.UNSIGNED;
    return new DnssecFault(kind, text(zone), null, detail);
  }

  /// What is wrong with a set that a zone should have signed, or null.
  static @Nullable DnssecFault fault(SignedSet set, Trust.Secure zone, Instant now) {
    return Signatures.check(set, zone.zone(), zone.keys(), now).fault();
  }

  /// Whether a wildcard stood in for the owner (RFC 4035 section 5.3.4).
  static boolean isExpanded(Name owner, RRSIGRecord by) {
    int labels = owner.labels() - 1 - (owner.isWild() ? 1 : 0);
    return by.getLabels() < labels;
  }

  /// A zone's name without trailing dot; `.` for the root.
  static String text(Name zone) {
    return zone.equals(Name.root) ? "." : zone.toString(true);
  }
}
