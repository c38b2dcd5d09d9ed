package org.mailmedic.lab.dns;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.mailmedic.lab.net.DatagramService.Reply;
import org.mailmedic.lab.net.LabNetwork;

/// Puts a DNS server on the network: UDP, and TCP with its two bytes of length (RFC 7766).
public final class DnsService {
  /// Where DNS is served.
  public static final int PORT = 53;

  private final DnsServer server;

  private DnsService(DnsServer server) {
    this.server = server;
  }

  /// Plugs a server in at an address and port.
  public static void plug(LabNetwork network, InetAddress address, int port, DnsServer server) {
    DnsService service = new DnsService(server);
    network.udp(address, port, server::answerUdp);
    network.tcp(address, port, service::serveTcp);
  }

  private void serveTcp(Socket socket) throws IOException, InterruptedException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    while (true) {
      byte[] query = read(in);
      List<Reply> replies = server.answerTcp(query);
      if (replies.isEmpty()) {
        in.transferTo(OutputStream.nullOutputStream()); // silence until the client goes away
        return;
      }
      for (Reply reply : replies) {
        Thread.sleep(reply.after());
        socket.getOutputStream().write(framed(reply.packet()));
      }
    }
  }

  private static byte[] read(DataInputStream in) throws IOException {
    byte[] query = new byte[in.readUnsignedShort()];
    if (query.length == 0) {
      throw new EOFException("empty message");
    }
    in.readFully(query);
    return query;
  }

  private static byte[] framed(byte[] packet) {
    byte[] framed = new byte[packet.length + 2];
    framed[0] = (byte) (packet.length >> 8);
    framed[1] = (byte) packet.length;
    System.arraycopy(packet, 0, framed, 2, packet.length);
    return framed;
  }
}
