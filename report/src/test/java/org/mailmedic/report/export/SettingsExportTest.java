package org.mailmedic.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmedic.engine.settings.MailSettings;
import org.mailmedic.engine.settings.MailSettings.Protocol;
import org.mailmedic.engine.settings.MailSettings.Server;
import org.mailmedic.protocol.autoconfig.Account;
import org.mailmedic.protocol.autoconfig.Autodiscover;
import org.mailmedic.protocol.autoconfig.ClientConfig;
import org.mailmedic.protocol.autoconfig.PublishedServer;
import org.mailmedic.protocol.autoconfig.ReadSettings;
import org.mailmedic.report.SettingsSamples;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

class SettingsExportTest {
  private static final Account ANNA = new Account("anna", "firma.pl");

  /// What our own reader makes of the file is what the settings say, server for server.
  @ParameterizedTest
  @ValueSource(strings = {"ovh-mxplan", "google", "wp", "gmx", "microsoft365", "icloud"})
  void autoconfigIsReadBackAsItWasMeant(String service) {
    MailSettings settings = SettingsSamples.of(service);
    ReadSettings read = ClientConfig.read(ANNA, SettingsExport.AUTOCONFIG.text(settings, "en"));
    assertThat(read.state()).isEqualTo(ReadSettings.State.SETTINGS);
    assertThat(read.problems()).isEmpty();
    assertThat(read.domains()).containsExactly("firma.pl");
    assertThat(read.servers().stream().map(SettingsExportTest::line))
        .containsExactlyElementsOf(lines(settings, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ovh-mxplan", "google", "wp", "gmx", "microsoft365", "icloud"})
  void autodiscoverIsReadBackWithTheRecommendedServers(String service) {
    MailSettings settings = SettingsSamples.of(service);
    ReadSettings read = Autodiscover.read(SettingsExport.AUTODISCOVER.text(settings, "en"));
    assertThat(read.state()).isEqualTo(ReadSettings.State.SETTINGS);
    assertThat(read.problems()).isEmpty();
    assertThat(read.servers().stream().map(SettingsExportTest::line))
        .containsExactlyElementsOf(lines(settings, true));
  }

  private static String line(PublishedServer server) {
    return server.protocol()
        + " "
        + server.host()
        + ":"
        + server.port()
        + " "
        + server.security()
        + " "
        + server.username();
  }

  private static List<String> lines(MailSettings settings, boolean recommended) {
    List<String> lines = new ArrayList<>();
    for (Protocol protocol : List.of(Protocol.IMAP, Protocol.POP, Protocol.SUBMISSION)) {
      List<Server> servers = settings.servers(protocol);
      for (Server server : recommended && !servers.isEmpty() ? servers.subList(0, 1) : servers) {
        lines.add(
            (protocol == Protocol.POP ? "POP3" : protocol.name())
                + " "
                + server.host()
                + ":"
                + server.port()
                + " "
                + server.security()
                + " "
                + settings.username(server));
      }
    }
    return lines;
  }

  /// One file is right for everybody on the domain, and says how to sign in.
  @Test
  void autoconfigHasPlaceholdersAndTheWaysToSignIn() {
    String file = SettingsExport.AUTOCONFIG.text(SettingsSamples.of("google"), "en");
    assertThat(file)
        .contains("<username>%EMAILADDRESS%</username>")
        .doesNotContain("anna")
        .containsPattern(
            "<authentication>OAuth2</authentication>\\s*"
                + "<authentication>password-cleartext</authentication>");
    assertThat(SettingsExport.AUTOCONFIG.text(SettingsSamples.of("wp"), "en"))
        .contains("<username>%EMAILLOCALPART%</username>");
  }

  @ParameterizedTest
  @CsvSource({
    "ovh-mxplan, EmailTypeIMAP, imap.mail.ovh.net, 993, anna@firma.pl, smtp.mail.ovh.net, 465",
    "wp, EmailTypeIMAP, imap.wp.pl, 993, anna, smtp.wp.pl, 465",
    "google, EmailTypeIMAP, imap.gmail.com, 993, anna@firma.pl, smtp.gmail.com, 465",
    "icloud, EmailTypeIMAP, imap.mail.me.com, 993, anna@firma.pl, smtp.mail.me.com, 587"
  })
  void theProfileHasTheAccount(
      String service, String type, String in, int inPort, String user, String out, int outPort)
      throws Exception {
    Map<String, Object> profile = plist(SettingsSamples.of(service));
    Map<?, ?> payload = (Map<?, ?>) ((List<?>) profile.get("PayloadContent")).getFirst();
    assertThat(profile).containsEntry("PayloadType", "Configuration");
    assertThat(payload.get("PayloadType")).isEqualTo("com.apple.mail.managed");
    assertThat(payload.get("EmailAccountType")).isEqualTo(type);
    assertThat(payload.get("EmailAddress")).isEqualTo("anna@firma.pl");
    assertThat(payload.get("IncomingMailServerHostName")).isEqualTo(in);
    assertThat(payload.get("IncomingMailServerPortNumber")).isEqualTo(inPort);
    assertThat(payload.get("IncomingMailServerUsername")).isEqualTo(user);
    assertThat(payload.get("IncomingMailServerUseSSL")).isEqualTo(true);
    assertThat(payload.get("IncomingMailServerAuthentication")).isEqualTo("EmailAuthPassword");
    assertThat(payload.get("OutgoingMailServerHostName")).isEqualTo(out);
    assertThat(payload.get("OutgoingMailServerPortNumber")).isEqualTo(outPort);
    assertThat(payload.get("OutgoingMailServerUseSSL")).isEqualTo(true);
    assertThat(payload.get("OutgoingPasswordSameAsIncomingPassword")).isEqualTo(true);
    assertThat(payload.keySet().stream().map(String::valueOf))
        .as("no password")
        .doesNotContain("IncomingPassword", "OutgoingPassword", "Password");
  }

  /// A mail account of Apple's knows no window of the service; one of Exchange does.
  @Test
  void whereOnlyAWindowSignsInTheProfileIsForExchange() throws Exception {
    Map<?, ?> payload =
        (Map<?, ?>)
            ((List<?>) plist(SettingsSamples.of("microsoft365")).get("PayloadContent")).getFirst();
    assertThat(payload.get("PayloadType")).isEqualTo("com.apple.eas.account");
    assertThat(payload.get("Host")).isEqualTo("outlook.office365.com");
    assertThat(payload.get("OAuth")).isEqualTo(true);
    assertThat(payload.get("UserName")).isEqualTo("anna@firma.pl");
  }

  @Test
  void theSameAccountHasTheSameIdentifiersAndAnotherHasOthers() throws Exception {
    Map<String, Object> one = plist(SettingsSamples.of("ovh-mxplan"));
    Map<String, Object> again = plist(SettingsSamples.of("ovh-mxplan"));
    Map<String, Object> domain = plist(SettingsSamples.ofDomain("ovh-mxplan"));
    assertThat(one).isEqualTo(again);
    assertThat(one.get("PayloadUUID"))
        .isEqualTo(plist(SettingsSamples.of("wp")).get("PayloadUUID"))
        .isNotEqualTo(domain.get("PayloadUUID"));
    Map<?, ?> payload = (Map<?, ?>) ((List<?>) one.get("PayloadContent")).getFirst();
    assertThat(payload.get("PayloadUUID")).isNotEqualTo(one.get("PayloadUUID"));
    assertThat(String.valueOf(one.get("PayloadUUID")))
        .matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}");
  }

  /// The device asks for what is not there.
  @Test
  void ofADomainNobodysAddressStandsInAFile() throws Exception {
    Map<?, ?> payload =
        (Map<?, ?>)
            ((List<?>) plist(SettingsSamples.ofDomain("ovh-mxplan")).get("PayloadContent"))
                .getFirst();
    assertThat(payload.keySet().stream().map(String::valueOf))
        .doesNotContain("EmailAddress", "IncomingMailServerUsername", "OutgoingMailServerUsername");
    assertThat(SettingsExport.AUTODISCOVER.text(SettingsSamples.ofDomain("ovh-mxplan"), "en"))
        .doesNotContain("LoginName", "%");
  }

  /// The words of a hostile domain stay words.
  @ParameterizedTest
  @EnumSource(SettingsExport.class)
  void hostileWordsBecomeNoMarkup(SettingsExport export) throws Exception {
    String file = export.text(SettingsSamples.hostile(), "pl");
    assertThat(file).doesNotContain("<b>", "\u001b", "\u202e");
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(withoutDoctype(file))));
  }

  @ParameterizedTest
  @CsvSource({
    "ovh-exchange, MOBILECONFIG, false",
    "ovh-exchange, AUTOCONFIG, false",
    "ovh-email-pro, AUTODISCOVER, false",
    "ovh-exchange-ca, MOBILECONFIG, true",
    "outlook-com, AUTOCONFIG, true",
    "proton, MOBILECONFIG, false"
  })
  void aFileIsMadeOnlyOfWholeNames(String service, SettingsExport export, boolean possible) {
    MailSettings settings =
        service.equals("proton") ? SettingsSamples.bridge() : SettingsSamples.of(service);
    assertThat(export.possible(settings)).isEqualTo(possible);
    if (!possible) {
      assertThatThrownBy(() -> export.text(settings, "en"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static String withoutDoctype(String file) {
    return file.replaceFirst("<!DOCTYPE[^>]*>", "");
  }

  private static Map<String, Object> plist(MailSettings settings) throws Exception {
    String file = SettingsExport.MOBILECONFIG.text(settings, "en");
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(withoutDoctype(file))))
            .getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("plist");
    @SuppressWarnings("unchecked")
    Map<String, Object> dict = (Map<String, Object>) value(children(root).getFirst());
    return dict;
  }

  private static @Nullable Object value(Element element) {
    return switch (element.getTagName()) {
      case "dict" -> {
        Map<String, @Nullable Object> dict = new HashMap<>();
        List<Element> children = children(element);
        for (int i = 0; i < children.size(); i += 2) {
          assertThat(children.get(i).getTagName()).isEqualTo("key");
          assertThat(dict.put(children.get(i).getTextContent(), value(children.get(i + 1))))
              .isNull();
        }
        yield dict;
      }
      case "array" -> children(element).stream().map(SettingsExportTest::value).toList();
      case "string" -> element.getTextContent();
      case "integer" -> Integer.valueOf(element.getTextContent());
      case "true" -> true;
      case "false" -> false;
      default -> throw new AssertionError(element.getTagName());
    };
  }

  private static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    for (Node each = element.getFirstChild(); each != null; each = each.getNextSibling()) {
      if (each instanceof Element child) {
        children.add(child);
      }
    }
    return children;
  }
}
