package org.mailmedic.engine.rule.settings;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.Autoconfiguration;
import org.mailmedic.engine.evidence.Autoconfiguration.Server;
import org.mailmedic.engine.evidence.Autoconfiguration.Way;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.ServiceDetection;
import org.mailmedic.knowledge.providers.Glob;

/// What should be set for a protocol: as the profile of the service says, else as the domain
/// publishes, else as others say.
///
/// @param servers the recommended one first; empty where nothing is known
/// @param certainty 0 to 1: how sure it is that these are the account's
record Expected(List<Server> servers, double certainty) {
  /// What the domain says of itself is right until something speaks against it.
  private static final double PUBLISHED = 0.8;

  private static final double BY_OTHERS = 0.6;

  static Expected of(CaseFile file, AccessProtocol protocol) {
    String domain = file.complaint().domain();
    Autoconfiguration seen = file.attempt(Autoconfiguration.key(domain)).observed().orElse(null);
    if (seen == null) {
      return new Expected(List.of(), 0);
    }
    List<Server> profile = seen.servers(protocol, Way.PROFILE);
    if (!profile.isEmpty()) {
      double held =
          file.first(ServiceDetection.class).map(ServiceDetection::confidence).orElse(PUBLISHED);
      return new Expected(profile, held);
    }
    List<Server> published =
        seen.published().stream().filter(server -> server.protocol() == protocol).toList();
    return published.isEmpty()
        ? new Expected(seen.servers(protocol, Way.AUTOCONFIG_OF_MX, Way.ISPDB), BY_OTHERS)
        : new Expected(published, PUBLISHED);
  }

  boolean known() {
    return !servers.isEmpty();
  }

  boolean names(String host) {
    return servers.stream().anyMatch(server -> Glob.matches(server.host(), host));
  }

  /// Those of a host; all where the host is another name for theirs.
  List<Server> at(String host) {
    List<Server> at = servers.stream().filter(server -> Glob.matches(server.host(), host)).toList();
    return at.isEmpty() ? servers : at;
  }

  /// Hosts and ports as people type them; without those of which part differs from account to
  /// account, unless there is nothing else.
  static @Nullable List<String> shown(List<Server> servers) {
    List<String> shown = new ArrayList<>();
    for (Server server : servers) {
      if (server.host().indexOf('*') < 0 && !shown.contains(server.shown())) {
        shown.add(server.shown());
      }
    }
    return shown.isEmpty() ? null : shown.subList(0, Math.min(MOST, shown.size()));
  }

  /// Ports with what belongs to them: `993 SSL/TLS`.
  static List<String> ports(List<Server> servers) {
    List<String> ports = new ArrayList<>();
    for (Server server : servers) {
      String port = server.port() + " " + word(server.security());
      if (!ports.contains(port)) {
        ports.add(port);
      }
    }
    return ports.subList(0, Math.min(MOST, ports.size()));
  }

  /// As mail programs write it.
  static String word(Security security) {
    return switch (security) {
      case TLS -> "SSL/TLS";
      case STARTTLS -> "STARTTLS";
      case NONE -> "–";
    };
  }

  private static final int MOST = 3;
}
