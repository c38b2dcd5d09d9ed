package org.mailmedic.lab.dns;

import java.util.List;
import org.mailmedic.lab.net.DatagramService.Reply;

/// What answers DNS questions: a name server or a resolver.
public interface DnsServer {
  /// Answers a datagram; empty: silence.
  List<Reply> answerUdp(byte[] query);

  /// Answers a message over TCP; empty: silence.
  List<Reply> answerTcp(byte[] query);
}
