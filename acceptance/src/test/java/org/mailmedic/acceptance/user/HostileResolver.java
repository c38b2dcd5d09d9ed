package org.mailmedic.acceptance.user;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.mailmedic.lab.dns.DnsServer;
import org.mailmedic.lab.net.DatagramService.Reply;
import org.mailmedic.lab.net.StreamService;

/// Resolvers whose every answer is made to hurt (formats: RFC 1035 section 4).
final class HostileResolver implements DnsServer {
  private static final int HEADER = 12;
  private static final int LARGEST = 65_535;
  private static final int TYPE_CNAME = 5;
  private static final int TYPE_MX = 15;
  private static final int RESPONSE = 0x8180;
  private static final int TRUNCATED = 0x8380;

  private final UnaryOperator<byte[]> udp;
  private final UnaryOperator<byte[]> tcp;

  private HostileResolver(UnaryOperator<byte[]> udp, UnaryOperator<byte[]> tcp) {
    this.udp = udp;
    this.tcp = tcp;
  }

  @Override
  public List<Reply> answerUdp(byte[] query) {
    return reply(udp.apply(query));
  }

  @Override
  public List<Reply> answerTcp(byte[] query) {
    return reply(tcp.apply(query));
  }

  private static List<Reply> reply(byte[] packet) {
    return List.of(new Reply(packet, Duration.ZERO));
  }

  /// Its compressed names point at themselves.
  static HostileResolver pointingAtItself() {
    UnaryOperator<byte[]> loop =
        query -> {
          ByteBuffer packet = begun(query, RESPONSE, 1);
          int at = packet.position();
          packet.putShort((short) (0xC000 | at));
          return finished(fixed(packet, TYPE_MX, 0));
        };
    return new HostileResolver(loop, loop);
  }

  /// Its answers have another id than the question.
  static HostileResolver withWrongId() {
    UnaryOperator<byte[]> wrong =
        query -> {
          byte[] packet = finished(begun(query, RESPONSE, 0));
          packet[0] ^= 0x5a;
          return packet;
        };
    return new HostileResolver(wrong, wrong);
  }

  /// It has 10,000 MX records, and as many of them in an answer as it holds.
  static HostileResolver crowded() {
    return new HostileResolver(
        HostileResolver::truncated,
        query -> {
          ByteBuffer packet = begun(query, RESPONSE, 10_000);
          for (int i = 0; packet.remaining() > 16; i++) {
            packet.putShort((short) (0xC000 | HEADER));
            fixed(packet, TYPE_MX, 4).putShort((short) i).putShort((short) (0xC000 | HEADER));
          }
          return finished(packet);
        });
  }

  /// Every name is an alias of another one, without end.
  static HostileResolver withEndlessAliases() {
    AtomicInteger next = new AtomicInteger();
    UnaryOperator<byte[]> alias =
        query -> {
          ByteBuffer packet = begun(query, RESPONSE, 1);
          packet.putShort((short) (0xC000 | HEADER));
          byte[] label =
              ("a" + next.incrementAndGet()).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
          fixed(packet, TYPE_CNAME, label.length + 3).put((byte) label.length).put(label);
          return finished(packet.putShort((short) (0xC000 | HEADER)));
        };
    return new HostileResolver(alias, alias);
  }

  /// It says "ask over TCP", whatever is asked.
  static HostileResolver onlyOverTcp() {
    return new HostileResolver(HostileResolver::truncated, HostileResolver::truncated);
  }

  /// Over TCP it sends answers to other questions without end.
  static StreamService strangersWithoutEnd() {
    return socket -> {
      byte[] query = question(socket.getInputStream());
      byte[] packet = framed(withWrongId().tcp.apply(query));
      while (true) {
        socket.getOutputStream().write(packet);
      }
    };
  }

  /// Over TCP it sends the longest message that there is, one byte a second.
  static StreamService aByteASecond() {
    return socket -> {
      byte[] query = question(socket.getInputStream());
      byte[] packet = Arrays.copyOf(finished(begun(query, RESPONSE, 1)), LARGEST);
      OutputStream out = socket.getOutputStream();
      for (byte one : framed(packet)) {
        out.write(one);
        out.flush();
        Thread.sleep(Duration.ofSeconds(1));
      }
    };
  }

  private static byte[] question(java.io.InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    byte[] query = new byte[data.readUnsignedShort()];
    data.readFully(query);
    return query;
  }

  private static byte[] framed(byte[] packet) {
    return ByteBuffer.allocate(packet.length + 2)
        .putShort((short) packet.length)
        .put(packet)
        .array();
  }

  private static byte[] truncated(byte[] query) {
    return finished(begun(query, TRUNCATED, 0));
  }

  /// Header and question of a response.
  private static ByteBuffer begun(byte[] query, int flags, int answers) {
    int end = HEADER;
    while (query[end] != 0) {
      end += 1 + query[end];
    }
    end += 5;
    ByteBuffer packet = ByteBuffer.allocate(LARGEST);
    packet.put(query, 0, 2).putShort((short) flags).putShort((short) 1).putShort((short) answers);
    return packet.putInt(0).put(query, HEADER, end - HEADER);
  }

  /// Type, class, TTL and length of a record.
  private static ByteBuffer fixed(ByteBuffer packet, int type, int length) {
    return packet.putShort((short) type).putShort((short) 1).putInt(60).putShort((short) length);
  }

  private static byte[] finished(ByteBuffer packet) {
    return Arrays.copyOf(packet.array(), packet.position());
  }
}
