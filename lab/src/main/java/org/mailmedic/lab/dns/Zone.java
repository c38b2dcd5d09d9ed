package org.mailmedic.lab.dns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// One version of a zone's data, immutable. Signatures are made when they are asked for.
public final class Zone {
  static final int TTL_SECONDS = 3600;

  private final Name origin;
  private final List<Record> records;
  private final Signing signing;
  private final NavigableMap<Name, Map<Integer, RRset>> nodes = new TreeMap<>();
  private final Set<Name> existing = new HashSet<>();
  private final Set<Name> cuts = new HashSet<>();
  private final ZoneSigner signer;

  private Zone(Name origin, List<Record> records, Signing signing) {
    this.origin = origin;
    this.records = List.copyOf(records);
    this.signing = signing;
    for (Record record : records) {
      put(record);
    }
    if (signing.signed()) {
      put(ZoneKey.of(origin).dnskey());
    }
    for (Name name : nodes.keySet()) {
      for (Name up = name; up.subdomain(origin); up = parent(up)) {
        existing.add(up);
        if (up.equals(origin)) {
          break;
        }
      }
    }
    this.signer = new ZoneSigner(this);
  }

  private void put(Record record) {
    Map<Integer, RRset> node = nodes.computeIfAbsent(record.getName(), n -> new TreeMap<>());
    RRset set = node.get(record.getType());
    if (set == null) {
      node.put(record.getType(), new RRset(record));
    } else {
      set.addRR(record);
    }
    if (record.getType() == Type.NS && !record.getName().equals(origin)) {
      cuts.add(record.getName());
    }
  }

  /// Starts a zone with a SOA record; name servers are for the caller to add.
  public static Builder of(String origin) {
    return new Builder(name(origin), new ArrayList<>(), Signing.NONE)
        .add("@ SOA ns.invalid. hostmaster.invalid. 2026112401 7200 3600 1209600 300");
  }

  /// A name in its absolute form; a missing trailing dot is added.
  public static Name name(String text) {
    try {
      return Name.fromString(text, Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException("not a domain name: " + text, e);
    }
  }

  /// A copy to change, for another version of the zone.
  public Builder edit() {
    return new Builder(origin, new ArrayList<>(records), signing);
  }

  public Name origin() {
    return origin;
  }

  public Signing signing() {
    return signing;
  }

  /// The targets of the NS records at the zone's top.
  public List<Name> nameServers() {
    RRset set = node(origin).get(Type.NS);
    List<Name> names = new ArrayList<>();
    if (set != null) {
      for (Record record : set.rrs(false)) {
        names.add(((NSRecord) record).getTarget());
      }
    }
    return names;
  }

  /// The DS record that the parent has to publish (RFC 4034 section 5).
  public DSRecord ds() {
    return ZoneKey.of(origin).ds();
  }

  /// A DS record that fits no key of the zone, as after a change of keys gone wrong.
  public DSRecord strangeDs() {
    return ZoneKey.strange(origin).ds();
  }

  ZoneSigner signer() {
    return signer;
  }

  Map<Integer, RRset> node(Name name) {
    return nodes.getOrDefault(name, Map.of());
  }

  boolean exists(Name name) {
    return existing.contains(name);
  }

  /// Every name with records, in canonical order (RFC 4034 section 6.1).
  NavigableMap<Name, Map<Integer, RRset>> nodes() {
    return nodes;
  }

  Collection<Name> existing() {
    return existing;
  }

  /// The highest delegation at or above a name; null where the name belongs to this zone.
  @Nullable Name cutAbove(Name name) {
    Name found = null;
    if (!cuts.isEmpty()) {
      for (Name up = name; !up.equals(origin) && up.labels() > origin.labels(); up = parent(up)) {
        if (cuts.contains(up)) {
          found = up;
        }
      }
    }
    return found;
  }

  /// The name without its first label; the root's parent is the root.
  static Name parent(Name name) {
    return name.labels() <= 1 ? name : new Name(name, 1);
  }

  /// Collects a zone's records.
  public static final class Builder {
    private final Name origin;
    private final List<Record> records;
    private Signing signing;

    private Builder(Name origin, List<Record> records, Signing signing) {
      this.origin = origin;
      this.records = records;
      this.signing = signing;
    }

    /// Adds a record in zone file notation without class and TTL: `www A 192.0.2.1`; names without
    /// a trailing dot are relative to the zone.
    public Builder add(String line) {
      String[] parts = line.strip().split("\\s+", 3);
      if (parts.length < 3) {
        throw new IllegalArgumentException("a record is `owner TYPE data`, not: " + line);
      }
      int type = Type.value(parts[1]);
      if (type < 0) {
        throw new IllegalArgumentException("no RR type is called " + parts[1]);
      }
      try {
        Name owner = Name.fromString(parts[0], origin);
        records.add(Record.fromString(owner, type, DClass.IN, TTL_SECONDS, parts[2], origin));
      } catch (IOException e) {
        throw new IllegalArgumentException("cannot read the record: " + line, e);
      }
      return this;
    }

    /// Adds a record as it is.
    public Builder add(Record record) {
      records.add(record);
      return this;
    }

    /// Removes every record of a type at an owner name; `@` is the zone's top.
    public Builder remove(String owner, String type) {
      Name name;
      try {
        name = Name.fromString(owner, origin);
      } catch (TextParseException e) {
        throw new IllegalArgumentException("not a domain name: " + owner, e);
      }
      int number = Type.value(type);
      return removeIf(r -> r.getName().equals(name) && r.getType() == number);
    }

    /// Removes records.
    public Builder removeIf(Predicate<Record> which) {
      records.removeIf(which);
      return this;
    }

    public Builder signed(Signing how) {
      this.signing = how;
      return this;
    }

    public Zone build() {
      return new Zone(origin, records, signing);
    }
  }
}
