package org.mailmedic.acceptance.real;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Whether a place is free for a server, and whether the server that is starting there answers.
final class Ready {
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Ready() {}

  /// Nobody is there: what an earlier run left behind would answer instead of the server to come.
  static void free(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 500);
    } catch (IOException e) {
      return;
    }
    throw new IllegalStateException(
        "a server of an earlier run is still on " + address + " port " + port + "; end it first");
  }

  static void tcp(String address, int port) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, port), 500);
        return;
      } catch (IOException e) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    throw new IllegalStateException("nothing answers on " + address + " port " + port);
  }

  /// Waits until there is a file.
  static void file(Path file) {
    until(() -> Files.exists(file), "there is no " + file);
  }

  /// Waits until something is so.
  ///
  /// @param otherwise what is said where it does not become so
  static void until(BooleanSupplier condition, String otherwise) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(otherwise);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
