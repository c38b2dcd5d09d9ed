package org.mailmedic.lab.net;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A socket on which everything written is sent later by a set delay, while its owner goes on at
/// once, as on a long wire: what is written within one round trip arrives within one round trip.
final class DelayedSocket extends Socket {
  private static final int PIECES_ON_THE_WIRE = 256;

  private final Duration delay;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Wire wire;

  DelayedSocket(Duration delay) {
    this.delay = delay;
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    lock.lock();
    try {
      Wire known = wire;
      if (known == null) {
        known = new Wire(super.getOutputStream());
        wire = known;
        Thread.ofVirtual().start(known::carry);
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  /// Closes once all has been sent; at once where lingering is set to zero (reset).
  @Override
  public void close() throws IOException {
    Wire known = wire;
    if (known == null || isClosed() || getSoLinger() == 0) {
      super.close();
    } else {
      known.close();
    }
  }

  /// TLS calls this on its way to [#close()], which would cut off what is still on the wire.
  @Override
  public void shutdownInput() {
    // close() ends both directions
  }

  /// As [#shutdownInput()].
  @Override
  public void shutdownOutput() {
    // close() ends both directions
  }

  private void closeNow() throws IOException {
    super.close();
  }

  /// @param bytes null: the end
  @SuppressWarnings("ArrayRecordComponent") // a packet, never compared
  private record Piece(byte @Nullable [] bytes, long dueNanos) {}

  private final class Wire extends OutputStream {
    private final OutputStream out;
    private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(PIECES_ON_THE_WIRE);
    private volatile boolean broken;

    Wire(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      put(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public void close() throws IOException {
      put(null);
    }

    private void put(byte @Nullable [] bytes) throws IOException {
      if (broken) {
        throw new IOException("the connection is gone");
      }
      try {
        pieces.put(new Piece(bytes, System.nanoTime() + delay.toNanos()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }

    void carry() {
      try {
        while (true) {
          Piece piece = pieces.take();
          LabNetwork.pause(Duration.ofNanos(piece.dueNanos() - System.nanoTime()));
          byte[] bytes = piece.bytes();
          if (bytes == null) {
            closeNow();
            return;
          }
          out.write(bytes);
        }
      } catch (IOException e) {
        broken = true;
        pieces.clear();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
