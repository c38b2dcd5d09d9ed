package org.mailmedic.engine.world.live.dns;

import java.util.List;
import org.mailmedic.protocol.dns.DnssecFault;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.Name;

/// How far the chain of signatures reaches towards a name (RFC 4035 section 4.3).
sealed interface Trust {

  /// It reaches the zone that holds the name.
  record Secure(Name zone, List<DNSKEYRecord> keys) implements Trust {
    public Secure {
      keys = List.copyOf(keys);
    }
  }

  /// It provably ends: the name lies in an unsigned zone.
  ///
  /// @param zone the first unsigned zone on the way
  record Insecure(Name zone, String reason) implements Trust {}

  /// It is broken.
  record Broken(DnssecFault fault) implements Trust {}

  /// It could not be followed, for want of answers.
  record Unknown(String reason) implements Trust {}
}
