package org.mailmedic.lab.dns;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.mailmedic.lab.net.DatagramService.Reply;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/// One question to a server and the packets that go back.
final class Exchange {
  private static final int PLAIN_UDP_BYTES = 512;
  private static final int LARGEST_UDP_BYTES = 1232; // what does not get fragmented
  private static final int LARGEST_TCP_BYTES = 65_535;
  private static final byte[] GARBAGE =
      "HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private final Message query;
  private final Record question;
  private final boolean tcp;

  Exchange(Message query, boolean tcp) {
    this.query = query;
    this.question = query.getQuestion();
    this.tcp = tcp;
  }

  /// Reads a question; empty where the bytes are none that deserves an answer.
  static Optional<Exchange> of(byte[] bytes, boolean tcp) {
    try {
      Message query = new Message(bytes);
      boolean asks =
          !query.getHeader().getFlag(Flags.QR)
              && query.getHeader().getOpcode() == Opcode.QUERY
              && query.getQuestion() != null;
      return asks ? Optional.of(new Exchange(query, tcp)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  Name name() {
    return question.getName();
  }

  int type() {
    return question.getType();
  }

  boolean tcp() {
    return tcp;
  }

  boolean wantsDnssec() {
    OPTRecord opt = query.getOPT();
    return opt != null && (opt.getFlags() & org.xbill.DNS.ExtendedFlags.DO) != 0;
  }

  boolean checkingDisabled() {
    return query.getHeader().getFlag(Flags.CD);
  }

  Message query() {
    return query;
  }

  /// An empty response to the question.
  Message response() {
    Message response = new Message(query.getHeader().getID());
    response.getHeader().setFlag(Flags.QR);
    if (query.getHeader().getFlag(Flags.RD)) {
      response.getHeader().setFlag(Flags.RD);
    }
    response.addRecord(question, Section.QUESTION);
    return response;
  }

  /// The packets that a server with these zones and faults sends back.
  List<Reply> replies(Collection<Zone> zones, List<DnsFault> faults) {
    boolean dnssec = wantsDnssec();
    for (DnsFault fault : faults) {
      if (fault instanceof DnsFault.NoDnssec) {
        dnssec = false;
      }
    }
    Message response = response();
    if (question.getDClass() == DClass.IN) {
      new Responder(zones, response, dnssec).answer(question.getName(), question.getType());
    } else {
      response.getHeader().setRcode(Rcode.REFUSED);
    }
    return withFaults(response, faults);
  }

  /// The packets for a response that is ready, spoilt by faults.
  List<Reply> withFaults(Message response, List<DnsFault> faults) {
    List<Reply> before = new ArrayList<>();
    Duration after = Duration.ZERO;
    byte[] packet = null;
    for (DnsFault fault : faults) {
      switch (fault) {
        case DnsFault.Silent _ -> {
          return List.of();
        }
        case DnsFault.DropsFirst _ -> {
          return List.of();
        }
        case DnsFault.Code code -> response = failure(code.rcode());
        case DnsFault.RefersUpward _ -> response = upward();
        case DnsFault.WrongId _ ->
            response.getHeader().setID(response.getHeader().getID() ^ 0x5a5a);
        case DnsFault.Spoofed spoofed -> before.addAll(forged(spoofed.forged()));
        case DnsFault.PointerLoop _ -> packet = pointerLoop();
        case DnsFault.CutOff _ -> {
          byte[] whole = wire(response);
          packet = NameServer.cut(whole, whole.length - Math.min(whole.length / 3, 7));
        }
        case DnsFault.Garbage _ -> packet = GARBAGE;
        case DnsFault.Slow slow -> after = after.plus(slow.after());
        case DnsFault.AlwaysTruncates _ -> {
          if (!tcp) {
            response = response();
            response.getHeader().setFlag(Flags.TC);
          }
        }
        case DnsFault.NoUdp _ -> {
          if (!tcp) {
            return List.of();
          }
        }
        case DnsFault.NoTcp _ -> {
          if (tcp) {
            return List.of();
          }
        }
        case DnsFault.NoEdns _ -> {
          if (query.getOPT() != null) {
            response = failure(Rcode.FORMERR);
          }
        }
        case DnsFault.NoDnssec _ -> {
          continue; // left out when the answer was made
        }
        case DnsFault.NotAuthoritative _ -> response.getHeader().unsetFlag(Flags.AA);
      }
    }
    List<Reply> replies = new ArrayList<>(before);
    replies.add(new Reply(packet == null ? wire(response) : packet, after));
    return replies;
  }

  private Message failure(int rcode) {
    Message response = response();
    response.getHeader().setRcode(rcode);
    return response;
  }

  private Message upward() {
    Message response = response();
    Name server = Zone.name("a.root-servers.example");
    response.addRecord(
        new NSRecord(Name.root, DClass.IN, Zone.TTL_SECONDS, server), Section.AUTHORITY);
    return response;
  }

  private List<Reply> forged(List<Record> records) {
    Message wrongId = response();
    wrongId.getHeader().setID(query.getHeader().getID() ^ 0x1234);
    wrongId.getHeader().setFlag(Flags.AA);
    Message wrongQuestion = new Message(query.getHeader().getID());
    wrongQuestion.getHeader().setFlag(Flags.QR);
    wrongQuestion.getHeader().setFlag(Flags.AA);
    wrongQuestion.addRecord(
        Record.newRecord(Zone.name("forged.example"), Type.A, DClass.IN), Section.QUESTION);
    for (Record record : records) {
      wrongId.addRecord(record, Section.ANSWER);
      wrongQuestion.addRecord(record, Section.ANSWER);
    }
    wrongId.addRecord(
        new TXTRecord(Zone.name("forged.example"), DClass.IN, 1, "forged"), Section.ADDITIONAL);
    return List.of(NameServer.reply(wrongId.toWire()), NameServer.reply(wrongQuestion.toWire()));
  }

  /// A response whose answer's owner name is a pointer to itself.
  private byte[] pointerLoop() {
    Message response = response();
    byte[] head = response.toWire();
    byte[] packet = java.util.Arrays.copyOf(head, head.length + 16);
    int at = head.length;
    packet[7] = 1; // one answer
    packet[at] = (byte) (0xC0 | (at >> 8));
    packet[at + 1] = (byte) at;
    packet[at + 3] = (byte) question.getType();
    packet[at + 5] = 1; // class IN
    packet[at + 11] = 4; // length of the data
    return packet;
  }

  byte[] wire(Message response) {
    OPTRecord opt = query.getOPT();
    if (opt != null && response.getOPT() == null && response.getRcode() != Rcode.FORMERR) {
      response.addRecord(
          new OPTRecord(
              LARGEST_UDP_BYTES, 0, 0, wantsDnssec() ? org.xbill.DNS.ExtendedFlags.DO : 0),
          Section.ADDITIONAL);
    }
    int offered = opt == null ? PLAIN_UDP_BYTES : Math.max(PLAIN_UDP_BYTES, opt.getPayloadSize());
    return response.toWire(tcp ? LARGEST_TCP_BYTES : Math.min(offered, LARGEST_UDP_BYTES));
  }
}
