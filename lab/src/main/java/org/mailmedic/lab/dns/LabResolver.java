package org.mailmedic.lab.dns;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mailmedic.lab.net.DatagramService.Reply;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// A recursive resolver that walks the lab's tree from the root, without a cache and without
/// sockets. Like Unbound it answers SERVFAIL where data does not validate, unless the question has
/// the CD bit (RFC 4035 section 3.2.2). Thread-safe.
public final class LabResolver implements DnsServer {
  private static final int MOST_STEPS = 32;
  private static final int MOST_DEPTH = 8;
  private static final int MOST_ALIASES = 10;

  private final List<InetAddress> roots;
  private final Function<InetAddress, @Nullable NameServer> network;
  private final String trustAnchors;
  private final List<DnsFault> faults = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean validating = true;
  private volatile org.xbill.DNS.dnssec.@Nullable ValidatingResolver validator;

  /// @param roots the addresses of the root servers
  /// @param network the server that a question to this address reaches; null for none
  /// @param trustAnchors DS records of the root in zone file notation
  public LabResolver(
      List<InetAddress> roots,
      Function<InetAddress, @Nullable NameServer> network,
      String trustAnchors) {
    this.roots = List.copyOf(roots);
    this.network = network;
    this.trustAnchors = trustAnchors;
  }

  /// Has a fault in everything that it does.
  public LabResolver fault(DnsFault fault) {
    faults.add(fault);
    return this;
  }

  /// Believes everything, as resolvers without DNSSEC do.
  public LabResolver withoutValidation() {
    validating = false;
    return this;
  }

  /// How many questions came over the network.
  public int questions() {
    return asked.get();
  }

  @Override
  public List<Reply> answerUdp(byte[] query) {
    asked.incrementAndGet();
    return Exchange.of(query, false).map(this::replies).orElse(List.of());
  }

  @Override
  public List<Reply> answerTcp(byte[] query) {
    asked.incrementAndGet();
    return Exchange.of(query, true).map(this::replies).orElse(List.of());
  }

  private List<Reply> replies(Exchange exchange) {
    boolean dnssec =
        exchange.wantsDnssec() && faults.stream().noneMatch(DnsFault.NoDnssec.class::isInstance);
    Message found = resolve(exchange.name(), exchange.type(), dnssec, 0);
    Message response = exchange.response();
    response.getHeader().setFlag(Flags.RA);
    if (exchange.checkingDisabled()) {
      response.getHeader().setFlag(Flags.CD);
    }
    if (validating && !exchange.checkingDisabled() && found.getRcode() != Rcode.SERVFAIL) {
      int verdict = validated(exchange.query());
      if (verdict < 0) {
        found = new Message();
        found.getHeader().setRcode(Rcode.SERVFAIL);
      } else if (verdict > 0) {
        response.getHeader().setFlag(Flags.AD);
      }
    }
    response.getHeader().setRcode(found.getRcode());
    copy(found, response, Section.ANSWER);
    copy(found, response, Section.AUTHORITY);
    return exchange.withFaults(response, faults);
  }

  /// @return below 0 where the data is bogus, above 0 where it is secure
  private int validated(Message query) {
    try {
      Message answer = validator().send(query);
      if (answer.getRcode() == Rcode.SERVFAIL) {
        return -1;
      }
      return answer.getHeader().getFlag(Flags.AD) ? 1 : 0;
    } catch (java.io.IOException e) {
      return -1;
    }
  }

  private org.xbill.DNS.dnssec.ValidatingResolver validator() throws java.io.IOException {
    org.xbill.DNS.dnssec.ValidatingResolver known = validator;
    if (known == null) {
      known =
          new org.xbill.DNS.dnssec.ValidatingResolver(
              new InProcessResolver(query -> {
                Record question = java.util.Objects.requireNonNull(query.getQuestion());
                Message found = resolve(question.getName(), question.getType(), true, 0);
                found.getHeader().setID(query.getHeader().getID());
                return found;
              }));
      known.loadTrustAnchors(
          new java.io.ByteArrayInputStream(trustAnchors.getBytes(StandardCharsets.US_ASCII)));
      validator = known;
    }
    return known;
  }

  /// The answer from the tree, aliases followed.
  Message resolve(Name name, int type, boolean dnssec, int depth) {
    Message result = new Message();
    result.getHeader().setFlag(Flags.QR);
    result.getHeader().setFlag(Flags.RA);
    result.addRecord(Record.newRecord(name, type, DClass.IN), Section.QUESTION);
    Name wanted = name;
    for (int alias = 0; alias <= MOST_ALIASES; alias++) {
      Message part = walk(wanted, type, dnssec, depth);
      result.getHeader().setRcode(part.getRcode());
      copy(part, result, Section.ANSWER);
      Name next = endOfAliases(part, wanted, type);
      if (next.equals(wanted) || part.getRcode() == Rcode.SERVFAIL) {
        copy(part, result, Section.AUTHORITY);
        return result;
      }
      if (hasType(part, next, type) || part.getRcode() == Rcode.NXDOMAIN || negative(part)) {
        copy(part, result, Section.AUTHORITY);
        return result;
      }
      wanted = next;
    }
    result.getHeader().setRcode(Rcode.SERVFAIL);
    return result;
  }

  private static boolean negative(Message part) {
    return part.getSection(Section.AUTHORITY).stream().anyMatch(r -> r.getType() == Type.SOA);
  }

  private static boolean hasType(Message part, Name name, int type) {
    return part.findRRset(name, type, Section.ANSWER);
  }

  private static Name endOfAliases(Message part, Name from, int type) {
    Name at = from;
    if (type == Type.CNAME || type == Type.ANY) {
      return at;
    }
    Set<Name> seen = new LinkedHashSet<>();
    while (seen.add(at)) {
      for (Record record : part.getSection(Section.ANSWER)) {
        if (record instanceof CNAMERecord cname && cname.getName().equals(at)) {
          at = cname.getTarget();
          break;
        }
      }
    }
    return at;
  }

  /// Follows referrals from the root to an answer.
  private Message walk(Name name, int type, boolean dnssec, int depth) {
    List<InetAddress> servers = roots;
    Name zone = Name.root;
    for (int step = 0; step < MOST_STEPS; step++) {
      Message answer = askAny(servers, name, type, dnssec);
      if (answer == null || depth > MOST_DEPTH) {
        return servfail();
      }
      Name below = referral(answer, name, zone);
      if (below == null) {
        return answer;
      }
      zone = below;
      servers = addresses(answer, below, depth);
    }
    return servfail();
  }

  private @Nullable Message askAny(List<InetAddress> servers, Name name, int type, boolean dnssec) {
    for (InetAddress address : servers) {
      NameServer server = network.apply(address);
      if (server != null) {
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        query.getHeader().unsetFlag(Flags.RD);
        query.addRecord(
            new org.xbill.DNS.OPTRecord(1232, 0, 0, dnssec ? org.xbill.DNS.ExtendedFlags.DO : 0),
            Section.ADDITIONAL);
        Message answer = server.answerResolver(query);
        if (answer != null && usable(answer)) {
          return answer;
        }
      }
    }
    return null;
  }

  private static boolean usable(Message answer) {
    int code = answer.getRcode();
    boolean settled = code == Rcode.NOERROR || code == Rcode.NXDOMAIN;
    boolean speaks =
        answer.getHeader().getFlag(Flags.AA)
            || !answer.getSection(Section.ANSWER).isEmpty()
            || answer.getSection(Section.AUTHORITY).stream().anyMatch(NSRecord.class::isInstance);
    return settled && speaks;
  }

  /// The zone that an answer refers to; null where it is no referral to below.
  private static @Nullable Name referral(Message answer, Name name, Name zone) {
    if (answer.getHeader().getFlag(Flags.AA)
        || !answer.getSection(Section.ANSWER).isEmpty()
        || answer.getRcode() != Rcode.NOERROR) {
      return null;
    }
    for (Record record : answer.getSection(Section.AUTHORITY)) {
      if (record instanceof NSRecord
          && name.subdomain(record.getName())
          && record.getName().labels() > zone.labels()) {
        return record.getName();
      }
    }
    return null;
  }

  private List<InetAddress> addresses(Message referral, Name zone, int depth) {
    List<InetAddress> found = new ArrayList<>();
    List<Name> without = new ArrayList<>();
    for (Record record : referral.getSection(Section.AUTHORITY)) {
      if (record instanceof NSRecord ns && ns.getName().equals(zone)) {
        int before = found.size();
        collect(referral, Section.ADDITIONAL, ns.getTarget(), found);
        if (found.size() == before) {
          without.add(ns.getTarget());
        }
      }
    }
    for (Name server : without) {
      if (!server.subdomain(zone)) {
        for (int type : List.of(Type.A, Type.AAAA)) {
          Message answer = resolve(server, type, false, depth + 1);
          collect(answer, Section.ANSWER, endOfAliases(answer, server, type), found);
        }
      }
    }
    return found;
  }

  private static void collect(Message from, int section, Name name, List<InetAddress> into) {
    for (Record record : from.getSection(section)) {
      if (record.getName().equals(name)) {
        if (record instanceof ARecord a) {
          into.add(a.getAddress());
        } else if (record instanceof AAAARecord aaaa) {
          into.add(aaaa.getAddress());
        }
      }
    }
  }

  private static void copy(Message from, Message to, int section) {
    for (Record record : from.getSection(section)) {
      if (!to.findRecord(record, section)) {
        to.addRecord(record, section);
      }
    }
  }

  private static Message servfail() {
    Message message = new Message();
    message.getHeader().setRcode(Rcode.SERVFAIL);
    return message;
  }
}
