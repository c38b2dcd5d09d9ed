package org.mailmedic.engine.world;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;

/// Registry servers that the user named (`rdap.servers`, `whois.servers`): asked before the
/// built-in ones, whatever their address is.
///
/// @param rdap base URL for each top-level domain (lower case, A-label, no dot); may be http
/// @param whois unresolved host and port for each top-level domain
public record RegistryServers(Map<String, URI> rdap, Map<String, InetSocketAddress> whois) {
  public static final RegistryServers NONE = new RegistryServers(Map.of(), Map.of());

  public RegistryServers {
    rdap = Map.copyOf(rdap);
    whois = Map.copyOf(whois);
  }
}
