package org.mailmedic.engine.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The blocklists that the user named instead of the well-known ones (`blocklists:` in the
/// configuration).
///
/// @param ip zones of lists of addresses; null: the well-known ones; empty: none
/// @param domain zones of lists of domains, likewise
public record BlocklistZones(@Nullable List<String> ip, @Nullable List<String> domain) {
  public static final BlocklistZones WELL_KNOWN = new BlocklistZones(null, null);

  public BlocklistZones {
    ip = ip == null ? null : List.copyOf(ip);
    domain = domain == null ? null : List.copyOf(domain);
  }
}
