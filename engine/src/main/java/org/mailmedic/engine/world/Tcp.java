package org.mailmedic.engine.world;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// TCP connections, under the world's policy (private addresses, caps per target and in all).
public interface Tcp {

  /// Connects. Waits for a free place under the caps, then for the connection.
  ConnectOutcome connect(InetAddress address, int port, Deadline deadline);

  /// Which families this machine has a route to the Internet for; found out once, sending nothing.
  Routes routes();

  /// Ways out.
  record Routes(boolean ipv4, boolean ipv6) {}

  /// What came of trying to connect.
  sealed interface ConnectOutcome {
    /// The connection stands; whoever asked closes it.
    record Connected(Connection connection) implements ConnectOutcome {}

    /// It does not.
    ///
    /// @param failure why
    /// @param detail what the system said, in its words; null where it said nothing
    record Failed(Failure failure, @Nullable String detail) implements ConnectOutcome {}
  }

  /// Why a connection could not be made.
  enum Failure {
    /// The other side refused (RST).
    REFUSED,
    /// No answer in time.
    TIMEOUT,
    /// No route from here, network or host unreachable.
    UNREACHABLE,
    /// This machine has no address of that family.
    NO_FAMILY,
    /// Our policy forbids this address (private networks).
    FORBIDDEN,
    /// No place under the caps before the deadline.
    CAPPED
  }
}
