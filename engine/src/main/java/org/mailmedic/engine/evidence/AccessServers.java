package org.mailmedic.engine.evidence;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.MailProgram.Security;

/// The servers that mail programs of an account talk with, as far as they are known: of the
/// service, else published by the domain, and those that are set in the person's program. Key
/// subject: the domain.
///
/// @param domain the domain
/// @param servers each once, those of the service first, the recommended one of each protocol first
/// @param username the user name that the service wants: `address` or `local-part`; null where that
///   is not known
/// @param sure whether the servers are taken to be the account's: said by the person, or every MX
///   host is the service's, or published by the domain
public record AccessServers(
    String domain, List<Server> servers, @Nullable String username, boolean sure)
    implements Evidence {
  public AccessServers {
    servers = List.copyOf(servers);
  }

  /// The key for a domain.
  public static EvidenceKey<AccessServers> key(String domain) {
    return new EvidenceKey<>(AccessServers.class, domain);
  }

  /// A server.
  ///
  /// @param host lower case, without trailing dot, or an IP address
  /// @param source where it is known from
  /// @param given whether it is set in the person's program, too
  public record Server(
      AccessProtocol protocol,
      String host,
      int port,
      Security security,
      Source source,
      boolean given) {

    /// The key of the talk with it.
    public EvidenceKey<AccessTalk> talk() {
      return AccessTalk.key(protocol, host, port, security);
    }
  }

  /// Where a server is known from.
  public enum Source {
    /// The profile of the service.
    PROFILE,
    /// SRV records of the domain (RFC 6186, RFC 8314 section 5.1).
    SRV,
    /// Only from the person (`--imap`, `--pop`, `--smtp`).
    OPTION
  }

  /// Those of the account for a protocol: the service's own, and where none is known those that the
  /// person named.
  public List<Server> own(AccessProtocol protocol) {
    List<Server> all = servers.stream().filter(s -> s.protocol() == protocol).toList();
    List<Server> known = all.stream().filter(s -> s.source() != Source.OPTION).toList();
    return known.isEmpty() ? all : known;
  }

  @Override
  public String kind() {
    return servers.stream().anyMatch(server -> server.source() == Source.SRV) ? "dns" : "input";
  }

  @Override
  public String summary() {
    StringBuilder line = new StringBuilder(domain).append(" →");
    for (Server server : servers) {
      line.append(' ')
          .append(server.protocol().shown())
          .append(' ')
          .append(server.host())
          .append(':')
          .append(server.port())
          .append('/')
          .append(server.security().name().toLowerCase(Locale.ROOT));
    }
    return line.toString();
  }
}
