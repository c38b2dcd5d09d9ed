package org.mailmedic.engine.world.live.dns;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.world.DnsAnswer;
import org.xbill.DNS.Message;

/// What came of one exchange.
sealed interface Response {

  /// A well-formed answer to the question, whatever it says.
  ///
  /// @param server who sent it, as `address` or `address:port`
  record Got(Message message, String server) implements Response {
    public Got {
      Objects.requireNonNull(message, "message");
    }

    int rcode() {
      return message.getRcode();
    }
  }

  /// None.
  ///
  /// @param status TIMEOUT, UNREACHABLE, MALFORMED or NOT_ASKED
  record Failed(DnsAnswer.Status status, @Nullable String reason) implements Response {}

  /// Nothing came in time.
  static Failed timeout() {
    return new Failed(DnsAnswer.Status.TIMEOUT, null);
  }
}
