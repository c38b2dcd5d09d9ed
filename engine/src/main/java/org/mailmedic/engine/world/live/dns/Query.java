package org.mailmedic.engine.world.live.dns;

import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;

/// A question as it goes over the wire.
///
/// @param name absolute
/// @param type RR type number
/// @param mode to whom it goes
record Query(Name name, int type, Mode mode) {

  /// Flags of a question.
  enum Mode {
    /// To a resolver: recursion desired, DNSSEC records wanted, its own validation off (RFC 4035
    /// section 3.2.2), since we validate ourselves and want to see what a validator would hide.
    CHECKING_DISABLED(true, true, true, true),
    /// To a resolver that fails when asked with CD.
    CHECKING(true, false, true, true),
    /// To a resolver that does not understand EDNS.
    PLAIN(true, false, false, false),
    /// To a name server.
    DIRECT(false, false, true, false),
    /// To a name server that does not understand EDNS.
    DIRECT_PLAIN(false, false, false, false);

    final boolean recursion;
    final boolean checkingDisabled;
    final boolean edns;
    final boolean dnssec;

    Mode(boolean recursion, boolean checkingDisabled, boolean edns, boolean dnssec) {
      this.recursion = recursion;
      this.checkingDisabled = checkingDisabled;
      this.edns = edns;
      this.dnssec = dnssec;
    }

    /// The same without EDNS.
    Mode plain() {
      return recursion ? PLAIN : DIRECT_PLAIN;
    }
  }

  byte[] toWire(int id) {
    Message message = new Message(id);
    message.addRecord(Record.newRecord(name, type, DClass.IN), org.xbill.DNS.Section.QUESTION);
    if (mode.recursion) {
      message.getHeader().setFlag(Flags.RD);
    }
    if (mode.checkingDisabled) {
      message.getHeader().setFlag(Flags.CD);
    }
    if (mode.edns) {
      int flags = mode.dnssec ? ExtendedFlags.DO : 0;
      message.addRecord(
          new OPTRecord(DnsLimits.EDNS_BYTES, 0, 0, flags), org.xbill.DNS.Section.ADDITIONAL);
    }
    return message.toWire();
  }
}
