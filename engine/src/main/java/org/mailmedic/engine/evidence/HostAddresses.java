package org.mailmedic.engine.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.world.DnsAnswer;

/// The addresses of a host. Key subject: the host.
///
/// @param host the name, without trailing dot
/// @param ipv4Status, ipv6Status how the A and AAAA questions ended, as in DnsAnswer.Status
/// @param ipv4, ipv6 addresses in text form
/// @param alias the CNAME's target where the name is an alias (RFC 2181 section 10.3); null
///   otherwise
/// @param security the weaker of both answers: `SECURE`, `INSECURE`, `BOGUS`, `INDETERMINATE`
/// @param reason why it failed or is bogus; null where there is nothing to say
public record HostAddresses(
    String host,
    String ipv4Status,
    List<String> ipv4,
    String ipv6Status,
    List<String> ipv6,
    @Nullable String alias,
    String security,
    @Nullable String reason)
    implements Evidence {
  public HostAddresses {
    ipv4 = List.copyOf(ipv4);
    ipv6 = List.copyOf(ipv6);
  }

  @Override
  public String kind() {
    return "dns";
  }

  @Override
  public String summary() {
    StringBuilder line = new StringBuilder(host);
    if (alias != null) {
      line.append(" CNAME ").append(alias);
    }
    line.append(" A ").append(ipv4.isEmpty() ? ipv4Status : String.join(", ", ipv4));
    line.append(" AAAA ").append(ipv6.isEmpty() ? ipv6Status : String.join(", ", ipv6));
    return line.toString();
  }

  /// Whether aliases lead back to themselves, so that nobody ever finds an address.
  public boolean circular() {
    return DnsAnswer.ALIAS_LOOP.equals(reason);
  }

  @Override
  public boolean settled() {
    return !ipv4.isEmpty() || !ipv6.isEmpty() || (settled(ipv4Status) && settled(ipv6Status));
  }

  @Override
  public Attempt.Reason unsettledBecause() {
    return Attempt.Reason.ofLookup(settled(ipv4Status) ? ipv6Status : ipv4Status);
  }

  private static boolean settled(String status) {
    return status.equals("NODATA") || status.equals("NXDOMAIN");
  }
}
