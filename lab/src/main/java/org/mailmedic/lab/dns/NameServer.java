package org.mailmedic.lab.dns;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.mailmedic.lab.net.DatagramService.Reply;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;

/// An authoritative server: the zones that it serves and what is wrong with it. Thread-safe.
public final class NameServer implements DnsServer {
  private final String name;
  private final Map<Name, Zone> zones = new ConcurrentHashMap<>();
  private final List<Trouble> troubles = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();

  /// @param name as in NS records, without the trailing dot
  public NameServer(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }

  /// Serves a zone, in place of another version of it.
  public NameServer serve(Zone zone) {
    zones.put(zone.origin(), zone);
    return this;
  }

  /// Serves one version of a zone in place of another, if it serves just that one.
  public void replace(Zone before, Zone after) {
    zones.replace(before.origin(), before, after);
  }

  /// Knows nothing more of a zone.
  public NameServer drop(String origin) {
    zones.remove(Zone.name(origin));
    return this;
  }

  /// Has a fault in everything that it does.
  public NameServer fault(DnsFault fault) {
    troubles.add(new Trouble(Name.root, fault));
    return this;
  }

  /// Has a fault where names at or below this one are asked for.
  public NameServer fault(String below, DnsFault fault) {
    troubles.add(new Trouble(Zone.name(below), fault));
    return this;
  }

  /// How many questions came over the network.
  public int questions() {
    return asked.get();
  }

  @Override
  public List<Reply> answerUdp(byte[] query) {
    asked.incrementAndGet();
    return Exchange.of(query, false).map(e -> replies(e, true)).orElse(List.of());
  }

  @Override
  public List<Reply> answerTcp(byte[] query) {
    asked.incrementAndGet();
    return Exchange.of(query, true).map(e -> replies(e, true)).orElse(List.of());
  }

  /// What a resolver gets to see; null where it gets nothing that it can use.
  @Nullable Message answerResolver(Message query) {
    Exchange exchange = new Exchange(query, true);
    for (Reply reply : replies(exchange, false)) {
      try {
        Message message = new Message(reply.packet());
        if (message.getHeader().getID() == query.getHeader().getID()) {
          return message;
        }
      } catch (IOException e) {
        return null;
      }
    }
    return null;
  }

  private List<Reply> replies(Exchange exchange, boolean onTheWay) {
    List<DnsFault> faults = new ArrayList<>();
    for (Trouble trouble : troubles) {
      if (exchange.name().subdomain(trouble.below())
          && (onTheWay || !trouble.fault().onTheWay())
          && trouble.happens(exchange)) {
        faults.add(trouble.fault());
      }
    }
    return exchange.replies(zones.values(), faults);
  }

  @Override
  public String toString() {
    return name;
  }

  /// A fault with its own memory.
  private static final class Trouble {
    private final Name below;
    private final DnsFault fault;
    private final AtomicInteger left;

    Trouble(Name below, DnsFault fault) {
      this.below = below;
      this.fault = fault;
      this.left =
          new AtomicInteger(fault instanceof DnsFault.DropsFirst first ? first.packets() : 0);
    }

    Name below() {
      return below;
    }

    DnsFault fault() {
      return fault;
    }

    boolean happens(Exchange exchange) {
      return !(fault instanceof DnsFault.DropsFirst)
          || (!exchange.tcp() && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0);
    }
  }

  static Reply reply(byte[] packet) {
    return new Reply(packet, Duration.ZERO);
  }

  static byte[] cut(byte[] packet, int length) {
    return Arrays.copyOf(packet, length);
  }
}
