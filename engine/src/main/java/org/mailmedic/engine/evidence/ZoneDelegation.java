package org.mailmedic.engine.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the parent zone's own servers say of the zone that holds the domain, and which name servers
/// it has. Key subject: the domain. A domain without a zone cut of its own is judged by the zone
/// around it.
///
/// @param domain the domain that was asked about, without trailing dot
/// @param zone the zone that holds it, without trailing dot; null where it could not be found out.
///   Where the parent says NXDOMAIN it is the name that is missing
/// @param parent the zone above, without trailing dot (`.` for the root); null where unknown
/// @param parentStatus what the parent's servers answered to `zone NS`: `REFERRAL` (there is a
///   delegation), `ANSWER` (they serve the zone themselves), `NXDOMAIN` (no such name: not
///   registered, or taken out of the zone), `NODATA`, or a failure as in DnsAnswer.Status
/// @param parentServer `host/address` of the parent's server that said so; null where none answered
/// @param paths over which ways some server of the parent answered us, such as `udp4`, `tcp4`,
///   `udp6`: a way that is missing may be blocked here
/// @param nameServers the zone's name servers, the parent's first
/// @param delegationSigned whether the parent has DS records for the zone; null where unknown
public record ZoneDelegation(
    String domain,
    @Nullable String zone,
    @Nullable String parent,
    String parentStatus,
    @Nullable String parentServer,
    List<String> paths,
    List<NameServer> nameServers,
    @Nullable Boolean delegationSigned)
    implements Evidence {
  public ZoneDelegation {
    paths = List.copyOf(paths);
    nameServers = List.copyOf(nameServers);
  }

  @Override
  public String kind() {
    return "dns";
  }

  @Override
  public String summary() {
    StringBuilder line = new StringBuilder(zone == null ? domain : zone).append(" NS");
    String separator = " ";
    for (NameServer server : nameServers) {
      line.append(separator).append(server.host());
      separator = ", ";
    }
    if (nameServers.isEmpty()) {
      line.append(' ').append(parentStatus);
    }
    if (parentServer != null) {
      line.append(" (").append(parentServer).append(')');
    }
    return line.toString();
  }

  /// Whether the zone above says that a registrable name does not exist: it was asked for that
  /// name, or for one below it, and knows no such name.
  public boolean denies(String registrable) {
    return parentStatus.equals("NXDOMAIN")
        && (domain.equals(registrable) || domain.endsWith("." + registrable))
        && parent != null
        && (parent.equals(".") || registrable.endsWith("." + parent));
  }

  @Override
  public boolean settled() {
    return parentServer != null;
  }

  @Override
  public Attempt.Reason unsettledBecause() {
    return Attempt.Reason.SOURCE_FAILED;
  }

  /// One name server of the zone.
  ///
  /// @param host its name, without trailing dot
  /// @param atParent whether the parent names it
  /// @param atZone whether the zone names it; null where the zone's own NS records were not seen
  /// @param addressStatus how the look-up of its addresses ended: `ANSWER`, `NXDOMAIN`, `NODATA`,
  ///   or a failure as in DnsAnswer.Status
  /// @param addresses its addresses in text form, glue included
  public record NameServer(
      String host,
      boolean atParent,
      @Nullable Boolean atZone,
      String addressStatus,
      List<String> addresses) {
    public NameServer {
      addresses = List.copyOf(addresses);
    }
  }
}
