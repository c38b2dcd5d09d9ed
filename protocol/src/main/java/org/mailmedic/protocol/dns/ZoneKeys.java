package org.mailmedic.protocol.dns;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/// Which of a zone's keys may be believed, given what the parent or a trust anchor says of them
/// (RFC 4035 section 5.2).
public final class ZoneKeys {
  /// SHA-1, SHA-256, SHA-384.
  private static final int SHA1 = 1;

  private static final int SHA256 = 2;
  private static final int SHA384 = 4;

  private ZoneKeys() {}

  /// What checking brought: exactly one of keys, `unsupported` and `fault`.
  ///
  /// @param keys the zone's keys; empty unless the chain holds
  /// @param unsupported whether every DS is of an algorithm or digest that nobody here can check,
  ///   so that the zone counts as unsigned
  /// @param fault why the chain breaks; null where it does not
  public record Result(List<DNSKEYRecord> keys, boolean unsupported, @Nullable DnssecFault fault) {
    public Result {
      keys = List.copyOf(keys);
    }
  }

  /// Checks a zone's DNSKEY set.
  ///
  /// @param keys the zone's DNSKEY set with its signatures
  /// @param trusted DS or DNSKEY records that are believed
  public static Result check(
      Name zone, SignedSet keys, List<? extends Record> trusted, Instant now) {
    List<Record> usable = usable(trusted);
    if (usable.isEmpty()) {
      return new Result(List.of(), true, null);
    }
    List<DNSKEYRecord> all = new ArrayList<>();
    List<DNSKEYRecord> entry = new ArrayList<>();
    for (Record record : keys.records()) {
      if (record instanceof DNSKEYRecord key) {
        all.add(key);
        if (usable.stream().anyMatch(anchor -> names(zone, anchor, key))) {
          entry.add(key);
        }
      }
    }
    if (entry.isEmpty()) {
      return new Result(List.of(), false, mismatch(zone, usable));
    }
    Signatures.Result signed = Signatures.check(keys, zone, entry, now);
    return signed.valid()
        ? new Result(all, false, null)
        : new Result(List.of(), false, signed.fault());
  }

  /// Whether the zone counts as unsigned because nothing that is said of its keys can be checked.
  public static boolean unsupported(List<? extends Record> trusted) {
    return usable(trusted).isEmpty();
  }

  private static DnssecFault mismatch(Name zone, List<Record> usable) {
    StringBuilder tags = new StringBuilder();
    for (Record record : usable) {
      tags.append(tags.isEmpty() ? "" : ", ").append(tag(record));
    }
    return new DnssecFault(
        DnssecFault.Kind.DS_MISMATCH,
        Signatures.text(zone),
        null,
        zone + " has no DNSKEY for the DS " + tags + " at the parent");
  }

  private static int tag(Record record) {
    return record instanceof DSRecord ds
        ? ds.getFootprint()
        : ((DNSKEYRecord) record).getFootprint();
  }

  /// What can be checked; SHA-1 digests only where there are no others (RFC 4509 section 3).
  private static List<Record> usable(List<? extends Record> trusted) {
    List<Record> usable = new ArrayList<>();
    List<Record> weak = new ArrayList<>();
    for (Record record : trusted) {
      if (record instanceof DSRecord ds && Signatures.supports(ds.getAlgorithm())) {
        switch (ds.getDigestID()) {
          case SHA1 -> weak.add(ds);
          case SHA256, SHA384 -> usable.add(ds);
          default -> {}
        }
      } else if (record instanceof DNSKEYRecord key && Signatures.supports(key.getAlgorithm())) {
        usable.add(key);
      }
    }
    return usable.isEmpty() ? weak : usable;
  }

  private static boolean names(Name zone, Record anchor, DNSKEYRecord key) {
    if ((key.getFlags() & DNSKEYRecord.Flags.ZONE_KEY) == 0) {
      return false;
    }
    if (anchor instanceof DNSKEYRecord trusted) {
      return trusted.getAlgorithm() == key.getAlgorithm()
          && java.util.Arrays.equals(trusted.getKey(), key.getKey());
    }
    DSRecord ds = (DSRecord) anchor;
    if (ds.getAlgorithm() != key.getAlgorithm() || ds.getFootprint() != key.getFootprint()) {
      return false;
    }
    DSRecord made = new DSRecord(zone, DClass.IN, 0, ds.getDigestID(), key);
    return java.util.Arrays.equals(made.getDigest(), ds.getDigest());
  }
}
