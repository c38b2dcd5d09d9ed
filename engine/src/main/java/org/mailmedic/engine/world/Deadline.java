package org.mailmedic.engine.world;

import java.time.Duration;

/// A moment after which nobody waits any longer, on the monotonic clock.
public record Deadline(long nanoTime) {

  /// The moment that is `duration` from now.
  public static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /// What is left; zero, never negative, once it has passed.
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  /// Whether it has passed.
  public boolean passed() {
    return nanoTime - System.nanoTime() <= 0;
  }

  /// The earlier of this moment and `duration` from now.
  public Deadline atMost(Duration duration) {
    Deadline other = in(duration);
    return other.nanoTime - nanoTime < 0 ? other : this;
  }

  /// What is left in whole milliseconds, rounded up so that whoever waits that long wakes when it
  /// has passed, and at least 1, for APIs where 0 means "for ever".
  public int remainingMillis() {
    return (int) Math.min(Integer.MAX_VALUE, remaining().toMillis() + 1);
  }
}
