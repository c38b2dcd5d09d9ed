package org.mailmedic.protocol.autoconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.autoconfig.PublishedServer.Protocol;
import org.mailmedic.protocol.autoconfig.PublishedServer.Security;

/// Reads the file of autoconfig, `config-v1.1.xml` (draft-ietf-mailmaint-autoconfig section 3), as
/// Thunderbird's database of services has it too. Lenient: unknown elements are passed over. Never
/// throws.
public final class ClientConfig {
  private static final String ROOT = "clientConfig";

  private ClientConfig() {}

  /// Reads.
  ///
  /// @param account what stands in place of placeholders
  /// @param xml the text of the file
  public static ReadSettings read(Account account, String xml) {
    Node root;
    try {
      root = Node.read(xml);
    } catch (Node.Unreadable e) {
      boolean meant = xml.contains("<" + ROOT);
      return meant
          ? ReadSettings.broken(String.valueOf(e.getMessage()))
          : ReadSettings.of(ReadSettings.State.FOREIGN);
    }
    if (!root.name().equals(ROOT)) {
      return ReadSettings.of(ReadSettings.State.FOREIGN);
    }
    Node provider = root.first("emailProvider");
    return provider == null ? ReadSettings.broken("no emailProvider") : provider(account, provider);
  }

  private static ReadSettings provider(Account account, Node provider) {
    ServerFields found = new ServerFields();
    int place = 0;
    for (Node server : provider.children()) {
      boolean incoming = server.name().equals("incomingServer");
      if (incoming || server.name().equals("outgoingServer")) {
        server(account, server, server.name() + " " + ++place, found);
      }
    }
    List<String> domains = new ArrayList<>();
    for (Node domain : provider.all("domain")) {
      if (domains.size() < Limits.DOMAINS) {
        domains.add(Limits.cut(account.fill(domain.text())).toLowerCase(Locale.ROOT));
      }
    }
    return found.settings(provider.text("displayName"), domains);
  }

  private static void server(Account account, Node server, String place, ServerFields found) {
    String type = server.attribute("type").toLowerCase(Locale.ROOT);
    Protocol protocol = protocol(type);
    if (protocol == null) {
      pages(type, server, found);
      return;
    }
    List<String> authentication = new ArrayList<>();
    for (Node method : server.all("authentication")) {
      if (authentication.size() < Limits.ITEMS && !method.text().isEmpty()) {
        authentication.add(method.text());
      }
    }
    found.server(
        place,
        protocol,
        account.fill(server.text("hostname")),
        ServerFields.number(server.text("port")),
        security(server.text("socketType")),
        account.fill(server.text("username")),
        authentication);
  }

  private static @Nullable Protocol protocol(String type) {
    return switch (type) {
      case "imap" -> Protocol.IMAP;
      case "pop3" -> Protocol.POP3;
      case "smtp" -> Protocol.SUBMISSION;
      default -> null;
    };
  }

  /// What is reached over HTTP names its addresses in other elements.
  private static void pages(String type, Node server, ServerFields found) {
    found.page(type, server.text("url"));
    found.page("ews", server.text("ewsURL"));
    found.page("activesync", server.text("easURL"));
  }

  private static @Nullable Security security(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "SSL", "TLS" -> Security.TLS;
      case "STARTTLS" -> Security.STARTTLS;
      case "PLAIN", "" -> Security.NONE;
      default -> null;
    };
  }
}
