package org.mailmedic.lab.net;

import java.time.Duration;
import java.util.List;

/// A UDP server: what it sends back for one datagram.
@FunctionalInterface
public interface DatagramService {
  /// The answers in order; empty: silence.
  List<Reply> answer(byte[] packet);

  /// One datagram back.
  ///
  /// @param after how long it takes besides the network's own delay
  @SuppressWarnings("ArrayRecordComponent") // a packet, never compared
  record Reply(byte[] packet, Duration after) {}
}
