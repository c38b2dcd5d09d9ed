package org.mailmedic.protocol.dns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// The records of one name and type, and the signatures over them.
///
/// @param records never empty
/// @param signatures may be empty
public record SignedSet(List<Record> records, List<RRSIGRecord> signatures) {
  public SignedSet {
    records = List.copyOf(records);
    signatures = List.copyOf(signatures);
    if (records.isEmpty()) {
      throw new IllegalArgumentException("records must not be empty");
    }
  }

  /// The sets of a section, in order; signatures over nothing are left out.
  public static List<SignedSet> group(List<Record> section) {
    Map<Key, List<Record>> records = new LinkedHashMap<>();
    Map<Key, List<RRSIGRecord>> signatures = new LinkedHashMap<>();
    for (Record record : section) {
      if (record instanceof RRSIGRecord signature) {
        Key covered = new Key(signature.getName(), signature.getTypeCovered());
        signatures.computeIfAbsent(covered, key -> new ArrayList<>()).add(signature);
      } else {
        Key key = new Key(record.getName(), record.getType());
        records.computeIfAbsent(key, k -> new ArrayList<>()).add(record);
      }
    }
    List<SignedSet> sets = new ArrayList<>();
    records.forEach(
        (key, list) -> sets.add(new SignedSet(list, signatures.getOrDefault(key, List.of()))));
    return sets;
  }

  public Name owner() {
    return records.get(0).getName();
  }

  public int type() {
    return records.get(0).getType();
  }

  RRset toRrset() {
    RRset set = new RRset();
    records.forEach(set::addRR);
    return set;
  }

  /// `example.com. MX`
  @Override
  public String toString() {
    return owner() + " " + Type.string(type());
  }

  private record Key(Name owner, int type) {}
}
