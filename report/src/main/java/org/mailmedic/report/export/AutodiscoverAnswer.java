package org.mailmedic.report.export;

import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.settings.MailSettings;
import org.mailmedic.engine.settings.MailSettings.Protocol;
import org.mailmedic.engine.settings.MailSettings.Server;

/// The answer of Autodiscover with XML (MS-OXDSCLI section 2.2.4), of the kind for IMAP, POP3 and
/// SMTP. Outlook takes one server of each; it is the recommended one.
final class AutodiscoverAnswer {
  private static final String SCHEMA =
      "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";
  private static final String OUTLOOK =
      "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

  private AutodiscoverAnswer() {}

  static String text(MailSettings settings) {
    Xml xml = new Xml();
    xml.open("Autodiscover", "xmlns=\"" + SCHEMA + "\"");
    xml.open("Response", "xmlns=\"" + OUTLOOK + "\"");
    String address = settings.complaint().address();
    if (address != null) {
      xml.open("User").element("DisplayName", address).close("User");
    }
    xml.open("Account");
    xml.element("AccountType", "email").element("Action", "settings");
    protocol(xml, settings, Protocol.IMAP, "IMAP");
    protocol(xml, settings, Protocol.POP, "POP3");
    protocol(xml, settings, Protocol.SUBMISSION, "SMTP");
    xml.close("Account").close("Response").close("Autodiscover");
    return xml.finish();
  }

  private static void protocol(Xml xml, MailSettings settings, Protocol protocol, String type) {
    Server server =
        settings.servers(protocol).stream().filter(Server::complete).findFirst().orElse(null);
    if (server == null) {
      return;
    }
    xml.open("Protocol");
    xml.element("Type", type);
    xml.element("Server", server.host());
    xml.element("Port", String.valueOf(server.port()));
    xml.element("DomainRequired", "off");
    String username = settings.username(server);
    if (username != null) {
      xml.element("LoginName", username);
    }
    xml.element("SPA", "off");
    xml.element("SSL", server.security() == Security.NONE ? "off" : "on");
    xml.element("Encryption", encryption(server.security()));
    xml.element("AuthRequired", "on");
    if (protocol == Protocol.SUBMISSION) {
      xml.element("UsePOPAuth", "off").element("SMTPLast", "off");
    }
    xml.close("Protocol");
  }

  /// `TLS` is Outlook's word for STARTTLS.
  private static String encryption(Security security) {
    return switch (security) {
      case TLS -> "SSL";
      case STARTTLS -> "TLS";
      case NONE -> "None";
    };
  }
}
