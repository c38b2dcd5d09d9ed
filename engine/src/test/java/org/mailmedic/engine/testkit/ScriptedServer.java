package org.mailmedic.engine.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A TCP server on loopback that does as a script says: after one request of each connection (for
/// HTTP it ends with an empty line, for WHOIS with the first one), or from the first moment on (as
/// a mail server, which speaks first).
public final class ScriptedServer implements AutoCloseable {
  private final ServerSocket socket;
  private final String requestEnd;
  private final Script script;
  private final @Nullable Talk talk;
  private final AtomicInteger connections = new AtomicInteger();
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /// What is done with a request.
  public interface Script {
    void answer(String request, OutputStream out) throws IOException;
  }

  /// One connection, from its beginning.
  public interface Talk {
    /// @param number the how manieth connection it is, from 1
    void on(Peer peer, int number) throws IOException;
  }

  private ScriptedServer(
      ServerSocket socket, String requestEnd, Script script, @Nullable Talk talk) {
    this.socket = socket;
    this.requestEnd = requestEnd;
    this.script = script;
    this.talk = talk;
    Thread.ofVirtual().start(this::accept);
  }

  public static ScriptedServer http(String address, Script script) {
    return new ScriptedServer(listen(address, null), "\r\n\r\n", script, null);
  }

  public static ScriptedServer https(String address, SSLContext tls, Script script) {
    return new ScriptedServer(listen(address, tls), "\r\n\r\n", script, null);
  }

  public static ScriptedServer whois(String address, Script script) {
    return new ScriptedServer(listen(address, null), "\r\n", script, null);
  }

  /// A server that speaks first.
  public static ScriptedServer talking(String address, Talk talk) {
    return new ScriptedServer(listen(address, null), "", (request, out) -> {}, talk);
  }

  private static ServerSocket listen(String address, @Nullable SSLContext tls) {
    try {
      InetAddress at = InetAddress.getByName(address);
      if (tls != null) {
        return tls.getServerSocketFactory().createServerSocket(0, 50, at);
      }
      ServerSocket plain = new ServerSocket();
      plain.bind(new InetSocketAddress(at, 0));
      return plain;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// A whole HTTP answer.
  public static byte[] page(int status, String contentType, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return text(
        "HTTP/1.1 %d Said\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(status, contentType, bytes.length, body));
  }

  public static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  public int port() {
    return socket.getLocalPort();
  }

  /// The base of its URLs, such as `http://127.0.0.9:4711`.
  public String base(String scheme) {
    return scheme + "://" + address().getAddress().getHostAddress() + ":" + port();
  }

  /// The requests so far, in order.
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      if (talk != null) {
        talk.on(new Peer(client, requests), connections.incrementAndGet());
        return;
      }
      String request = read(client.getInputStream());
      if (request.isEmpty()) {
        return; // it only looked at our certificate
      }
      requests.add(request);
      script.answer(request, client.getOutputStream());
      client.getOutputStream().flush();
    } catch (IOException e) {
      // The client hung up, which is what many tests want it to do.
      open.remove(client);
    }
  }

  private String read(InputStream raw) throws IOException {
    InputStream in = new BufferedInputStream(raw);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (!out.toString(StandardCharsets.UTF_8).endsWith(requestEnd)) {
      int one = in.read();
      if (one < 0) {
        break;
      }
      out.write(one);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket client : open) {
        client.close();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
