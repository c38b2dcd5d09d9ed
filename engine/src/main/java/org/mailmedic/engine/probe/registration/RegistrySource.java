package org.mailmedic.engine.probe.registration;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.mailmedic.engine.world.RegistryServers;
import org.mailmedic.knowledge.registries.PublicSuffixes;
import org.mailmedic.knowledge.registries.Registries;

/// A server that may know a registration.
sealed interface RegistrySource {
  /// The port of WHOIS (RFC 3912).
  int WHOIS_PORT = 43;

  /// An RDAP server.
  record Rdap(URI domain) implements RegistrySource {}

  /// A WHOIS server.
  ///
  /// @param line what to send, without its line end
  record Whois(InetSocketAddress server, String line) implements RegistrySource {}

  /// Where to ask for a name, first choice first: the servers that the user named, then those that
  /// come with the program; RDAP before WHOIS.
  static List<RegistrySource> of(String domain, RegistryServers configured) {
    String tld = PublicSuffixes.tld(domain);
    List<RegistrySource> sources = new ArrayList<>();
    URI rdap = configured.rdap().get(tld);
    if (rdap != null) {
      sources.add(rdap(rdap.toString(), domain));
    }
    InetSocketAddress whois = configured.whois().get(tld);
    if (whois != null) {
      sources.add(new Whois(whois, domain));
    }
    Registries builtIn = Registries.builtIn();
    builtIn.rdap(tld).ifPresent(base -> sources.add(rdap(base, domain)));
    builtIn
        .whois(tld)
        .ifPresent(server ->
            sources.add(
                new Whois(
                    InetSocketAddress.createUnresolved(server.host(), WHOIS_PORT),
                    server.line(domain))));
    return sources;
  }

  private static Rdap rdap(String base, String domain) {
    return new Rdap(URI.create(base + (base.endsWith("/") ? "" : "/") + "domain/" + domain));
  }
}
