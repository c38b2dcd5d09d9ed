package org.mailmedic.lab.net;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.world.live.Route;

/// The lab's plug board. A service is plugged in at an address and a port; its socket is opened on
/// loopback when somebody first asks for the way there. Where nothing is plugged in, connections
/// are refused. Nothing ever leads out of the lab. Thread-safe; networks in one JVM do not see each
/// other.
public final class LabNetwork implements Route, AutoCloseable {
  private static final int BACKLOG = 256;
  private static final int LARGEST_DATAGRAM = 65_535;

  private final Duration delay;
  private final Map<Plug, Listener> listeners = new ConcurrentHashMap<>();
  private final Map<Plug, Destination> failures = new ConcurrentHashMap<>();
  private final Map<InetAddress, Destination> hostFailures = new ConcurrentHashMap<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean offline;
  private volatile boolean ipv6 = true;
  private volatile boolean closed;

  /// @param delay how much later everything arrives that a server sends; zero for none
  public LabNetwork(Duration delay) {
    this.delay = delay;
  }

  /// An address from its text form; names are never looked up.
  public static InetAddress address(String text) {
    if (text.isEmpty() || (text.indexOf(':') < 0 && !Character.isDigit(text.charAt(0)))) {
      throw new IllegalArgumentException("not an IP address: " + text);
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an IP address: " + text, e);
    }
  }

  /// Plugs a TCP server in.
  public LabNetwork tcp(InetAddress address, int port, StreamService service) {
    return plug(new Plug(address, port, Transport.TCP), new TcpListener(service));
  }

  /// Plugs a UDP server in.
  public LabNetwork udp(InetAddress address, int port, DatagramService service) {
    return plug(new Plug(address, port, Transport.UDP), new UdpListener(service));
  }

  private LabNetwork plug(Plug plug, Listener listener) {
    listener.at(plug);
    Listener before = listeners.put(plug, listener);
    if (before != null) {
      before.close();
    }
    return this;
  }

  /// Nothing comes back from any port of this address.
  public LabNetwork silent(InetAddress address) {
    hostFailures.put(address, new Silent());
    return this;
  }

  /// Nothing comes back from one TCP port of this address, whatever is plugged in there.
  public LabNetwork silent(InetAddress address, int port) {
    failures.put(new Plug(address, port, Transport.TCP), new Silent());
    return this;
  }

  /// This address refuses every connection.
  public LabNetwork refusing(InetAddress address) {
    hostFailures.put(address, new Refused());
    return this;
  }

  /// There is no route to this address.
  public LabNetwork unreachable(InetAddress address) {
    hostFailures.put(address, new Unreachable());
    return this;
  }

  /// Nothing comes back from this TCP port, wherever one asks: a network that blocks it.
  public LabNetwork portBlocked(int port) {
    failures.put(new Plug(null, port, Transport.TCP), new Silent());
    return this;
  }

  /// No route to anywhere, as with the cable pulled.
  public LabNetwork offline() {
    offline = true;
    return this;
  }

  /// This machine has no IPv6 address.
  public LabNetwork withoutIpv6() {
    ipv6 = false;
    return this;
  }

  @Override
  public Destination resolve(InetAddress address, int port, Transport transport) {
    Destination failure = failure(address, port, transport);
    if (failure != null) {
      return failure;
    }
    Listener listener = listeners.get(new Plug(address, port, transport));
    if (listener == null) {
      return new Refused();
    }
    return new To(listener.socketAddress());
  }

  /// Whether a server elsewhere on the network reaches this place; what ails only this machine's
  /// own way out does not matter.
  public boolean reachesFromElsewhere(InetAddress address, int port, Transport transport) {
    Plug plug = new Plug(address, port, transport);
    return listeners.containsKey(plug)
        && !hostFailures.containsKey(address)
        && !failures.containsKey(plug);
  }

  private @Nullable Destination failure(InetAddress address, int port, Transport transport) {
    if (offline) {
      return new Unreachable();
    }
    if (!ipv6 && address instanceof Inet6Address) {
      return new NoFamily();
    }
    Destination ofHost = hostFailures.get(address);
    if (ofHost != null) {
      return ofHost;
    }
    Destination ofPlug = failures.get(new Plug(address, port, transport));
    return ofPlug != null ? ofPlug : failures.get(new Plug(null, port, transport));
  }

  /// Opens at once every socket whose address is a loopback one: those servers listen at just that
  /// address and port, for programs in other processes.
  public void openLoopback() {
    for (Map.Entry<Plug, Listener> entry : listeners.entrySet()) {
      InetAddress address = entry.getKey().address();
      if (address != null && address.isLoopbackAddress()) {
        entry.getValue().socketAddress();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    listeners.values().forEach(Listener::close);
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException e) {
        // it is gone either way
      }
    }
  }

  /// @param address null: whatever address
  private record Plug(@Nullable InetAddress address, int port, Transport transport) {}

  private abstract class Listener {
    private InetSocketAddress wanted = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private @Nullable InetSocketAddress bound;

    final void at(Plug plug) {
      InetAddress address = plug.address();
      if (address != null && address.isLoopbackAddress()) {
        wanted = new InetSocketAddress(address, plug.port());
      }
    }

    final synchronized InetSocketAddress socketAddress() {
      InetSocketAddress known = bound;
      if (known == null) {
        if (closed) {
          throw new IllegalStateException("the lab is closed");
        }
        try {
          known = open(wanted);
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
        bound = known;
      }
      return known;
    }

    abstract InetSocketAddress open(InetSocketAddress wanted) throws IOException;

    abstract void close();
  }

  private final class TcpListener extends Listener {
    private final StreamService service;
    private volatile @Nullable ServerSocket server;

    TcpListener(StreamService service) {
      this.service = service;
    }

    @Override
    InetSocketAddress open(InetSocketAddress wanted) throws IOException {
      ServerSocket socket = new AcceptingSocket(delay);
      socket.bind(wanted, BACKLOG);
      server = socket;
      Thread.ofVirtual().name("lab-tcp-" + socket.getLocalPort()).start(() -> accept(socket));
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private void accept(ServerSocket from) {
      while (!from.isClosed()) {
        try {
          Socket socket = from.accept();
          open.add(socket);
          Thread.ofVirtual().start(() -> serve(socket));
        } catch (IOException e) {
          // closed, or a connection that broke while it was accepted
        }
      }
    }

    private void serve(Socket socket) {
      try (socket) {
        socket.setTcpNoDelay(true);
        pause(delay); // the round trip of the handshake
        service.serve(socket);
      } catch (IOException e) {
        // the client went away, which is its right
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        open.remove(socket);
      }
    }

    @Override
    void close() {
      closeQuietly(server);
    }
  }

  private final class UdpListener extends Listener {
    private final DatagramService service;
    private volatile @Nullable DatagramSocket server;

    UdpListener(DatagramService service) {
      this.service = service;
    }

    @Override
    InetSocketAddress open(InetSocketAddress wanted) throws IOException {
      DatagramSocket socket = new DatagramSocket(wanted);
      server = socket;
      Thread.ofVirtual().name("lab-udp-" + socket.getLocalPort()).start(() -> receive(socket));
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private void receive(DatagramSocket socket) {
      byte[] buffer = new byte[LARGEST_DATAGRAM];
      while (!socket.isClosed()) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        try {
          socket.receive(packet);
        } catch (IOException e) {
          continue; // closed
        }
        byte[] query = Arrays.copyOf(buffer, packet.getLength());
        SocketAddress from = packet.getSocketAddress();
        Thread.ofVirtual().start(() -> answer(socket, query, from));
      }
    }

    private void answer(DatagramSocket socket, byte[] query, SocketAddress to) {
      try {
        for (DatagramService.Reply reply : service.answer(query)) {
          pause(delay.plus(reply.after()));
          socket.send(new DatagramPacket(reply.packet(), reply.packet().length, to));
        }
      } catch (IOException e) {
        return; // closed, or the client is gone
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    void close() {
      closeQuietly(server);
    }
  }

  private static void closeQuietly(java.io.@Nullable Closeable closeable) {
    if (closeable != null) {
      try {
        closeable.close();
      } catch (IOException e) {
        return; // it is gone either way
      }
    }
  }

  /// Waits on a virtual thread; what stands between a server and its client.
  static void pause(Duration duration) throws InterruptedException {
    if (duration.isPositive()) {
      Thread.sleep(duration);
    }
  }
}
