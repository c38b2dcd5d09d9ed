package org.mailmedic.engine.world.live.tcp;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.world.Connection;
import org.mailmedic.engine.world.Deadline;

/// A connection that stands. Used by one thread at a time; may be closed by any.
final class LiveConnection implements Connection {
  private final GuardedSocket raw;
  private final InetSocketAddress remote;
  private final Tls tls;
  private final Consumer<LiveConnection> whenClosed;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Socket socket;
  private @Nullable InputStream input;

  LiveConnection(
      GuardedSocket raw, InetSocketAddress remote, Tls tls, Consumer<LiveConnection> whenClosed) {
    this.raw = raw;
    this.socket = raw;
    this.remote = remote;
    this.tls = tls;
    this.whenClosed = whenClosed;
  }

  @Override
  public int read(byte[] buffer, int offset, int length, Deadline deadline) throws IOException {
    raw.deadline(deadline);
    InputStream in = input;
    if (in == null) {
      in = socket.getInputStream();
      input = in;
    }
    return in.read(buffer, offset, length);
  }

  @Override
  public void write(byte[] bytes, Deadline deadline) throws IOException {
    if (deadline.passed()) {
      throw new SocketTimeoutException("deadline passed");
    }
    // What we write in all is smaller than any socket buffer, so this does not wait for the peer.
    raw.deadline(deadline);
    socket.getOutputStream().write(bytes);
  }

  @Override
  public TlsOutcome startTls(String serverName, Deadline deadline) {
    raw.deadline(deadline);
    Tls.Handshake handshake = tls.handshake(raw, serverName);
    if (handshake.socket() != null) {
      socket = handshake.socket();
      input = null;
    }
    return handshake.outcome();
  }

  @Override
  public Socket socket() {
    return socket;
  }

  @Override
  public InetSocketAddress remote() {
    return remote;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      // The socket below TLS: nobody waits for a close_notify.
      LiveTcp.close(raw);
      whenClosed.accept(this);
    }
  }
}
