package org.mailmedic.lab.dns;

import java.time.Duration;
import java.util.List;
import org.xbill.DNS.Record;

/// What can be wrong with a name server.
public sealed interface DnsFault {

  /// It does not answer.
  record Silent() implements DnsFault {}

  /// It answers with an error code of [org.xbill.DNS.Rcode], such as REFUSED (a lame server).
  record Code(int rcode) implements DnsFault {}

  /// It answers without authority and without data, with a referral to the root (a lame server of
  /// the old kind).
  record RefersUpward() implements DnsFault {}

  /// It drops the first packets over UDP.
  record DropsFirst(int packets) implements DnsFault {}

  /// It answers with another id than that of the question.
  record WrongId() implements DnsFault {}

  /// Before its answer come forged ones: one with another id, one to another question.
  record Spoofed(List<Record> forged) implements DnsFault {
    public Spoofed {
      forged = List.copyOf(forged);
    }
  }

  /// Its compressed names point at themselves (RFC 1035 section 4.1.4).
  record PointerLoop() implements DnsFault {}

  /// Its answer is cut off in the middle of a record and does not say so.
  record CutOff() implements DnsFault {}

  /// It answers with bytes that are no DNS message.
  record Garbage() implements DnsFault {}

  /// It takes this long.
  record Slow(Duration after) implements DnsFault {}

  /// It sets TC on every answer over UDP.
  record AlwaysTruncates() implements DnsFault {}

  /// It answers over TCP only.
  record NoUdp() implements DnsFault {}

  /// It does not answer over TCP.
  record NoTcp() implements DnsFault {}

  /// It answers FORMERR to questions with EDNS (RFC 6891).
  record NoEdns() implements DnsFault {}

  /// It leaves out every DNSSEC record.
  record NoDnssec() implements DnsFault {}

  /// It answers without the AA bit.
  record NotAuthoritative() implements DnsFault {}

  /// Whether it harms the way of a packet only, so that other questioners may see no fault.
  default boolean onTheWay() {
    return this instanceof DropsFirst
        || this instanceof Spoofed
        || this instanceof Slow
        || this instanceof AlwaysTruncates
        || this instanceof NoTcp;
  }
}
