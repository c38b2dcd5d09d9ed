package org.mailmedic.engine.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The TLSA records of an MX host's mail port (RFC 6698, RFC 7672). Key subject: the host.
///
/// @param host the MX host
/// @param name the name that was asked, such as `_25._tcp.mx1.example.com`
/// @param status `ANSWER`, `NODATA`, `NXDOMAIN`, `SERVFAIL`, … as in DnsAnswer.Status
/// @param security `SECURE`, `INSECURE`, `BOGUS`, `INDETERMINATE`; only SECURE records count
/// @param records as published, capped in number
/// @param reason why it failed or is bogus; null where there is nothing to say
public record TlsaRecords(
    String host,
    String name,
    String status,
    String security,
    List<Tlsa> records,
    @Nullable String reason)
    implements Evidence {
  public TlsaRecords {
    records = List.copyOf(records);
  }

  /// The key of the records of this host.
  public static EvidenceKey<TlsaRecords> key(String host) {
    return new EvidenceKey<>(TlsaRecords.class, host);
  }

  @Override
  public boolean settled() {
    return status.equals("ANSWER") || status.equals("NODATA") || status.equals("NXDOMAIN");
  }

  @Override
  public Attempt.Reason unsettledBecause() {
    return Attempt.Reason.ofLookup(status);
  }

  @Override
  public String kind() {
    return "dns";
  }

  @Override
  public String summary() {
    if (records.isEmpty()) {
      return name + " TLSA " + status + (reason == null ? "" : " (" + reason + ")");
    }
    StringBuilder line = new StringBuilder(name).append(" TLSA");
    String separator = " ";
    for (Tlsa record : records) {
      line.append(separator).append(record.usage()).append(' ').append(record.selector());
      line.append(' ').append(record.matchingType()).append(' ');
      String data = record.data();
      line.append(data, 0, Math.min(16, data.length())).append(data.length() > 16 ? "…" : "");
      separator = ", ";
    }
    return line.append(" (").append(security).append(')').toString();
  }

  /// One record.
  ///
  /// @param data the certificate association data, lower case hex
  public record Tlsa(int usage, int selector, int matchingType, String data) {}
}
