package org.mailmedic.engine.world.live.tcp;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.mailmedic.engine.world.Deadline;

/// The places for connections: so many for each address, so many in all. First come, first served.
final class Places {
  private final int perAddress;
  private final Semaphore inAll;
  private final ConcurrentMap<InetAddress, Target> targets = new ConcurrentHashMap<>();

  Places(int perAddress, int inAll) {
    this.perAddress = perAddress;
    this.inAll = new Semaphore(inAll, true);
  }

  /// Waits for a place for a connection to `address`.
  ///
  /// @return whether there is one; it is given back by [#leave]
  boolean enter(InetAddress address, Deadline deadline) throws InterruptedException {
    Target target =
        targets.compute(
            address,
            (key, known) -> {
              Target one = known == null ? new Target(perAddress) : known;
              one.users++;
              return one;
            });
    boolean atTarget = false;
    boolean entered = false;
    try {
      atTarget = acquire(target.places, deadline);
      entered = atTarget && acquire(inAll, deadline);
      return entered;
    } finally {
      if (!entered) {
        forget(address, atTarget);
      }
    }
  }

  void leave(InetAddress address) {
    inAll.release();
    forget(address, true);
  }

  private void forget(InetAddress address, boolean atTarget) {
    targets.compute(
        address,
        (key, target) -> {
          if (target == null) {
            return null;
          }
          if (atTarget) {
            target.places.release();
          }
          target.users--;
          return target.users == 0 ? null : target;
        });
  }

  private static boolean acquire(Semaphore places, Deadline deadline) throws InterruptedException {
    return places.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
  }

  /// How many addresses somebody uses or waits for.
  int targets() {
    return targets.size();
  }

  private static final class Target {
    private final Semaphore places;

    /// Who holds a place or waits for one; changed only under the map's lock for the address.
    private int users;

    Target(int places) {
      this.places = new Semaphore(places, true);
    }
  }
}
