package org.mailmedic.engine.world.live.dns;

import java.time.Duration;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/// How long answers may be kept.
final class Lifetimes {
  private Lifetimes() {}

  /// The smallest TTL of the answer, or of the denial (RFC 2308 section 5), within our bounds.
  static Duration of(Message message) {
    long seconds = Long.MAX_VALUE;
    for (Record record : message.getSection(Section.ANSWER)) {
      seconds = Math.min(seconds, record.getTTL());
    }
    if (seconds == Long.MAX_VALUE) {
      for (Record record : message.getSection(Section.AUTHORITY)) {
        if (record instanceof SOARecord soa) {
          seconds = Math.min(soa.getTTL(), soa.getMinimum());
        }
      }
    }
    Duration told =
        seconds == Long.MAX_VALUE ? DnsLimits.MIN_KEPT : Duration.ofSeconds(Math.max(0, seconds));
    if (told.compareTo(DnsLimits.MIN_KEPT) < 0) {
      return DnsLimits.MIN_KEPT;
    }
    return told.compareTo(DnsLimits.MAX_KEPT) > 0 ? DnsLimits.MAX_KEPT : told;
  }
}
