package org.mailmedic.engine.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one name server answers about a zone, asked directly at one of its addresses. Key subject:
/// `domain/host/address`.
///
/// @param domain the domain that the diagnosis is about, without trailing dot
/// @param zone the zone that the server is named for, without trailing dot
/// @param host the server's name, without trailing dot
/// @param address the address that was asked, in text form
/// @param udp what came to `zone SOA` over UDP
/// @param tcp what came to `zone SOA` over TCP
/// @param serial the zone's serial number there; null where no SOA came
/// @param nameServers the zone's NS names there, sorted; empty where none came
/// @param mailStatus how `domain MX` ended there, as in DnsAnswer.Status
/// @param mailAuthoritative the AA bit of that answer
/// @param mail the MX records there, lowest preference value first
public record ServerView(
    String domain,
    String zone,
    String host,
    String address,
    Reply udp,
    Reply tcp,
    @Nullable Long serial,
    List<String> nameServers,
    String mailStatus,
    boolean mailAuthoritative,
    List<MxRecords.Mx> mail)
    implements Evidence {
  public ServerView {
    nameServers = List.copyOf(nameServers);
    mail = List.copyOf(mail);
  }

  @Override
  public String kind() {
    return "dns";
  }

  @Override
  public String summary() {
    StringBuilder line = new StringBuilder(host).append('/').append(address);
    line.append(": ").append(zone).append(" SOA ").append(udp.text());
    if (serial != null) {
      line.append(' ').append(serial);
    }
    if (!tcp.status().equals(udp.status())) {
      line.append(", over TCP ").append(tcp.text());
    }
    line.append(", ").append(domain).append(" MX ");
    if (mail.isEmpty()) {
      line.append(mailStatus);
    }
    String separator = "";
    for (MxRecords.Mx mx : mail) {
      line.append(separator).append(mx.preference()).append(' ').append(mx.host());
      separator = ", ";
    }
    return line.toString();
  }

  /// How a question to the server ended.
  ///
  /// @param status as in DnsAnswer.Status
  /// @param authoritative the AA bit
  /// @param reason what the server or the system said; null where there is nothing to say
  /// @param millis how long it took
  public record Reply(String status, boolean authoritative, @Nullable String reason, long millis) {

    /// Whether the server answered as one that holds the zone.
    public boolean healthy() {
      return status.equals("ANSWER") && authoritative;
    }

    /// Whether nothing came back.
    public boolean silent() {
      return status.equals("TIMEOUT") || status.equals("UNREACHABLE");
    }

    String text() {
      return status.equals("ANSWER") && !authoritative ? "not authoritative" : status;
    }
  }
}
