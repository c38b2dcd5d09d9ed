package org.mailmedic.engine.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// The client's end of a connection as a scripted server sees it.
public final class Peer {
  private final Queue<String> heard;
  private Socket socket;
  private InputStream in;

  Peer(Socket socket, Queue<String> heard) throws IOException {
    this.socket = socket;
    this.heard = heard;
    this.in = socket.getInputStream();
  }

  /// Sends a line, CRLF added.
  public void say(String line) throws IOException {
    raw(line + "\r\n");
  }

  /// Sends text as it is.
  public void raw(String text) throws IOException {
    raw(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Sends bytes as they are, in one packet where they fit.
  public void raw(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /// Sends byte after byte.
  public void drip(String text, long pauseMillis) throws IOException {
    for (byte one : text.getBytes(StandardCharsets.ISO_8859_1)) {
      raw(new byte[] {one});
      LockSupport.parkNanos(pauseMillis * 1_000_000);
    }
  }

  /// The next line without its end; null where the client has gone.
  public @Nullable String hear() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int one = in.read(); one >= 0; one = in.read()) {
      if (one == '\n') {
        heard.add(line.toString());
        return line.toString();
      }
      if (one != '\r') {
        line.append((char) one);
      }
    }
    return null;
  }

  /// Reads some bytes and forgets them.
  public void swallow() throws IOException {
    in.read(new byte[4096]);
  }

  /// Says nothing more until the client has gone.
  public void silence() throws IOException {
    while (in.read() >= 0) {
      // whatever it says
    }
  }

  /// Puts TLS on, as the server.
  public void tls(SSLContext context) throws IOException {
    SSLSocket secure =
        (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
    secure.setUseClientMode(false);
    secure.startHandshake();
    socket = secure;
    in = secure.getInputStream();
  }
}
