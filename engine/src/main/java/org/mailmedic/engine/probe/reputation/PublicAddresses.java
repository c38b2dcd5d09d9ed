package org.mailmedic.engine.probe.reputation;

import java.util.Set;
import org.mailmedic.protocol.ip.IpAddress;
import org.mailmedic.protocol.ip.IpScope;

/// What the public Internet can know of: no private or documentation addresses, no names that are
/// set aside.
final class PublicAddresses {
  /// RFC 6761 and 6762, RFC 7686, RFC 9476, RFC 2606, and what stands for oneself.
  private static final Set<String> SET_ASIDE =
      Set.of(
          "test",
          "example",
          "invalid",
          "localhost",
          "local",
          "onion",
          "alt",
          "internal",
          "arpa",
          "lan");

  private PublicAddresses() {}

  static boolean isPublic(IpAddress address) {
    return !IpScope.isDocumentation(address) && IpScope.isPublic(address.inet());
  }

  private static final Set<String> EXAMPLES = Set.of("example.com", "example.net", "example.org");

  static boolean isPublic(String domain) {
    int tld = domain.lastIndexOf('.');
    int second = domain.lastIndexOf('.', tld - 1);
    return !SET_ASIDE.contains(domain.substring(tld + 1))
        && !EXAMPLES.contains(domain.substring(second + 1));
  }
}
