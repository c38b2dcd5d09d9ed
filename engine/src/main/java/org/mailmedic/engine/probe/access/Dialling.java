package org.mailmedic.engine.probe.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.AccessTalk.Answer;
import org.mailmedic.engine.evidence.AccessTalk.Dial;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.dns.Lookups;
import org.mailmedic.engine.probe.mx.HostAddressesProbe;
import org.mailmedic.engine.world.Connection;
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.engine.world.Tcp.ConnectOutcome;
import org.mailmedic.protocol.ip.IpAddress;
import org.xbill.DNS.Address;
import org.xbill.DNS.Type;

/// Finds the addresses of a host and connects to all of them at once; the first that takes the
/// connection is talked with, the others are only knocked at.
final class Dialling {
  private final ProbeContext context;
  private final String host;
  private final int port;
  private final Duration limit;
  private final BlockingQueue<Knock> knocks = new LinkedBlockingQueue<>();
  private final List<Dial> dials = new ArrayList<>();
  private int open;

  /// How the look-up ended where it brought no address; null where it brought some.
  @Nullable String lookUp;

  /// The address that is talked with; null where none took the connection.
  @Nullable String address;

  Dialling(ProbeContext context, String host, int port, AccessLimits limits) {
    this.context = context;
    this.host = host;
    this.port = port;
    Duration share = Duration.ofNanos(context.timeout().toNanos() / AccessLimits.CONNECT_SHARE);
    this.limit = limits.connect().compareTo(share) < 0 ? limits.connect() : share;
  }

  private record Knock(Dial dial, @Nullable Connection connection) {}

  /// Connects; null where no address takes the connection.
  @Nullable Connection connect() throws InterruptedException {
    for (String one : addresses()) {
      open++;
      Thread.ofVirtual().name("knock").start(() -> knock(one));
    }
    while (open > 0) {
      Knock knock = knocks.take();
      open--;
      dials.add(knock.dial());
      if (knock.connection() != null) {
        address = knock.dial().address();
        return knock.connection();
      }
    }
    return null;
  }

  /// What came of each address; waits for those that are still tried, no longer than for any.
  List<Dial> dials() throws InterruptedException {
    while (open > 0) {
      Knock knock = knocks.poll(limit.toMillis() + 1, TimeUnit.MILLISECONDS);
      if (knock == null) {
        break;
      }
      open--;
      dials.add(knock.dial());
      if (knock.connection() != null) {
        knock.connection().close();
      }
    }
    return dials;
  }

  private void knock(String text) {
    long before = System.nanoTime();
    ConnectOutcome outcome =
        context.world().tcp().connect(inet(text), port, context.deadline().atMost(limit));
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
    switch (outcome) {
      case ConnectOutcome.Connected(Connection connection) ->
          knocks.add(new Knock(new Dial(text, Answer.CONNECTED, millis, null), connection));
      case ConnectOutcome.Failed failed -> {
        Answer answer =
            switch (failed.failure()) {
              case REFUSED -> Answer.REFUSED;
              case TIMEOUT -> Answer.TIMEOUT;
              case UNREACHABLE -> Answer.UNREACHABLE;
              case NO_FAMILY -> Answer.NO_FAMILY;
              case FORBIDDEN -> Answer.FORBIDDEN;
              case CAPPED -> Answer.CAPPED;
            };
        knocks.add(new Knock(new Dial(text, answer, millis, failed.detail()), null));
      }
    }
  }

  private static InetAddress inet(String text) {
    try {
      return Address.getByAddress(text);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // it came from an address record, or was checked
    }
  }

  private List<String> addresses() throws InterruptedException {
    if (IpAddress.parse(host) != null) {
      return List.of(host);
    }
    FutureTask<DnsAnswer> six =
        Lookups.start(() -> context.world().dns().lookup(host, Type.AAAA, context.deadline()));
    DnsAnswer four = context.world().dns().lookup(host, Type.A, context.deadline());
    List<String> addresses = new ArrayList<>(first(four));
    addresses.addAll(first(Lookups.join(six)));
    if (addresses.isEmpty()) {
      lookUp =
          four.security() == DnsAnswer.Security.BOGUS ? "BOGUS" : worse(four, Lookups.join(six));
    }
    return addresses;
  }

  private static String worse(DnsAnswer four, DnsAnswer six) {
    return four.settled()
        ? six.settled() ? four.status().name() : six.status().name()
        : four.status().name();
  }

  private static List<String> first(DnsAnswer answer) {
    if (answer.security() == DnsAnswer.Security.BOGUS) {
      return List.of(); // whoever validates never gets there
    }
    List<String> all = HostAddressesProbe.addresses(answer.records());
    return all.subList(0, Math.min(AccessLimits.MAX_ADDRESSES, all.size()));
  }
}
