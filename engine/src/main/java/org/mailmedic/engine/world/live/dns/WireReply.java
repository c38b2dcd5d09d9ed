package org.mailmedic.engine.world.live.dns;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.world.DnsAnswer;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

/// Reads bytes that came back. Whatever they are, it does not throw.
final class WireReply {
  private static final int HEADER_BYTES = 12;

  private WireReply() {}

  /// What the bytes say, or null where they are no answer to this question at all (another id,
  /// another question: a stray or forged packet).
  static @Nullable Response read(byte[] bytes, int length, Query query, int id, String server) {
    if (length < HEADER_BYTES) {
      return null;
    }
    int sentId = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    boolean response = (bytes[2] & 0x80) != 0;
    if (sentId != id || !response) {
      return null;
    }
    try {
      Message message = new Message(Arrays.copyOf(bytes, length));
      return answers(message, query) ? new Response.Got(message, server) : null;
    } catch (IOException | RuntimeException e) {
      return new Response.Failed(DnsAnswer.Status.MALFORMED, describe(e));
    }
  }

  private static boolean answers(Message message, Query query) {
    Header header = message.getHeader();
    if (!header.getFlag(Flags.QR) || header.getOpcode() != Opcode.QUERY) {
      return false;
    }
    Record question = message.getQuestion();
    if (question == null) {
      // Some servers leave the question out of an error.
      return header.getRcode() != Rcode.NOERROR && header.getRcode() != Rcode.NXDOMAIN;
    }
    return question.getType() == query.type()
        && question.getDClass() == DClass.IN
        && question.getName().equals(query.name());
  }

  private static String describe(Exception fault) {
    String message = fault.getMessage();
    return message == null ? fault.getClass().getSimpleName() : message;
  }
}
