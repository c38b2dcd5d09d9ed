package org.mailmedic.protocol.autoconfig;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.autoconfig.PublishedServer.Protocol;
import org.mailmedic.protocol.autoconfig.PublishedServer.Security;

/// Autodiscover with XML, as Outlook asks for it (MS-OXDSCLI): the request for an address and the
/// answer. Lenient. Never throws.
public final class Autodiscover {
  private static final String ROOT = "Autodiscover";
  private static final String SCHEMA =
      "http://schemas.microsoft.com/exchange/autodiscover/outlook/";

  private Autodiscover() {}

  /// The body of the request (MS-OXDSCLI section 2.2.3).
  public static String request(String address) {
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n"
        + "<Autodiscover xmlns=\""
        + SCHEMA
        + "requestschema/2006\">\r\n  <Request>\r\n    <EMailAddress>"
        + escaped(address)
        + "</EMailAddress>\r\n    <AcceptableResponseSchema>"
        + SCHEMA
        + "responseschema/2006a</AcceptableResponseSchema>\r\n  </Request>\r\n</Autodiscover>\r\n";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /// Reads an answer.
  public static ReadSettings read(String xml) {
    Node root;
    try {
      root = Node.read(xml);
    } catch (Node.Unreadable e) {
      return xml.contains("<" + ROOT)
          ? ReadSettings.broken(String.valueOf(e.getMessage()))
          : ReadSettings.of(ReadSettings.State.FOREIGN);
    }
    if (!root.name().equals(ROOT)) {
      return ReadSettings.of(ReadSettings.State.FOREIGN);
    }
    Node response = root.first("Response");
    if (response == null) {
      return ReadSettings.broken("no Response");
    }
    if (response.first("Error") != null) {
      return ReadSettings.of(ReadSettings.State.NONE);
    }
    Node account = response.first("Account");
    return account == null ? ReadSettings.broken("no Account") : account(response, account);
  }

  private static ReadSettings account(Node response, Node account) {
    String address = account.text("RedirectAddr");
    String url = account.text("RedirectUrl");
    return switch (account.text("Action").toLowerCase(Locale.ROOT)) {
      case "redirectaddr" -> ReadSettings.next(ReadSettings.State.OTHER_ADDRESS, address);
      case "redirecturl" -> ReadSettings.next(ReadSettings.State.OTHER_URL, url);
      default -> settings(response, account);
    };
  }

  private static ReadSettings settings(Node response, Node account) {
    ServerFields found = new ServerFields();
    int place = 0;
    for (Node protocol : account.all("Protocol")) {
      protocol(protocol, "Protocol " + ++place, found);
    }
    Node user = response.first("User");
    return found.settings(user == null ? null : user.text("DisplayName"), List.of());
  }

  private static void protocol(Node node, String place, ServerFields found) {
    String type = node.text("Type").isEmpty() ? node.attribute("Type") : node.text("Type");
    Protocol protocol =
        switch (type.toUpperCase(Locale.ROOT)) {
          case "IMAP" -> Protocol.IMAP;
          case "POP3" -> Protocol.POP3;
          case "SMTP" -> Protocol.SUBMISSION;
          default -> null;
        };
    if (protocol == null) {
      found.page("ews", node.text("EwsUrl"));
      found.page("activesync", type.equalsIgnoreCase("MobileSync") ? node.text("Server") : "");
      return;
    }
    Security security = security(node, protocol);
    String port = node.text("Port");
    found.server(
        place,
        protocol,
        node.text("Server"),
        port.isEmpty() ? usual(protocol, security) : ServerFields.number(port),
        security,
        node.text("LoginName"),
        List.of());
  }

  /// `Encryption` outweighs `SSL`; `TLS` is what mail programs call STARTTLS. Without a word for it
  /// TLS is expected: `SSL` is on by default.
  private static @Nullable Security security(Node node, Protocol protocol) {
    String port = node.text("Port");
    return switch (node.text("Encryption").toUpperCase(Locale.ROOT)) {
      case "SSL" -> Security.TLS;
      case "TLS" -> Security.STARTTLS;
      case "NONE" -> Security.NONE;
      case "AUTO", "" -> {
        boolean off = node.text("SSL").equalsIgnoreCase("off");
        boolean upgraded = port.equals(Integer.toString(usual(protocol, Security.STARTTLS)));
        yield off ? Security.NONE : upgraded ? Security.STARTTLS : Security.TLS;
      }
      default -> null;
    };
  }

  private static int usual(Protocol protocol, @Nullable Security security) {
    boolean tls = security == Security.TLS;
    return switch (protocol) {
      case IMAP -> tls ? 993 : 143;
      case POP3 -> tls ? 995 : 110;
      case SUBMISSION -> tls ? 465 : 587;
    };
  }
}
