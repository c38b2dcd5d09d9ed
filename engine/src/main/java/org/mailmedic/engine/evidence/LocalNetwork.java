package org.mailmedic.engine.evidence;

/// Whether this machine has a way out. Nothing is sent to find out. Key subject: `local`.
///
/// @param ipv4 whether there is a route to the IPv4 Internet
/// @param ipv6 whether there is a route to the IPv6 Internet
public record LocalNetwork(boolean ipv4, boolean ipv6) implements Evidence {

  /// The key; there is one a case.
  public static EvidenceKey<LocalNetwork> key() {
    return new EvidenceKey<>(LocalNetwork.class, "local");
  }

  @Override
  public String kind() {
    return "network";
  }

  @Override
  public String summary() {
    return "route to the Internet: IPv4 " + word(ipv4) + ", IPv6 " + word(ipv6);
  }

  private static String word(boolean present) {
    return present ? "yes" : "no";
  }
}
