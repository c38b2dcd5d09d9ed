package org.mailmedic.protocol.autoconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.autoconfig.PublishedServer.Protocol;
import org.mailmedic.protocol.autoconfig.PublishedServer.Security;

/// Reads `user-agent-configuration.json` (draft-ietf-mailmaint-pacc): hosts that speak TLS from the
/// first byte at the usual port, and addresses on the web. Never throws.
public final class UserAgentConfiguration {
  private static final int IMAPS = 993;
  private static final int POP3S = 995;
  private static final int SUBMISSIONS = 465;

  private UserAgentConfiguration() {}

  /// Reads.
  public static ReadSettings read(String json) {
    Map<?, ?> object = JsonText.object(json);
    if (object == null || !(object.get("protocols") instanceof Map<?, ?> protocols)) {
      return ReadSettings.of(ReadSettings.State.FOREIGN);
    }
    ServerFields found = new ServerFields();
    List<String> ways = ways(JsonText.object(object, "authentication"));
    for (Map.Entry<?, ?> entry : protocols.entrySet()) {
      if (entry.getValue() instanceof Map<?, ?> fields) {
        protocol(String.valueOf(entry.getKey()), fields, ways, found);
      }
    }
    Map<?, ?> provider = JsonText.object(JsonText.object(object, "info"), "provider");
    return found.settings(JsonText.text(provider, "name"), List.of());
  }

  private static void protocol(
      String word, Map<?, ?> fields, List<String> ways, ServerFields found) {
    switch (word) {
      case "imap" -> server(Protocol.IMAP, IMAPS, fields, ways, found);
      case "pop3" -> server(Protocol.POP3, POP3S, fields, ways, found);
      case "smtp" -> server(Protocol.SUBMISSION, SUBMISSIONS, fields, ways, found);
      default -> found.page(Limits.cut(word), JsonText.text(fields, "url"));
    }
  }

  private static void server(
      Protocol protocol, int usual, Map<?, ?> fields, List<String> ways, ServerFields found) {
    String port = JsonText.text(fields, "port");
    found.server(
        "protocols." + protocol.name(),
        protocol,
        JsonText.text(fields, "host"),
        port.isEmpty() ? usual : ServerFields.number(port),
        Security.TLS,
        null,
        ways);
  }

  private static List<String> ways(@Nullable Map<?, ?> authentication) {
    List<String> ways = new ArrayList<>();
    if (authentication != null) {
      for (Object way : authentication.keySet()) {
        if (ways.size() < Limits.ITEMS && !"false".equals(authentication.get(way))) {
          ways.add(Limits.cut(String.valueOf(way)));
        }
      }
    }
    return ways;
  }
}
