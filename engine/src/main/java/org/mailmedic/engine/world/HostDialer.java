package org.mailmedic.engine.world;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Address;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Connects to a host by its name: A and AAAA are asked at once, and the first address that lets us
/// in is taken (RFC 8305, without its preference for IPv6: nobody waits for a family). Thread-safe.
public final class HostDialer {
  /// How long an address is tried alone before the next one is tried beside it (RFC 8305 section 5
  /// recommends 250 ms and allows 100).
  private static final Duration HEAD_START = Duration.ofMillis(200);

  /// Addresses of one family that are tried.
  private static final int MAX_ADDRESSES = 4;

  private final Dns dns;
  private final Tcp tcp;

  public HostDialer(Dns dns, Tcp tcp) {
    this.dns = dns;
    this.tcp = tcp;
  }

  /// Connects.
  ///
  /// @param host a name, or an address in text form, in brackets or not
  public Dialled dial(String host, int port, Deadline deadline) {
    Race race = new Race(port, deadline);
    InetAddress literal = literal(host);
    if (literal != null) {
      race.candidates.add(literal);
    } else {
      race.look(host, Type.A);
      race.look(host, Type.AAAA);
    }
    return race.run();
  }

  private static @Nullable InetAddress literal(String host) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    if (bare.equalsIgnoreCase("localhost")) {
      return InetAddress.getLoopbackAddress();
    }
    if (bare.indexOf(':') < 0 && !Character.isDigit(bare.charAt(bare.length() - 1))) {
      return null;
    }
    try {
      return Address.getByAddress(bare);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /// What came of it.
  public sealed interface Dialled {
    /// The connection stands; whoever asked closes it.
    record Standing(Connection connection) implements Dialled {}

    /// It does not.
    ///
    /// @param detail as the system or the DNS said it; null where they said nothing
    record Failed(Problem problem, @Nullable String detail) implements Dialled {}
  }

  /// Why not; of several addresses the one that says most.
  public enum Problem {
    NAME_NOT_FOUND,
    NAME_LOOKUP_FAILED,
    REFUSED,
    TIMEOUT,
    FORBIDDEN,
    UNREACHABLE,
    CAPPED
  }

  /// Something that one of the race's threads has to tell.
  private sealed interface Event {}

  private record Looked(DnsAnswer answer) implements Event {}

  private record Tried(Tcp.ConnectOutcome outcome) implements Event {}

  private final class Race {
    private final int port;
    private final Deadline deadline;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Deque<InetAddress> candidates = new ArrayDeque<>();
    private final List<DnsAnswer> answers = new ArrayList<>();
    private final List<Tcp.ConnectOutcome.Failed> failures = new ArrayList<>();
    private int looking;
    private int trying;
    private boolean over; // guarded by this

    Race(int port, Deadline deadline) {
      this.port = port;
      this.deadline = deadline;
    }

    void look(String host, int type) {
      looking++;
      Thread.ofVirtual().start(() -> tell(new Looked(dns.lookup(host, type, deadline))));
    }

    private void tryNext() {
      InetAddress address = candidates.pop();
      trying++;
      Thread.ofVirtual().start(() -> tell(new Tried(tcp.connect(address, port, deadline))));
    }

    private void tell(Event event) {
      synchronized (this) {
        if (!over) {
          events.add(event);
          return;
        }
      }
      close(event);
    }

    private static void close(Event event) {
      if (event instanceof Tried(Tcp.ConnectOutcome.Connected(Connection connection))) {
        connection.close();
      }
    }

    Dialled run() {
      try {
        Connection first = race();
        return first == null ? failed() : new Dialled.Standing(first);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Dialled.Failed(Problem.TIMEOUT, "interrupted");
      } finally {
        end();
      }
    }

    private @Nullable Connection race() throws InterruptedException {
      while (true) {
        if (trying == 0 && !candidates.isEmpty()) {
          tryNext();
        }
        if (looking + trying == 0 || deadline.passed()) {
          return null;
        }
        Duration wait = deadline.remaining();
        if (!candidates.isEmpty() && wait.compareTo(HEAD_START) > 0) {
          wait = HEAD_START;
        }
        switch (events.poll(wait.toNanos(), TimeUnit.NANOSECONDS)) {
          case null -> {
            if (!candidates.isEmpty()) {
              tryNext();
            }
          }
          case Looked(DnsAnswer answer) -> take(answer);
          case Tried(Tcp.ConnectOutcome.Connected(Connection connection)) -> {
            return connection;
          }
          case Tried(Tcp.ConnectOutcome.Failed failed) -> {
            trying--;
            failures.add(failed);
          }
        }
      }
    }

    private void take(DnsAnswer answer) {
      looking--;
      answers.add(answer);
      if (answer.security() == DnsAnswer.Security.BOGUS) {
        return;
      }
      int taken = 0;
      for (Record one : answer.records()) {
        InetAddress address =
            switch (one) {
              case ARecord a -> a.getAddress();
              case AAAARecord aaaa -> aaaa.getAddress();
              default -> null;
            };
        if (address != null && taken++ < MAX_ADDRESSES) {
          candidates.add(address);
        }
      }
    }

    private void end() {
      synchronized (this) {
        over = true;
      }
      events.forEach(Race::close);
    }

    private Dialled.Failed failed() {
      if (failures.isEmpty() && trying == 0 && looking == 0) {
        return noAddress();
      }
      if (trying > 0 || looking > 0) {
        return new Dialled.Failed(trying > 0 ? Problem.TIMEOUT : Problem.NAME_LOOKUP_FAILED, null);
      }
      Dialled.@Nullable Failed best = null;
      for (Tcp.ConnectOutcome.Failed failure : failures) {
        Problem problem = problem(failure.failure());
        if (best == null || problem.compareTo(best.problem()) < 0) {
          best = new Dialled.Failed(problem, failure.detail());
        }
      }
      return best == null ? new Dialled.Failed(Problem.TIMEOUT, null) : best;
    }

    private Dialled.Failed noAddress() {
      for (DnsAnswer answer : answers) {
        if (!answer.settled() || answer.security() == DnsAnswer.Security.BOGUS) {
          String detail = answer.reason() == null ? answer.status().name() : answer.reason();
          return new Dialled.Failed(Problem.NAME_LOOKUP_FAILED, detail);
        }
      }
      String status = answers.isEmpty() ? null : answers.get(0).status().name();
      return new Dialled.Failed(Problem.NAME_NOT_FOUND, status);
    }

    private static Problem problem(Tcp.Failure failure) {
      return switch (failure) {
        case REFUSED -> Problem.REFUSED;
        case TIMEOUT -> Problem.TIMEOUT;
        case FORBIDDEN -> Problem.FORBIDDEN;
        case UNREACHABLE, NO_FAMILY -> Problem.UNREACHABLE;
        case CAPPED -> Problem.CAPPED;
      };
    }
  }
}
