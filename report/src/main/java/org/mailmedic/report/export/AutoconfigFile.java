package org.mailmedic.report.export;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.settings.MailSettings;
import org.mailmedic.engine.settings.MailSettings.Protocol;
import org.mailmedic.engine.settings.MailSettings.Server;
import org.mailmedic.knowledge.providers.ProviderProfile;
import org.mailmedic.knowledge.providers.ProviderProfile.SignIn;

/// `config-v1.1.xml` (draft-ietf-mailmaint-autoconfig section 3). The user name stands as a
/// placeholder, so that one file is right for everybody on the domain.
final class AutoconfigFile {
  private AutoconfigFile() {}

  static String text(MailSettings settings) {
    String domain = settings.complaint().domain();
    ProviderProfile profile = settings.profile();
    Xml xml = new Xml();
    xml.open("clientConfig", "version=\"1.1\"");
    xml.open("emailProvider", "id=\"" + Xml.escaped(domain) + "\"");
    xml.element("domain", domain);
    xml.element("displayName", profile == null ? domain : profile.name());
    xml.element("displayShortName", profile == null ? domain : profile.name());
    servers(xml, settings, Protocol.IMAP, "incomingServer", "imap");
    servers(xml, settings, Protocol.POP, "incomingServer", "pop3");
    servers(xml, settings, Protocol.SUBMISSION, "outgoingServer", "smtp");
    xml.close("emailProvider");
    webmail(xml, profile);
    xml.close("clientConfig");
    return xml.finish();
  }

  private static void servers(
      Xml xml, MailSettings settings, Protocol protocol, String element, String type) {
    for (Server server : settings.servers(protocol)) {
      if (server.complete()) {
        xml.open(element, "type=\"" + type + "\"");
        xml.element("hostname", server.host());
        xml.element("port", String.valueOf(server.port()));
        xml.element("socketType", socketType(server.security()));
        xml.element("username", server.username());
        authentication(server).forEach(method -> xml.element("authentication", method));
        xml.close(element);
      }
    }
  }

  private static String socketType(Security security) {
    return switch (security) {
      case TLS -> "SSL";
      case STARTTLS -> "STARTTLS";
      case NONE -> "plain";
    };
  }

  /// In the words of the file; an app password is a password to a program.
  private static List<String> authentication(Server server) {
    List<String> methods = new ArrayList<>();
    for (SignIn way : server.signIn()) {
      String method = way == SignIn.OAUTH ? "OAuth2" : "password-cleartext";
      if (!methods.contains(method)) {
        methods.add(method);
      }
    }
    return methods.isEmpty() ? List.of("password-cleartext") : methods;
  }

  private static void webmail(Xml xml, @Nullable ProviderProfile profile) {
    String page = profile == null ? null : profile.webmail();
    if (page != null) {
      xml.open("webMail");
      xml.raw("<loginPage url=\"" + Xml.escaped(page) + "\"/>");
      xml.close("webMail");
    }
  }
}
