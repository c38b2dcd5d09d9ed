package org.mailmedic.engine.world.live.tcp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.mailmedic.engine.world.Deadline;

/// A socket whose reads end by a deadline, however slowly bytes drip in, and that reads no more
/// than so many bytes. TLS put on top of it is guarded with it.
final class GuardedSocket extends Socket {
  private volatile Deadline deadline;
  private long bytesLeft;

  GuardedSocket(Deadline deadline, long maxBytes) {
    this.deadline = deadline;
    this.bytesLeft = maxBytes;
  }

  void deadline(Deadline deadline) {
    this.deadline = deadline;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new Guarded(super.getInputStream());
  }

  private final class Guarded extends FilterInputStream {
    Guarded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (bytesLeft <= 0) {
        throw new ProtocolException("too many bytes");
      }
      if (deadline.passed()) {
        throw new SocketTimeoutException("deadline passed");
      }
      setSoTimeout(deadline.remainingMillis());
      int got = super.read(buffer, offset, (int) Math.min(length, bytesLeft));
      if (got > 0) {
        bytesLeft -= got;
      }
      return got;
    }
  }
}
