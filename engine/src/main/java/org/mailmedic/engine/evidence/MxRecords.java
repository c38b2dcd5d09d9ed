package org.mailmedic.engine.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The domain's MX records as the resolver and our own validation give them (RFC 5321 section 5.1).
/// Key subject: the domain.
///
/// @param domain the domain, without trailing dot
/// @param status `ANSWER`, `NODATA`, `NXDOMAIN`, `SERVFAIL`, … as in DnsAnswer.Status
/// @param records lowest preference value first; a null MX (RFC 7505) is one record with host `.`;
///   hosts are lower case without the trailing dot, unchecked otherwise
/// @param security `SECURE`, `INSECURE`, `BOGUS`, `INDETERMINATE`
/// @param alias the name that the domain is an alias of; null where it is none
/// @param reason why it failed or is bogus; null where there is nothing to say
public record MxRecords(
    String domain,
    String status,
    List<Mx> records,
    String security,
    @Nullable String alias,
    @Nullable String reason)
    implements Evidence {
  public MxRecords {
    records = List.copyOf(records);
  }

  @Override
  public String kind() {
    return "dns";
  }

  @Override
  public String summary() {
    if (records.isEmpty()) {
      return domain + " MX " + status + (reason == null ? "" : " (" + reason + ")");
    }
    StringBuilder line = new StringBuilder(domain).append(" MX");
    String separator = " ";
    for (Mx mx : records) {
      line.append(separator).append(mx.preference()).append(' ').append(mx.host());
      separator = ", ";
    }
    return line.toString();
  }

  @Override
  public boolean settled() {
    return status.equals("ANSWER") || status.equals("NODATA") || status.equals("NXDOMAIN");
  }

  @Override
  public Attempt.Reason unsettledBecause() {
    return Attempt.Reason.ofLookup(status);
  }

  /// One MX record.
  public record Mx(int preference, String host) {}
}
