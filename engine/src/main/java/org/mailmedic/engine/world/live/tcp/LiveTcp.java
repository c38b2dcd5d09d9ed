package org.mailmedic.engine.world.live.tcp;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.Tcp;
import org.mailmedic.engine.world.live.Route;
import org.mailmedic.protocol.ip.IpScope;

/// TCP connections of this machine. Thread-safe.
public final class LiveTcp implements Tcp, AutoCloseable {
  private final TcpPolicy policy;
  private final Route route;
  private final LocalRoutes routes;
  private final Tls tls;
  private final Places places;
  private final Set<LiveConnection> open = ConcurrentHashMap.newKeySet();

  /// @param route where connections go after the policy has let them pass
  /// @param tls how TLS is put on them
  public LiveTcp(TcpPolicy policy, Route route, Tls tls) {
    this.policy = policy;
    this.route = route;
    this.tls = tls;
    this.routes = new LocalRoutes(route);
    this.places = new Places(policy.perAddress(), policy.inAll());
  }

  @Override
  public Routes routes() {
    return routes.get();
  }

  @Override
  public ConnectOutcome connect(InetAddress address, int port, Deadline deadline) {
    InetSocketAddress asked = new InetSocketAddress(address, port);
    String block = IpScope.reservedBlock(address);
    if (block != null && !policy.allowPrivate() && !policy.configured().test(asked)) {
      return new ConnectOutcome.Failed(Failure.FORBIDDEN, block);
    }
    try {
      if (!places.enter(address, deadline)) {
        return new ConnectOutcome.Failed(Failure.CAPPED, null);
      }
      boolean standing = false;
      try {
        ConnectOutcome outcome = dial(asked, deadline);
        standing = outcome instanceof ConnectOutcome.Connected;
        return outcome;
      } finally {
        if (!standing) {
          places.leave(address);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ConnectOutcome.Failed(Failure.TIMEOUT, "interrupted");
    }
  }

  private ConnectOutcome dial(InetSocketAddress asked, Deadline deadline)
      throws InterruptedException {
    return switch (route.resolve(asked.getAddress(), asked.getPort(), Route.Transport.TCP)) {
      case Route.To to -> dial(asked, to.socket(), deadline);
      case Route.Silent silent -> {
        Thread.sleep(deadline.remaining());
        yield new ConnectOutcome.Failed(Failure.TIMEOUT, null);
      }
      case Route.Refused refused ->
          new ConnectOutcome.Failed(Failure.REFUSED, "Connection refused");
      case Route.Unreachable unreachable ->
          new ConnectOutcome.Failed(Failure.UNREACHABLE, "No route to host");
      case Route.NoFamily none -> new ConnectOutcome.Failed(Failure.NO_FAMILY, null);
    };
  }

  private ConnectOutcome dial(
      InetSocketAddress asked, InetSocketAddress target, Deadline deadline) {
    if (familyMissing(target.getAddress())) {
      return new ConnectOutcome.Failed(Failure.NO_FAMILY, null);
    }
    GuardedSocket socket = new GuardedSocket(deadline, policy.maxBytes());
    try {
      socket.setTcpNoDelay(true);
      socket.connect(target, deadline.remainingMillis());
      LiveConnection connection = new LiveConnection(socket, asked, tls, this::closed);
      open.add(connection);
      return new ConnectOutcome.Connected(connection);
    } catch (IOException e) {
      close(socket);
      return failure(e);
    }
  }

  private boolean familyMissing(InetAddress target) {
    return target instanceof Inet6Address && IpScope.isPublic(target) && !routes().ipv6();
  }

  private static ConnectOutcome.Failed failure(IOException e) {
    String said = e.getMessage();
    return new ConnectOutcome.Failed(failure(e, said == null ? "" : said), said);
  }

  private static Failure failure(IOException e, String said) {
    if (e instanceof SocketTimeoutException) {
      return Failure.TIMEOUT;
    }
    if (e instanceof NoRouteToHostException) {
      return Failure.UNREACHABLE;
    }
    String words = said.toLowerCase(Locale.ROOT);
    if (words.contains("timed out")) {
      return Failure.TIMEOUT;
    }
    if (words.contains("family") || words.contains("not supported")) {
      return Failure.NO_FAMILY;
    }
    return e instanceof ConnectException && words.contains("refused")
        ? Failure.REFUSED
        : Failure.UNREACHABLE;
  }

  private void closed(LiveConnection connection) {
    if (open.remove(connection)) {
      places.leave(connection.remote().getAddress());
    }
  }

  static void close(java.net.@Nullable Socket socket) {
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        // Closed is all that we want of it.
      }
    }
  }

  /// How many connections stand.
  int open() {
    return open.size();
  }

  /// Closes every connection that stands.
  @Override
  public void close() {
    open.forEach(LiveConnection::close);
  }
}
