package org.mailmedic.engine.world.live.dns;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.xbill.DNS.Message;

/// A DNS server on loopback, UDP and TCP on the same port, that does as its script says.
final class LoopbackDns implements AutoCloseable {
  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final Script script;
  final AtomicInteger overUdp = new AtomicInteger();
  final AtomicInteger overTcp = new AtomicInteger();

  /// What is done with a question.
  interface Script {
    /// The datagrams to send back.
    List<byte[]> datagrams(Message query) throws IOException;

    /// What to do on a TCP connection.
    default void stream(Message query, OutputStream out) throws IOException {
      for (byte[] answer : datagrams(query)) {
        out.write(framed(answer));
      }
    }
  }

  LoopbackDns(Script script) {
    this.script = script;
    try {
      InetAddress at = InetAddress.getByName("127.0.0.1");
      tcp = new ServerSocket(0, 50, at);
      udp = new DatagramSocket(new InetSocketAddress(at, tcp.getLocalPort()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Thread.ofVirtual().start(this::serveUdp);
    Thread.ofVirtual().start(this::serveTcp);
  }

  /// Answers as the function says.
  static LoopbackDns answering(UnaryOperator<Message> answers) {
    return new LoopbackDns(query -> List.of(answers.apply(query).toWire()));
  }

  static byte[] framed(byte[] message) {
    byte[] framed = new byte[message.length + 2];
    framed[0] = (byte) (message.length >> 8);
    framed[1] = (byte) message.length;
    System.arraycopy(message, 0, framed, 2, message.length);
    return framed;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) udp.getLocalSocketAddress();
  }

  private void serveUdp() {
    byte[] buffer = new byte[4096];
    while (!udp.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        overUdp.incrementAndGet();
        Message query = new Message(java.util.Arrays.copyOf(buffer, packet.getLength()));
        SocketAddress from = packet.getSocketAddress();
        Thread.ofVirtual().start(() -> reply(query, from));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void reply(Message query, SocketAddress to) {
    try {
      for (byte[] answer : script.datagrams(query)) {
        udp.send(new DatagramPacket(answer, answer.length, to));
      }
    } catch (IOException e) {
      // the test is over
    }
  }

  private void serveTcp() {
    while (!tcp.isClosed()) {
      try {
        Socket socket = tcp.accept();
        overTcp.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] question = new byte[in.readUnsignedShort()];
      in.readFully(question);
      script.stream(new Message(question), socket.getOutputStream());
    } catch (IOException e) {
      // the client has gone
    }
  }

  @Override
  public void close() {
    udp.close();
    try {
      tcp.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
