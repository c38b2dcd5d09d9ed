package org.mailmedic.report.export;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.settings.MailSettings;
import org.mailmedic.engine.settings.MailSettings.Protocol;
import org.mailmedic.engine.settings.MailSettings.Server;
import org.mailmedic.knowledge.providers.ProviderProfile;
import org.mailmedic.knowledge.providers.ProviderProfile.SignIn;
import org.mailmedic.report.catalogue.Catalogue;
import org.mailmedic.report.catalogue.Visible;

/// Apple's configuration profile with one mail account (“Configuration Profile Reference”, payloads
/// `com.apple.mail.managed` and `com.apple.eas.account`). The device asks for the password. The
/// same account gives the same identifiers every time, so that a newer profile takes the place of
/// an older one.
final class MobileConfig {
  private static final String PREFIX = "org.mailmedic.mail";
  private static final String DOCTYPE =
      "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
          + "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">";

  private final MailSettings settings;
  private final Catalogue catalogue;
  private final String subject;
  private final Xml xml = new Xml();

  MobileConfig(MailSettings settings, Catalogue catalogue) {
    this.settings = settings;
    this.catalogue = catalogue;
    String address = settings.complaint().address();
    this.subject = address == null ? settings.complaint().domain() : address;
  }

  /// The server for ActiveSync, where that is the way for Apple's devices: the service takes
  /// sign-ins in its own window alone, which only that kind of account knows; null otherwise.
  static @Nullable Server activeSync(MailSettings settings) {
    Server server = settings.server(Protocol.ACTIVESYNC).filter(Server::complete).orElse(null);
    boolean mail =
        settings.incoming().filter(Server::complete).isPresent()
            && settings.outgoing().filter(Server::complete).isPresent();
    boolean window = settings.signIn().equals(List.of(SignIn.OAUTH));
    return server != null && (window || !mail) ? server : null;
  }

  String text() {
    xml.raw(DOCTYPE).open("plist", "version=\"1.0\"").open("dict");
    xml.raw("<key>PayloadContent</key>").open("array").open("dict");
    Server exchange = activeSync(settings);
    if (exchange != null) {
      exchange(exchange);
    } else {
      mail(settings.incoming().orElseThrow(), settings.outgoing().orElseThrow());
    }
    xml.close("dict").close("array");
    string("PayloadDescription", said("profile"));
    string("PayloadDisplayName", said("description"));
    string("PayloadIdentifier", PREFIX + "." + uuid("profile"));
    string("PayloadOrganization", organization());
    truth("PayloadRemovalDisallowed", false);
    string("PayloadType", "Configuration");
    string("PayloadUUID", uuid("profile"));
    number("PayloadVersion", 1);
    xml.close("dict").close("plist");
    return xml.finish();
  }

  private void mail(Server incoming, Server outgoing) {
    string("EmailAccountDescription", subject);
    boolean pop = incoming.protocol() == Protocol.POP;
    string("EmailAccountType", pop ? "EmailTypePOP" : "EmailTypeIMAP");
    address();
    server("IncomingMailServer", incoming);
    server("OutgoingMailServer", outgoing);
    truth("OutgoingPasswordSameAsIncomingPassword", true);
    payload("com.apple.mail.managed", "account");
  }

  private void server(String prefix, Server server) {
    string(prefix + "Authentication", "EmailAuthPassword");
    string(prefix + "HostName", server.host());
    number(prefix + "PortNumber", server.port());
    truth(prefix + "UseSSL", server.security() != Security.NONE);
    username(prefix + "Username", server);
  }

  private void exchange(Server server) {
    address();
    string("Host", server.host());
    truth("OAuth", server.signIn().equals(List.of(SignIn.OAUTH)));
    truth("SSL", server.security() != Security.NONE);
    username("UserName", server);
    payload("com.apple.eas.account", "exchange");
  }

  private void address() {
    String address = settings.complaint().address();
    if (address != null) {
      string("EmailAddress", address);
    }
  }

  private void username(String key, Server server) {
    String name = settings.username(server);
    if (name != null) {
      string(key, name);
    }
  }

  private void payload(String type, String part) {
    string("PayloadDisplayName", said("description"));
    string("PayloadIdentifier", PREFIX + "." + uuid("profile") + "." + part);
    string("PayloadType", type);
    string("PayloadUUID", uuid(part));
    number("PayloadVersion", 1);
  }

  private String organization() {
    ProviderProfile profile = settings.profile();
    return profile == null ? settings.complaint().domain() : profile.name();
  }

  private String said(String key) {
    return catalogue.text("settings.export." + key, Map.of("subject", Visible.oneLine(subject)));
  }

  /// Always the same for the same account and part.
  private String uuid(String part) {
    String name = PREFIX + ":" + subject.toLowerCase(Locale.ROOT) + ":" + part;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
        .toString()
        .toUpperCase(Locale.ROOT);
  }

  private void string(String key, String value) {
    xml.element("key", key).element("string", value);
  }

  private void number(String key, int value) {
    xml.element("key", key).raw("<integer>" + value + "</integer>");
  }

  private void truth(String key, boolean value) {
    xml.element("key", key).raw(value ? "<true/>" : "<false/>");
  }
}
