package org.mailmedic.protocol.autoconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.protocol.autoconfig.PublishedServer.Protocol;
import org.mailmedic.protocol.autoconfig.PublishedServer.Security;
import org.mailmedic.protocol.autoconfig.ReadSettings.State;

class ClientConfigTest {
  private static final Account ANNA = new Account("anna", "florist.example");

  private static String config(String servers) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><clientConfig version=\"1.1\">"
        + "<emailProvider id=\"florist.example\"><domain>%EMAILDOMAIN%</domain>"
        + "<displayName>Florist</displayName>"
        + servers
        + "</emailProvider></clientConfig>";
  }

  private static String server(String type, String host, String port, String socket, String user) {
    String element = type.equals("smtp") ? "outgoingServer" : "incomingServer";
    return "<%s type=\"%s\"><hostname>%s</hostname><port>%s</port><socketType>%s</socketType>"
            .formatted(element, type, host, port, socket)
        + "<username>%s</username><authentication>password-cleartext</authentication></%s>"
            .formatted(user, element);
  }

  @Test
  void readsServersInOrderWithPlaceholdersFilledIn() {
    ReadSettings read =
        ClientConfig.read(
            ANNA,
            config(
                server("imap", "IMAP.%EMAILDOMAIN%", "993", "SSL", "%EMAILADDRESS%")
                    + server("pop3", "pop.example.net.", "110", "STARTTLS", "%EMAILLOCALPART%")
                    + server("smtp", "smtp.example.net", "587", "plain", "x-%EMAILLOCALPART%")));
    assertThat(read.state()).isEqualTo(State.SETTINGS);
    assertThat(read.name()).isEqualTo("Florist");
    assertThat(read.domains()).containsExactly("florist.example");
    List<String> password = List.of("password-cleartext");
    assertThat(read.servers())
        .containsExactly(
            new PublishedServer(
                Protocol.IMAP,
                "imap.florist.example",
                993,
                Security.TLS,
                "anna@florist.example",
                password),
            new PublishedServer(
                Protocol.POP3, "pop.example.net", 110, Security.STARTTLS, "anna", password),
            new PublishedServer(
                Protocol.SUBMISSION, "smtp.example.net", 587, Security.NONE, "x-anna", password));
  }

  @Test
  void leavesPlaceholdersOfTheMailboxWhereOnlyTheDomainIsKnown() {
    ReadSettings read =
        ClientConfig.read(
            new Account(null, "florist.example"),
            config(server("imap", "imap.%EMAILDOMAIN%", "993", "SSL", "%EMAILADDRESS%")));
    assertThat(read.servers().getFirst().host()).isEqualTo("imap.florist.example");
    assertThat(read.servers().getFirst().username()).isEqualTo("%EMAILADDRESS%");
  }

  @ParameterizedTest
  @CsvSource({
    "imap.example.net, 99999, SSL, incomingServer 1: port 99999",
    "imap.example.net, 0, SSL, incomingServer 1: port 0",
    "imap.example.net, x, SSL, incomingServer 1: port -1",
    "imap example net, 993, SSL, incomingServer 1: host imap example net",
    "'', 993, SSL, incomingServer 1: host",
    "imap..example, 993, SSL, incomingServer 1: host imap..example",
    "imap.example.net, 993, ROT13, incomingServer 1: encryption",
  })
  void namesWhatIsWrongWithAServer(String host, String port, String socket, String problem) {
    ReadSettings read = ClientConfig.read(ANNA, config(server("imap", host, port, socket, "u")));
    assertThat(read.servers()).isEmpty();
    assertThat(read.problems()).containsExactly(problem);
  }

  @Test
  void readsPagesOfOtherProtocols() {
    ReadSettings read =
        ClientConfig.read(
            ANNA,
            config(
                "<incomingServer type=\"jmap\"><url>https://jmap.example.net/session</url>"
                    + "</incomingServer><incomingServer type=\"exchange\">"
                    + "<ewsURL>https://ews.example.net/EWS/Exchange.asmx</ewsURL>"
                    + "</incomingServer>"));
    assertThat(read.pages())
        .containsExactly(
            new PublishedPage("jmap", "https://jmap.example.net/session"),
            new PublishedPage("ews", "https://ews.example.net/EWS/Exchange.asmx"));
  }

  @ParameterizedTest
  @CsvSource({
    "<!DOCTYPE html><html><body>Shop</body></html>, FOREIGN",
    "<html><body>Shop</body></html>, FOREIGN",
    "'', FOREIGN",
    "{}, FOREIGN",
    "<clientConfig version='1.1'>, BROKEN",
    "<clientConfig/>, BROKEN",
    "<clientConfig><emailProvider/></clientConfig>, SETTINGS",
    "<rss/>, FOREIGN",
  })
  void tellsSettingsFromOtherTexts(String text, State state) {
    assertThat(ClientConfig.read(ANNA, text).state()).isEqualTo(state);
  }

  @Test
  void followsNeitherDocumentTypesNorEntities() {
    String laughs =
        "<!DOCTYPE clientConfig [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
            + config(server("imap", "&b;.example.net", "993", "SSL", "u"));
    assertThat(ClientConfig.read(ANNA, laughs).state()).isEqualTo(State.BROKEN);
    String file =
        "<!DOCTYPE clientConfig SYSTEM \"file:///etc/hostname\">"
            + config(server("imap", "imap.example.net", "993", "SSL", "u"));
    assertThat(ClientConfig.read(ANNA, file).state()).isEqualTo(State.BROKEN);
    String include =
        config("<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"/etc/hostname\"/>");
    assertThat(ClientConfig.read(ANNA, include).servers()).isEmpty();
  }

  @Test
  void isBounded() {
    String deep = "<a>".repeat(100) + "</a>".repeat(100);
    assertThat(ClientConfig.read(ANNA, config(deep)).state()).isEqualTo(State.BROKEN);
    String many = server("imap", "imap.example.net", "993", "SSL", "u").repeat(600);
    assertThat(ClientConfig.read(ANNA, config(many)).servers()).hasSize(Limits.ITEMS);
    String wide = "<x/>".repeat(6_000);
    assertThat(ClientConfig.read(ANNA, config(wide)).state()).isEqualTo(State.BROKEN);
  }
}
