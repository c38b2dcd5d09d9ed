package org.mailmedic.engine.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// From where the domain's mail leaves, as far as that is known, the surest first. Key subject: the
/// domain.
///
/// @param domain without trailing dot
/// @param hosts each address once, under its surest source
public record SendingHosts(String domain, List<Host> hosts) implements Evidence {
  public SendingHosts {
    hosts = List.copyOf(hosts);
  }

  /// The key for a domain.
  public static EvidenceKey<SendingHosts> key(String domain) {
    return new EvidenceKey<>(SendingHosts.class, domain);
  }

  /// Where an address is known from, the surest first.
  public enum Source {
    /// The person said so (`--sending-ip`).
    OPTION,
    /// It stands in what came back, as the one that was refused.
    RETURNED,
    /// The domain's own SPF record names it, alone and not as part of a network.
    SPF,
    /// The service that holds the account names it so.
    SERVICE
  }

  /// An address that sends.
  ///
  /// @param address in the short form
  /// @param helo the name that it introduces itself with; null where that is not known
  public record Host(String address, Source source, @Nullable String helo) {

    /// Whether mail is known to have left from there; otherwise it only may.
    public boolean known() {
      return source == Source.OPTION || source == Source.RETURNED;
    }
  }

  @Override
  public String kind() {
    return hosts.stream().anyMatch(Host::known) ? "input" : "dns";
  }

  @Override
  public String summary() {
    StringBuilder line = new StringBuilder(domain).append(" is sent from");
    String separator = " ";
    for (Host host : hosts) {
      line.append(separator).append(host.address()).append(" (");
      line.append(
          switch (host.source()) {
            case OPTION -> "--sending-ip";
            case RETURNED -> "returned";
            case SPF -> "SPF";
            case SERVICE -> "service";
          });
      line.append(')');
      separator = ", ";
    }
    return line.toString();
  }
}
