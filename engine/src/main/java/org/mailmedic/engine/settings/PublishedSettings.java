package org.mailmedic.engine.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.Autoconfiguration;
import org.mailmedic.engine.evidence.Autoconfiguration.Way;
import org.mailmedic.engine.settings.MailSettings.Protocol;
import org.mailmedic.engine.settings.MailSettings.Server;
import org.mailmedic.knowledge.providers.ProviderProfile.SignIn;

/// The servers that a domain publishes for mail programs, or that others publish for it.
final class PublishedSettings {
  /// Which way counts before which: what the domain says in files, then its DNS, then others.
  private static final Way[] WAYS = {
    Way.AUTOCONFIG, Way.PACC, Way.SRV, Way.AUTODISCOVER, Way.AUTOCONFIG_OF_MX, Way.ISPDB
  };

  private PublishedSettings() {}

  /// Those of each protocol that the most trusted way names.
  ///
  /// @param seen null: nothing was seen
  static List<Server> servers(@Nullable Autoconfiguration seen, Complaint complaint) {
    List<Server> servers = new ArrayList<>();
    if (seen != null) {
      for (Protocol protocol : List.of(Protocol.IMAP, Protocol.POP, Protocol.SUBMISSION)) {
        servers.addAll(servers(seen, protocol, complaint));
      }
    }
    return servers;
  }

  static AccessProtocol spoken(Protocol protocol) {
    return switch (protocol) {
      case POP -> AccessProtocol.POP3;
      case SUBMISSION -> AccessProtocol.SUBMISSION;
      default -> AccessProtocol.IMAP;
    };
  }

  private static List<Server> servers(
      Autoconfiguration seen, Protocol protocol, Complaint complaint) {
    List<Server> servers = new ArrayList<>();
    for (Autoconfiguration.Server server : seen.servers(spoken(protocol), WAYS)) {
      servers.add(
          new Server(
              protocol,
              server.host(),
              server.port(),
              server.security(),
              username(server.username(), complaint),
              signIn(server.authentication()),
              Live.NOT_LOOKED));
    }
    return servers;
  }

  /// The user name with placeholders: SRV names none, and the whole address is tried first (RFC
  /// 6186 section 4).
  private static String username(@Nullable String name, Complaint complaint) {
    if (name == null || name.isBlank()) {
      return MailSettings.ADDRESS;
    }
    if (name.equalsIgnoreCase(String.valueOf(complaint.address()))) {
      return MailSettings.ADDRESS;
    }
    return name.equals(complaint.localPart()) ? MailSettings.LOCAL_PART : name;
  }

  private static List<SignIn> signIn(List<String> authentication) {
    List<SignIn> ways = new ArrayList<>();
    for (String word : authentication) {
      String lower = word.toLowerCase(Locale.ROOT);
      SignIn way =
          lower.startsWith("oauth") || lower.startsWith("xoauth") ? SignIn.OAUTH : SignIn.PASSWORD;
      if (!ways.contains(way)) {
        ways.add(way);
      }
    }
    return ways.isEmpty() ? List.of(SignIn.PASSWORD) : ways;
  }
}
