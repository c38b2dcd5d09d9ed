package org.mailmedic.engine.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.registration.DomainState;

/// What the registry says of the name that somebody registered (or did not). Key subject: that
/// name.
///
/// @param domain the registrable name, A-labels: `example.co.uk` for `mail.example.co.uk`
/// @param source how the registry was asked
/// @param server who answered: the URL, or host and port
/// @param registered whether the registry knows the name; false only where the DNS agrees that the
///   name does not exist
/// @param status the status words as told
/// @param states what they mean
/// @param expires when the registration runs out; null where the registry does not tell
/// @param autoRenew whether it is said to renew itself
/// @param registrar who sold the name; null where not told
/// @param nameServers lower case, without trailing dot
/// @param inDns whether the name exists in the DNS; null where the DNS was not asked for it or did
///   not answer
/// @param said the words that say that there is no such registration; null otherwise
public record Registration(
    String domain,
    Source source,
    String server,
    boolean registered,
    List<String> status,
    Set<DomainState> states,
    @Nullable Instant expires,
    boolean autoRenew,
    @Nullable String registrar,
    List<String> nameServers,
    @Nullable Boolean inDns,
    @Nullable String said)
    implements Evidence {
  public Registration {
    status = List.copyOf(status);
    states = Set.copyOf(states);
    nameServers = List.copyOf(nameServers);
  }

  @Override
  public String kind() {
    return source == Source.RDAP ? "rdap" : "whois";
  }

  @Override
  public String summary() {
    StringBuilder line = new StringBuilder(domain);
    if (!registered) {
      line.append(": no such registration");
      return said == null ? line.toString() : line.append(" (").append(said).append(')').toString();
    }
    String separator = ": ";
    if (!status.isEmpty()) {
      line.append(separator).append(String.join(", ", status));
      separator = "; ";
    }
    if (expires != null) {
      line.append(separator).append("expires ").append(expires);
      separator = "; ";
    }
    if (registrar != null) {
      line.append(separator).append("registrar ").append(registrar);
      separator = "; ";
    }
    return separator.equals(": ") ? line.append(": registered").toString() : line.toString();
  }

  /// How a registry is asked.
  public enum Source {
    RDAP,
    WHOIS
  }
}
