package org.mailmedic.engine.world.live.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mailmedic.engine.world.DnsTransport.TCP;
import static org.mailmedic.engine.world.DnsTransport.UDP;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.engine.world.DnsAnswer.Status;
import org.mailmedic.engine.world.DnsTransport;
import org.mailmedic.engine.world.live.Route;
import org.mailmedic.protocol.dns.TrustAnchors;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Servers that lie, stutter and never end: every question ends in time, and nothing that is no
/// answer passes for one.
@Timeout(20)
class HostileDnsTest {
  private static final Duration SHORT = Duration.ofMillis(700);

  private static LiveDns live(InetSocketAddress... servers) {
    return new LiveDns(
        new DnsOptions(
            List.of(servers),
            TrustAnchors.iana(),
            servers[0].getPort(),
            address -> true,
            Route.DIRECT,
            InstantSource.system()));
  }

  private static DnsAnswer direct(LoopbackDns server, DnsTransport transport, Duration time) {
    try (LiveDns dns = live(server.address())) {
      InetAddress at = server.address().getAddress();
      return dns.ask(at, "a.test", Type.MX, transport, Deadline.in(time));
    }
  }

  private static DnsAnswer direct(LoopbackDns.Script script, Duration time) {
    try (LoopbackDns server = new LoopbackDns(script)) {
      return direct(server, UDP, time);
    }
  }

  private static Message reply(Message query) {
    Message message = new Message(query.getHeader().getID());
    message.getHeader().setFlag(Flags.QR);
    message.getHeader().setFlag(Flags.AA);
    message.addRecord(query.getQuestion(), Section.QUESTION);
    return message;
  }

  private static Message good(Message query) {
    Message message = reply(query);
    Name owner = query.getQuestion().getName();
    message.addRecord(
        new MXRecord(owner, DClass.IN, 60, 10, TestZone.name("mail.a.test")), Section.ANSWER);
    return message;
  }

  private static byte[] withId(byte[] message, int id) {
    byte[] copy = message.clone();
    copy[0] = (byte) (id >> 8);
    copy[1] = (byte) id;
    return copy;
  }

  @Test
  void packetsThatAreNoAnswerAreIgnored() {
    DnsAnswer answer =
        direct(
            query -> {
              byte[] honest = good(query).toWire();
              Message other = good(query);
              other.removeAllRecords(Section.QUESTION);
              other.addRecord(
                  org.xbill.DNS.Record.newRecord(TestZone.name("b.test"), Type.MX, DClass.IN),
                  Section.QUESTION);
              Message denial = reply(query);
              denial.getHeader().setRcode(Rcode.NXDOMAIN);
              return List.of(
                  new byte[0],
                  new byte[] {1, 2, 3},
                  withId(denial.toWire(), query.getHeader().getID() + 1),
                  query.toWire(),
                  other.toWire(),
                  honest);
            },
            Duration.ofSeconds(5));
    assertThat(answer.status()).isEqualTo(Status.ANSWER);
    assertThat(answer.records()).hasSize(1);
  }

  @Test
  void packetsFromElsewhereAreIgnored() throws IOException {
    try (DatagramSocket asked = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        DatagramSocket forger = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        LiveDns dns = live((InetSocketAddress) asked.getLocalSocketAddress())) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              byte[] buffer = new byte[2048];
              DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
              asked.receive(packet);
              Message query = new Message(Arrays.copyOf(buffer, packet.getLength()));
              Message forged = reply(query);
              forged.getHeader().setRcode(Rcode.NXDOMAIN);
              byte[] bad = forged.toWire();
              byte[] honest = good(query).toWire();
              forger.send(new DatagramPacket(bad, bad.length, packet.getSocketAddress()));
              asked.send(new DatagramPacket(honest, honest.length, packet.getSocketAddress()));
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
      DnsAnswer answer =
          dns.ask(
              InetAddress.getByName("127.0.0.1"),
              "a.test",
              Type.MX,
              UDP,
              Deadline.in(Duration.ofSeconds(5)));
      assertThat(answer.status()).isEqualTo(Status.ANSWER);
    }
  }

  /// Bytes that have the right id and are no message.
  enum Garbage {
    POINTER_TO_ITSELF,
    POINTERS_IN_A_CIRCLE,
    CUT_OFF,
    LONG_RDATA,
    MANY_CLAIMED,
    NOISE;

    byte[] bytes(Message query) {
      byte[] honest = good(query).toWire();
      int questionEnd = 12 + query.getQuestion().getName().toWire().length + 4;
      byte[] broken = honest.clone();
      switch (this) {
        case POINTER_TO_ITSELF -> point(broken, questionEnd, questionEnd);
        case POINTERS_IN_A_CIRCLE -> {
          broken = Arrays.copyOf(broken, broken.length + 4);
          point(broken, questionEnd, broken.length - 2);
          point(broken, broken.length - 2, questionEnd);
        }
        case CUT_OFF -> broken = Arrays.copyOf(broken, broken.length - 3);
        case LONG_RDATA -> {
          broken[questionEnd + 10] = (byte) 0xff;
          broken[questionEnd + 11] = (byte) 0xff;
        }
        case MANY_CLAIMED -> {
          broken[6] = (byte) 0xff;
          broken[7] = (byte) 0xff;
        }
        case NOISE -> {
          byte[] noise = new byte[500];
          new Random(7).nextBytes(noise);
          System.arraycopy(noise, 0, broken, 12, broken.length - 12);
        }
      }
      return broken;
    }

    private static void point(byte[] message, int at, int to) {
      message[at] = (byte) (0xc0 | to >> 8);
      message[at + 1] = (byte) to;
    }
  }

  @ParameterizedTest
  @EnumSource(Garbage.class)
  void garbageIsNoAnswer(Garbage garbage) {
    DnsAnswer udp = direct(query -> List.of(garbage.bytes(query)), Duration.ofSeconds(5));
    assertThat(udp.status()).isEqualTo(Status.MALFORMED);
    assertThat(udp.settled()).isFalse();
    try (LoopbackDns server = new LoopbackDns(query -> List.of(garbage.bytes(query)));
        LiveDns dns = live(server.address())) {
      assertThat(direct(server, TCP, Duration.ofSeconds(5)).status()).isEqualTo(Status.MALFORMED);
      DnsAnswer looked = dns.lookup("a.test", Type.MX, Deadline.in(Duration.ofSeconds(5)));
      assertThat(looked.status()).isEqualTo(Status.MALFORMED);
      assertThat(looked.security()).isNotEqualTo(DnsAnswer.Security.BOGUS);
    }
  }

  @Test
  void noAnswerIsNoDenial() {
    try (LoopbackDns server = new LoopbackDns(query -> List.of());
        LiveDns dns = live(server.address())) {
      DnsAnswer answer = dns.lookup("a.test", Type.MX, Deadline.in(SHORT));
      assertThat(answer.status()).isEqualTo(Status.TIMEOUT);
      assertThat(answer.settled()).isFalse();
      assertThat(direct(server, UDP, SHORT).status()).isEqualTo(Status.TIMEOUT);
    }
  }

  @Test
  void aLostPacketIsSentAgain() {
    AtomicInteger seen = new AtomicInteger();
    DnsAnswer answer =
        direct(
            query -> seen.getAndIncrement() == 0 ? List.of() : List.of(good(query).toWire()),
            Duration.ofSeconds(5));
    assertThat(answer.status()).isEqualTo(Status.ANSWER);
  }

  @Test
  void aSilentResolverIsHelpedOutByTheNext() {
    try (LoopbackDns silent = new LoopbackDns(query -> List.of());
        LoopbackDns works = LoopbackDns.answering(HostileDnsTest::good);
        LiveDns dns = live(silent.address(), works.address())) {
      DnsAnswer answer = dns.lookup("a.test", Type.MX, Deadline.in(Duration.ofSeconds(8)));
      assertThat(answer.status()).isEqualTo(Status.ANSWER);
    }
  }

  @Test
  void aRefusalIsNoDenial() {
    try (LoopbackDns server =
            LoopbackDns.answering(query -> {
              Message message = reply(query);
              message.getHeader().setRcode(Rcode.REFUSED);
              return message;
            });
        LiveDns dns = live(server.address())) {
      DnsAnswer answer = dns.lookup("a.test", Type.MX, Deadline.in(Duration.ofSeconds(5)));
      assertThat(answer.status()).isEqualTo(Status.REFUSED);
      assertThat(answer.settled()).isFalse();
    }
  }

  @Test
  void aliasesThatGoRoundEndInAnError() {
    try (LoopbackDns server =
            LoopbackDns.answering(query -> {
              Message message = reply(query);
              Name a = query.getQuestion().getName();
              Name b = TestZone.name("b.test");
              message.addRecord(new CNAMERecord(a, DClass.IN, 60, b), Section.ANSWER);
              message.addRecord(new CNAMERecord(b, DClass.IN, 60, a), Section.ANSWER);
              return message;
            });
        LiveDns dns = live(server.address())) {
      DnsAnswer answer = dns.lookup("a.test", Type.A, Deadline.in(Duration.ofSeconds(5)));
      assertThat(answer.status()).isEqualTo(Status.ERROR);
      assertThat(answer.reason()).isEqualTo("CNAME loop");
    }
  }

  /// Each answer names one alias more, so that no single answer shows the circle.
  @Test
  void aliasesThatNeverEndAreGivenUp() {
    AtomicInteger count = new AtomicInteger();
    try (LoopbackDns server =
            LoopbackDns.answering(query -> {
              Message message = reply(query);
              if (query.getQuestion().getType() == Type.A) {
                Name next = TestZone.name("n" + count.incrementAndGet() + ".test");
                Name owner = query.getQuestion().getName();
                message.addRecord(new CNAMERecord(owner, DClass.IN, 60, next), Section.ANSWER);
              }
              return message;
            });
        LiveDns dns = live(server.address())) {
      DnsAnswer answer = dns.lookup("a.test", Type.A, Deadline.in(Duration.ofSeconds(10)));
      assertThat(answer.status()).isEqualTo(Status.ERROR);
      assertThat(count.get()).isLessThanOrEqualTo(DnsLimits.MAX_ALIASES + 1);
    }
  }

  private static Message many(Message query, int records) {
    Message message = reply(query);
    Name owner = query.getQuestion().getName();
    for (int i = 0; i < records; i++) {
      byte[] address = {10, 0, (byte) (i >> 8), (byte) i};
      try {
        message.addRecord(
            new ARecord(owner, DClass.IN, 60, InetAddress.getByAddress(address)), Section.ANSWER);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return message;
  }

  @Test
  void thousandsOfRecordsOfOneAnswerAreRead() {
    LoopbackDns.Script script =
        new LoopbackDns.Script() {
          @Override
          public List<byte[]> datagrams(Message query) {
            Message message = reply(query);
            message.getHeader().setFlag(Flags.TC);
            return List.of(message.toWire());
          }

          @Override
          public void stream(Message query, OutputStream out) throws IOException {
            out.write(LoopbackDns.framed(many(query, 4_000).toWire()));
          }
        };
    try (LoopbackDns server = new LoopbackDns(script);
        LiveDns dns = live(server.address())) {
      DnsAnswer answer = dns.lookup("a.test", Type.A, Deadline.in(Duration.ofSeconds(10)));
      assertThat(answer.status()).isEqualTo(Status.ANSWER);
      assertThat(answer.records()).hasSize(4_000);
      assertThat(server.overTcp.get()).isPositive();
    }
  }

  /// What comes over TCP after the datagram said that it is cut short.
  enum Stream {
    NOTHING {
      @Override
      void run(OutputStream out, CountDownLatch over) throws IOException, InterruptedException {
        over.await();
      }
    },
    ONE_BYTE_AT_A_TIME {
      @Override
      void run(OutputStream out, CountDownLatch over) throws IOException, InterruptedException {
        out.write(new byte[] {(byte) 0xff, (byte) 0xff});
        while (!over.await(50, java.util.concurrent.TimeUnit.MILLISECONDS)) {
          out.write(0);
        }
      }
    },
    LESS_THAN_PROMISED {
      @Override
      void run(OutputStream out, CountDownLatch over) throws IOException, InterruptedException {
        out.write(new byte[] {2, 0, 1, 2, 3});
        over.await();
      }
    };

    abstract void run(OutputStream out, CountDownLatch over)
        throws IOException, InterruptedException;
  }

  @ParameterizedTest
  @EnumSource(Stream.class)
  void aStreamThatNeverEndsEndsWithTheDeadline(Stream stream) {
    CountDownLatch over = new CountDownLatch(1);
    LoopbackDns.Script script =
        new LoopbackDns.Script() {
          @Override
          public List<byte[]> datagrams(Message query) {
            Message message = reply(query);
            message.getHeader().setFlag(Flags.TC);
            return List.of(message.toWire());
          }

          @Override
          public void stream(Message query, OutputStream out) throws IOException {
            try {
              stream.run(out, over);
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    long started = System.nanoTime();
    try (LoopbackDns server = new LoopbackDns(script);
        LiveDns dns = live(server.address())) {
      assertThat(direct(server, UDP, SHORT).status()).isEqualTo(Status.TIMEOUT);
      assertThat(dns.lookup("a.test", Type.MX, Deadline.in(SHORT)).status())
          .isEqualTo(Status.TIMEOUT);
    } finally {
      over.countDown();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void aServerWithoutEdnsIsAskedWithoutIt() {
    DnsAnswer answer =
        direct(
            query -> {
              if (query.getOPT() == null) {
                return List.of(good(query).toWire());
              }
              Message message = reply(query);
              message.getHeader().setRcode(Rcode.FORMERR);
              return List.of(message.toWire());
            },
            Duration.ofSeconds(5));
    assertThat(answer.status()).isEqualTo(Status.ANSWER);
    assertThat(answer.authoritative()).isTrue();
  }

  @Test
  void noPortIsUnreachable() throws IOException {
    InetSocketAddress nobody;
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      nobody = (InetSocketAddress) socket.getLocalSocketAddress();
    }
    try (LiveDns dns = live(nobody)) {
      DnsAnswer answer = dns.lookup("a.test", Type.MX, Deadline.in(Duration.ofSeconds(5)));
      assertThat(answer.status()).isEqualTo(Status.UNREACHABLE);
    }
  }

  @Test
  void privateNameServersAreNotAskedWhereThatIsForbidden() throws IOException {
    try (LoopbackDns server = LoopbackDns.answering(HostileDnsTest::good);
        LiveDns dns =
            new LiveDns(
                new DnsOptions(
                    List.of(server.address()),
                    TrustAnchors.iana(),
                    server.address().getPort(),
                    address -> !address.isLoopbackAddress(),
                    Route.DIRECT,
                    InstantSource.system()))) {
      DnsAnswer answer =
          dns.ask(
              server.address().getAddress(),
              "a.test",
              Type.MX,
              UDP,
              Deadline.in(Duration.ofSeconds(5)));
      assertThat(answer.status()).isEqualTo(Status.NOT_ASKED);
      assertThat(server.overUdp.get()).isZero();
      // the resolver is the user's own choice
      assertThat(dns.lookup("a.test", Type.MX, Deadline.in(Duration.ofSeconds(5))).status())
          .isEqualTo(Status.ANSWER);
    }
  }

  @Test
  void namesThatAreNoneAreNotAsked() {
    List<String> names = new ArrayList<>(List.of("a..test", "x".repeat(64) + ".test"));
    names.add("a.".repeat(130) + "test");
    try (LoopbackDns server = LoopbackDns.answering(HostileDnsTest::good);
        LiveDns dns = live(server.address())) {
      for (String name : names) {
        DnsAnswer answer = dns.lookup(name, Type.MX, Deadline.in(SHORT));
        assertThat(answer.status()).as(name).isEqualTo(Status.NOT_ASKED);
      }
      assertThat(server.overUdp.get()).isZero();
    }
  }
}
