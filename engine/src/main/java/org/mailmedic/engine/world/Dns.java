package org.mailmedic.engine.world;

import java.net.InetAddress;
import java.util.List;
import org.xbill.DNS.Type;

/// DNS look-ups. Never throws for what the network does: a failure is an answer too.
public interface Dns {

  /// The `reason` of a NOT_ASKED answer: policy forbids asking private addresses.
  String PRIVATE_ADDRESS = "private-address";

  /// The `reason` of a NOT_ASKED answer: this machine has no address of that family.
  String NO_FAMILY = "no-family";

  /// The resolvers that are asked, each as `address:port`, in order.
  default List<String> resolvers() {
    return List.of();
  }

  /// Asks one of the [#resolvers()] for the root's name servers: a cheap sign of life, neither
  /// cached nor validated.
  default DnsAnswer askResolver(String resolver, Deadline deadline) {
    return lookup(".", Type.NS, deadline);
  }

  /// Asks the resolver (recursion desired, checking disabled) and validates the answer from the
  /// trust anchor ourselves (RFC 4035). Answers are cached within the world; equal questions that
  /// are under way are asked once.
  ///
  /// @param name the name, with or without the trailing dot
  /// @param type an RR type number, see `org.xbill.DNS.Type`
  DnsAnswer lookup(String name, int type, Deadline deadline);

  /// Asks the resolver as [#lookup] does and validates nothing: for what receivers ask without
  /// looking at signatures (blocklists, reverse names). `security` is UNCHECKED.
  default DnsAnswer lookupUnvalidated(String name, int type, Deadline deadline) {
    return lookup(name, type, deadline);
  }

  /// Asks one name server directly, without recursion; not cached, not validated. A lost packet is
  /// sent again once; an answer cut short over UDP is fetched over TCP. NOT_ASKED with the reason
  /// [#PRIVATE_ADDRESS] or [#NO_FAMILY] where the address may not or cannot be asked from here.
  DnsAnswer ask(
      InetAddress server, String name, int type, DnsTransport transport, Deadline deadline);
}
