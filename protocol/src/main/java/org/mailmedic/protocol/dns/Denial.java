package org.mailmedic.protocol.dns;

import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/// What a zone's NSEC or NSEC3 records prove to be absent (RFC 4035 section 5.4, RFC 5155 section
/// 8). They must have been checked for their signatures before.
public interface Denial {

  /// What is proven about a name and type.
  enum Proof {
    /// The name does not exist.
    NO_NAME,
    /// The name exists and has no such record; for DS: nor is there a zone cut.
    NO_TYPE,
    /// For DS: there is a zone cut, and it has none, so what lies below is unsigned.
    UNSIGNED_CUT,
    /// The name lies in a stretch of unsigned delegations (opt-out): it may exist and is unsigned.
    OPT_OUT,
    /// The hashes cost too much to check (RFC 9276 section 3.2): treated as unsigned.
    TOO_COSTLY,
    /// Nothing of that.
    NONE
  }

  /// What is proven about a name and type.
  Proof prove(Name name, int type);

  /// Whether it is proven that no name stands closer to `name` than the wildcard that answered for
  /// it (RFC 4035 section 5.3.4, RFC 5155 section 8.8).
  ///
  /// @param closestLabels how many labels the wildcard's parent has, the root's not counted
  Proof proveNothingCloser(Name name, int closestLabels);

  /// Reads the proofs out of records of one zone; others are left out.
  static Denial of(Name zone, List<? extends Record> records) {
    List<NSECRecord> plain = new ArrayList<>();
    List<NSEC3Record> hashed = new ArrayList<>();
    for (Record record : records) {
      if (record instanceof NSECRecord nsec) {
        plain.add(nsec);
      } else if (record instanceof NSEC3Record nsec3) {
        hashed.add(nsec3);
      }
    }
    return plain.isEmpty() && !hashed.isEmpty()
        ? new HashedDenial(zone, hashed)
        : new PlainDenial(zone, plain);
  }
}
