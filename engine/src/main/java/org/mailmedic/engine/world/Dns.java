package org.mailmedic.engine.world;

import java.net.InetAddress;

/// DNS look-ups. Never throws for what the network does: a failure is an answer too.
public interface Dns {

  /// Asks the resolver (recursion desired, checking disabled) and validates the answer from the
  /// trust anchor ourselves (RFC 4035). Answers are cached within the world; equal questions that
  /// are under way are asked once.
  ///
  /// @param name the name, with or without the trailing dot
  /// @param type an RR type number, see `org.xbill.DNS.Type`
  DnsAnswer lookup(String name, int type, Deadline deadline);

  /// Asks one name server directly, without recursion; not cached, not validated.
  DnsAnswer ask(
      InetAddress server, String name, int type, DnsTransport transport, Deadline deadline);
}
