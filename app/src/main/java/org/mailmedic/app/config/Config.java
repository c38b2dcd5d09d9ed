package org.mailmedic.app.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.world.BlocklistZones;

/// What the configuration file says; null or empty where it is silent. Paths are absolute.
///
/// @param smtpPort the port that MX hosts are asked on; 0 where it is silent
/// @param httpsPort the port that MTA-STS policies are fetched from; 0 where it is silent
/// @param rdap base URL for each top-level domain
/// @param whois host and port for each top-level domain, unresolved
/// @param blocklists lists instead of the well-known ones
/// @param providers files of provider profiles, in order
public record Config(
    @Nullable String language,
    List<InetSocketAddress> resolvers,
    @Nullable Path trustAnchors,
    @Nullable Path caFile,
    boolean allowPrivate,
    @Nullable Duration timeout,
    int smtpPort,
    int httpsPort,
    Map<String, URI> rdap,
    Map<String, InetSocketAddress> whois,
    BlocklistZones blocklists,
    List<Path> providers) {

  /// No file.
  public static final Config NONE =
      new Config(
          null,
          List.of(),
          null,
          null,
          false,
          null,
          0,
          0,
          Map.of(),
          Map.of(),
          BlocklistZones.WELL_KNOWN,
          List.of());

  public Config {
    resolvers = List.copyOf(resolvers);
    rdap = Map.copyOf(rdap);
    whois = Map.copyOf(whois);
    providers = List.copyOf(providers);
  }
}
