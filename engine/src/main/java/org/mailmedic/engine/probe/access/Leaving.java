package org.mailmedic.engine.probe.access;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Sees to it that a program that is interrupted (Ctrl-C) ends only when what it has left in
/// somebody's mailbox is away again, or after a few seconds.
final class Leaving implements AutoCloseable {
  /// How long the end of the program is put off at most, milliseconds.
  static final long LIMIT_MS = 6_000;

  private final CountDownLatch tidy = new CountDownLatch(1);
  private final Thread hook = new Thread(this::putOff);
  private volatile boolean asked;

  private Leaving() {}

  /// From now on until it is closed the program's end waits.
  static Leaving watch() {
    Leaving leaving = new Leaving();
    try {
      Runtime.getRuntime().addShutdownHook(leaving.hook);
    } catch (IllegalStateException e) {
      leaving.asked = true; // the end has begun already
    }
    return leaving;
  }

  private void putOff() {
    asked = true;
    try {
      tidy.await(LIMIT_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether the program is about to end.
  boolean asked() {
    return asked;
  }

  @Override
  public void close() {
    tidy.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      asked = true; // it runs
    }
  }
}
