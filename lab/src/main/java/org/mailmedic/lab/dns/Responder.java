package org.mailmedic.lab.dns;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Fills in the answer to one question from a server's zones (RFC 1034 section 4.3.2).
final class Responder {
  private static final int MOST_ALIASES = 8;

  private final Collection<Zone> zones;
  private final Message response;
  private final boolean dnssec;

  Responder(Collection<Zone> zones, Message response, boolean dnssec) {
    this.zones = zones;
    this.response = response;
    this.dnssec = dnssec;
  }

  void answer(Name name, int type) {
    Zone zone = zoneFor(name, type);
    if (zone == null) {
      response.getHeader().setRcode(Rcode.REFUSED);
      return;
    }
    answer(zone, name, type, 0);
  }

  private void answer(Zone zone, Name name, int type, int aliases) {
    Name cut = zone.cutAbove(name);
    if (cut != null && !(cut.equals(name) && type == Type.DS)) {
      refer(zone, cut, aliases == 0);
      return;
    }
    response.getHeader().setFlag(Flags.AA);
    Map<Integer, RRset> node = zone.node(name);
    if (!node.isEmpty() || zone.exists(name)) {
      answerFrom(zone, node, name, type, aliases);
      return;
    }
    Map<Integer, RRset> wild = zone.node(ZoneSigner.wildcard(zone.signer().closestEncloser(name)));
    if (!wild.isEmpty()) {
      answerFrom(zone, wild, name, type, aliases);
      prove(zone, zone.signer().onlyWildcard(name));
      return;
    }
    response.getHeader().setRcode(Rcode.NXDOMAIN);
    negative(zone, zone.signer().noName(name));
  }

  private void answerFrom(Zone zone, Map<Integer, RRset> node, Name name, int type, int aliases) {
    RRset set = node.get(type);
    if (type == Type.ANY) {
      node.values().forEach(one -> add(zone, one, name, Section.ANSWER));
    } else if (set != null) {
      add(zone, set, name, Section.ANSWER);
    } else if (node.containsKey(Type.CNAME)) {
      RRset alias = java.util.Objects.requireNonNull(node.get(Type.CNAME));
      add(zone, alias, name, Section.ANSWER);
      Name target = ((CNAMERecord) alias.first()).getTarget();
      Zone next = zoneFor(target, type);
      if (next != null && aliases < MOST_ALIASES) {
        answer(next, target, type, aliases + 1);
      }
    } else {
      boolean wild = !node.isEmpty() && !zone.node(name).equals(node);
      Name at = wild ? node.values().iterator().next().getName() : name;
      negative(zone, zone.signer().noType(at));
    }
  }

  private void refer(Zone zone, Name cut, boolean clean) {
    if (clean) {
      response.getHeader().unsetFlag(Flags.AA);
    }
    RRset servers = zone.node(cut).get(Type.NS);
    if (servers == null) {
      return;
    }
    for (Record record : servers.rrs(false)) {
      response.addRecord(record, Section.AUTHORITY);
    }
    if (dnssec) {
      RRset ds = zone.node(cut).get(Type.DS);
      if (ds != null) {
        add(zone, ds, cut, Section.AUTHORITY);
      } else {
        prove(zone, zone.signer().noType(cut));
      }
    }
    for (Record record : servers.rrs(false)) {
      glue(((NSRecord) record).getTarget());
    }
  }

  private void glue(Name server) {
    for (Zone zone : zones) {
      if (server.subdomain(zone.origin())) {
        for (int type : List.of(Type.A, Type.AAAA)) {
          RRset set = zone.node(server).get(type);
          if (set != null) {
            set.rrs(false).forEach(this::addGlue);
          }
        }
      }
    }
  }

  private void addGlue(Record record) {
    if ((record instanceof ARecord || record instanceof AAAARecord)
        && !response.findRecord(record, Section.ADDITIONAL)) {
      response.addRecord(record, Section.ADDITIONAL);
    }
  }

  private void negative(Zone zone, List<RRset> proofs) {
    RRset soa = zone.node(zone.origin()).get(Type.SOA);
    if (soa != null) {
      add(zone, soa, zone.origin(), Section.AUTHORITY);
    }
    prove(zone, proofs);
  }

  private void prove(Zone zone, List<RRset> proofs) {
    if (dnssec) {
      proofs.forEach(proof -> add(zone, proof, proof.getName(), Section.AUTHORITY));
    }
  }

  /// Adds a set under an owner name that is the set's own or one that a wildcard stands in for.
  private void add(Zone zone, RRset set, Name owner, int section) {
    for (Record record : set.rrs(false)) {
      response.addRecord(owned(record, owner), section);
    }
    if (dnssec) {
      for (RRSIGRecord signature : zone.signer().signatures(set)) {
        response.addRecord(owned(signature, owner), section);
      }
    }
  }

  private static Record owned(Record record, Name owner) {
    if (record.getName().equals(owner)) {
      return record;
    }
    return Record.newRecord(
        owner, record.getType(), DClass.IN, record.getTTL(), record.rdataToWireCanonical());
  }

  /// The closest zone; for DS the one above the cut (RFC 4035 section 3.1.4.1).
  private @Nullable Zone zoneFor(Name name, int type) {
    Zone found = null;
    for (Zone zone : zones) {
      boolean candidate =
          name.subdomain(zone.origin())
              && !(type == Type.DS && zone.origin().equals(name) && hasParent(zone));
      if (candidate && (found == null || zone.origin().labels() > found.origin().labels())) {
        found = zone;
      }
    }
    return found;
  }

  private boolean hasParent(Zone child) {
    for (Zone zone : zones) {
      if (zone != child && child.origin().subdomain(zone.origin())) {
        return true;
      }
    }
    return false;
  }
}
