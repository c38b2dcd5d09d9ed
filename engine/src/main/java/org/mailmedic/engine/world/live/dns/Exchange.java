package org.mailmedic.engine.world.live.dns;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.Dns;
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.engine.world.live.Route;

/// One question to one server, over UDP or TCP. Every question has a random id and a source port of
/// its own; only packets from that server with that id and question are taken for the answer (RFC
/// 5452). Thread-safe; blocks the virtual thread that calls it.
final class Exchange {
  private static final int MAX_MESSAGE_BYTES = 65_535;

  private final Route route;
  private final Semaphore sockets;
  private final SecureRandom random = new SecureRandom();

  Exchange(Route route, int maxSockets) {
    this.route = route;
    this.sockets = new Semaphore(maxSockets);
  }

  /// Asks over UDP, and over TCP where the answer was cut short.
  ///
  /// @param resendAfter when the question is sent a second time; null: never
  Response udp(
      InetSocketAddress server, Query query, @Nullable Duration resendAfter, Deadline deadline) {
    Response response = datagrams(server, query, resendAfter, deadline);
    return response instanceof Response.Got got
            && got.message().getHeader().getFlag(org.xbill.DNS.Flags.TC)
        ? tcp(server, query, deadline)
        : response;
  }

  private Response datagrams(
      InetSocketAddress server, Query query, @Nullable Duration resendAfter, Deadline deadline) {
    if (!enter(deadline)) {
      return new Response.Failed(DnsAnswer.Status.TIMEOUT, "no free socket");
    }
    int id = random.nextInt(1 << 16);
    try (DatagramSocket socket = new DatagramSocket()) {
      byte[] question = query.toWire(id);
      if (resendAfter != null) {
        Deadline first = deadline.atMost(resendAfter);
        Response response = tryOnce(socket, server, query, question, id, first);
        if (!isTimeout(response)) {
          return response;
        }
      }
      return tryOnce(socket, server, query, question, id, deadline);
    } catch (PortUnreachableException e) {
      return new Response.Failed(DnsAnswer.Status.UNREACHABLE, "port unreachable");
    } catch (IOException e) {
      return unreachable(server.getAddress(), e);
    } finally {
      sockets.release();
    }
  }

  private Response tryOnce(
      DatagramSocket socket,
      InetSocketAddress server,
      Query query,
      byte[] question,
      int id,
      Deadline until)
      throws IOException {
    Route.Destination way =
        route.resolve(server.getAddress(), server.getPort(), Route.Transport.UDP);
    if (!(way instanceof Route.To to)) {
      return without(way, until);
    }
    if (!socket.isConnected()) {
      socket.connect(to.socket());
    }
    socket.send(new DatagramPacket(question, question.length));
    byte[] buffer = new byte[DnsLimits.MAX_DATAGRAM_BYTES];
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    String name = text(server);
    while (!until.passed()) {
      socket.setSoTimeout(until.remainingMillis());
      try {
        socket.receive(packet);
      } catch (SocketTimeoutException e) {
        break;
      }
      Response response = WireReply.read(buffer, packet.getLength(), query, id, name);
      if (response != null) {
        return response;
      }
      packet.setLength(buffer.length);
    }
    return Response.timeout();
  }

  /// Asks over TCP (RFC 7766), one question a connection.
  Response tcp(InetSocketAddress server, Query query, Deadline deadline) {
    Route.Destination way =
        route.resolve(server.getAddress(), server.getPort(), Route.Transport.TCP);
    if (!(way instanceof Route.To to)) {
      return without(way, deadline);
    }
    if (!enter(deadline)) {
      return new Response.Failed(DnsAnswer.Status.TIMEOUT, "no free socket");
    }
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.connect(to.socket(), deadline.remainingMillis());
      int id = random.nextInt(1 << 16);
      send(socket, query.toWire(id));
      byte[] answer = receive(socket, deadline);
      Response response = WireReply.read(answer, answer.length, query, id, text(server));
      return response != null
          ? response
          : new Response.Failed(DnsAnswer.Status.MALFORMED, "an answer to another question");
    } catch (SocketTimeoutException e) {
      return Response.timeout();
    } catch (ConnectException e) {
      return refusedOr(server.getAddress(), e);
    } catch (EOFException e) {
      return new Response.Failed(DnsAnswer.Status.MALFORMED, "the connection broke off");
    } catch (IOException e) {
      return unreachable(server.getAddress(), e);
    } finally {
      sockets.release();
    }
  }

  private static void send(Socket socket, byte[] question) throws IOException {
    byte[] framed = new byte[question.length + 2];
    framed[0] = (byte) (question.length >> 8);
    framed[1] = (byte) question.length;
    System.arraycopy(question, 0, framed, 2, question.length);
    socket.getOutputStream().write(framed);
  }

  private static byte[] receive(Socket socket, Deadline deadline) throws IOException {
    byte[] length = new byte[2];
    fill(socket, length, deadline);
    byte[] answer = new byte[((length[0] & 0xff) << 8 | (length[1] & 0xff)) & MAX_MESSAGE_BYTES];
    fill(socket, answer, deadline);
    return answer;
  }

  /// Reads until full; a server that sends a byte a second ends with the deadline too.
  private static void fill(Socket socket, byte[] target, Deadline deadline) throws IOException {
    InputStream in = socket.getInputStream();
    int at = 0;
    while (at < target.length) {
      if (deadline.passed()) {
        throw new SocketTimeoutException();
      }
      socket.setSoTimeout(deadline.remainingMillis());
      int count = in.read(target, at, target.length - at);
      if (count < 0) {
        throw new EOFException();
      }
      at += count;
    }
  }

  private boolean enter(Deadline deadline) {
    try {
      return sockets.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// What a route that leads to no socket comes to.
  private static Response without(Route.Destination way, Deadline until) {
    return switch (way) {
      case Route.To to -> throw new IllegalArgumentException("leads to " + to.socket());
      case Route.Silent silent -> {
        waitUntil(until);
        yield Response.timeout();
      }
      case Route.Refused refused ->
          new Response.Failed(DnsAnswer.Status.UNREACHABLE, "port unreachable");
      case Route.Unreachable unreachable ->
          new Response.Failed(DnsAnswer.Status.UNREACHABLE, "no route to host");
      case Route.NoFamily noFamily ->
          new Response.Failed(DnsAnswer.Status.NOT_ASKED, Dns.NO_FAMILY);
    };
  }

  private static void waitUntil(Deadline until) {
    try {
      TimeUnit.NANOSECONDS.sleep(until.remaining().toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Response refusedOr(InetAddress address, ConnectException fault) {
    String text = String.valueOf(fault.getMessage());
    return text.contains("refused")
        ? new Response.Failed(DnsAnswer.Status.UNREACHABLE, "connection refused")
        : unreachable(address, fault);
  }

  /// The system could not send. Towards IPv6 that mostly means that this machine has none.
  private static Response unreachable(InetAddress address, IOException fault) {
    if (Thread.currentThread().isInterrupted()) {
      return Response.timeout();
    }
    String text = String.valueOf(fault.getMessage());
    boolean noWay =
        text.contains("nreachable") || text.contains("assign") || text.contains("amily");
    if (address instanceof Inet6Address && noWay) {
      return new Response.Failed(DnsAnswer.Status.NOT_ASKED, Dns.NO_FAMILY);
    }
    return new Response.Failed(DnsAnswer.Status.UNREACHABLE, text);
  }

  private static boolean isTimeout(Response response) {
    return response instanceof Response.Failed failed
        && failed.status() == DnsAnswer.Status.TIMEOUT;
  }

  /// `address:port`, IPv6 in brackets; the address alone for port 53.
  static String text(InetSocketAddress server) {
    String address = server.getAddress().getHostAddress();
    if (server.getPort() == 53) {
      return address;
    }
    boolean six = server.getAddress() instanceof Inet6Address;
    return (six ? "[" + address + "]" : address) + ":" + server.getPort();
  }
}
