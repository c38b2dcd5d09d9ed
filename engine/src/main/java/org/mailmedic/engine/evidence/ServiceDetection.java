package org.mailmedic.engine.evidence;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which mail service holds the account, or is taken to, and whose the domain's MX hosts are. Holds
/// what the profiles said, so that a case can be judged again without them. Key subject: the
/// domain.
///
/// @param domain the domain
/// @param id the service's id, such as `ovh-mxplan`
/// @param name as people know it
/// @param detectedBy `option` where the person said so, `domain` where the service gives out
///   addresses on the domain, `mx` where the MX records tell
/// @param confidence 0 to 1
/// @param expectedMx what the domain should publish, `10 mx1.example.net`, in order; empty where
///   the service has no fixed set
/// @param spf the SPF terms that name its senders, such as `include:spf.example.net`; null where
///   the service has none, or it is only a guess that the domain uses it
/// @param hosts the domain's MX hosts, the most preferred first
public record ServiceDetection(
    String domain,
    String id,
    String name,
    String detectedBy,
    double confidence,
    List<String> expectedMx,
    @Nullable String spf,
    List<MxHost> hosts)
    implements Evidence {
  public ServiceDetection {
    expectedMx = List.copyOf(expectedMx);
    hosts = List.copyOf(hosts);
  }

  /// The key for a domain.
  public static EvidenceKey<ServiceDetection> key(String domain) {
    return new EvidenceKey<>(ServiceDetection.class, domain);
  }

  /// An MX host of the domain.
  ///
  /// @param host lower case, without the trailing dot
  /// @param role what it is to the service
  /// @param owner the name of the known service that it belongs to; null where none is known
  public record MxHost(String host, Role role, @Nullable String owner) {}

  /// What an MX host is to the service that holds the account.
  public enum Role {
    /// Takes mail for its mailboxes.
    MAILBOXES,
    /// Only redirects, for domains without mailboxes.
    REDIRECT,
    /// Filters mail and passes it on.
    FILTER,
    /// Belongs to somebody else.
    FOREIGN
  }

  /// Whether the person, not the domain, named the service.
  public boolean said() {
    return detectedBy.equals("option");
  }

  /// The hosts in this role.
  public List<String> hosts(Role role) {
    return hosts.stream().filter(host -> host.role() == role).map(MxHost::host).toList();
  }

  /// The service that the foreign hosts belong to; empty where they belong to nobody known, or to
  /// several.
  public Optional<String> elsewhere() {
    List<@Nullable String> owners =
        hosts.stream()
            .filter(host -> host.role() == Role.FOREIGN)
            .<@Nullable String>map(MxHost::owner)
            .distinct()
            .toList();
    return owners.size() == 1 ? Optional.ofNullable(owners.getFirst()) : Optional.empty();
  }

  @Override
  public String kind() {
    return said() ? "input" : "dns";
  }

  @Override
  public String summary() {
    return domain + " → " + name + " (" + detectedBy + ")";
  }
}
