package org.mailmedic.engine.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether the resolvers that this machine uses answer at all. Key subject: empty; one a case.
///
/// @param resolvers each configured resolver, in order
public record ResolverHealth(List<Resolver> resolvers) implements Evidence {
  public ResolverHealth {
    resolvers = List.copyOf(resolvers);
  }

  @Override
  public String kind() {
    return "network";
  }

  /// Whether some resolver gave some answer, be it a failure: there is a DNS to speak to.
  public boolean answered() {
    return resolvers.stream().anyMatch(Resolver::answered);
  }

  /// Whether some resolver knows the root's name servers: the DNS works from here.
  public boolean working() {
    return resolvers.stream().anyMatch(resolver -> resolver.status().equals("ANSWER"));
  }

  @Override
  public String summary() {
    StringBuilder line = new StringBuilder(". NS:");
    for (Resolver resolver : resolvers) {
      line.append(' ').append(resolver.address()).append(' ').append(resolver.status());
    }
    return line.toString();
  }

  /// One resolver.
  ///
  /// @param address as `address:port`
  /// @param status how `. NS` ended there, as in DnsAnswer.Status
  /// @param reason what the resolver or the system said; null where there is nothing to say
  /// @param millis how long it took
  public record Resolver(String address, String status, @Nullable String reason, long millis) {
    /// Whether something came back.
    public boolean answered() {
      return !status.equals("TIMEOUT")
          && !status.equals("UNREACHABLE")
          && !status.equals("NOT_ASKED");
    }
  }
}
