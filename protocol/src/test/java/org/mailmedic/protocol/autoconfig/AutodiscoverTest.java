package org.mailmedic.protocol.autoconfig;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.protocol.autoconfig.PublishedServer.Security;
import org.mailmedic.protocol.autoconfig.ReadSettings.State;

class AutodiscoverTest {
  private static String answer(String account) {
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?><Autodiscover xmlns=\"http://schemas"
        + ".microsoft.com/exchange/autodiscover/responseschema/2006\"><Response xmlns=\"http://"
        + "schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a\">"
        + account
        + "</Response></Autodiscover>";
  }

  private static String protocol(String type, String fields) {
    return answer(
        "<Account><AccountType>email</AccountType><Action>settings</Action><Protocol><Type>"
            + type
            + "</Type><Server>Mail.example.net</Server><LoginName>anna@florist.example</LoginName>"
            + fields
            + "</Protocol></Account>");
  }

  @ParameterizedTest
  @CsvSource({
    "IMAP, 993, on, '', 993, TLS",
    "IMAP, '', on, SSL, 993, TLS",
    "IMAP, '', '', TLS, 143, STARTTLS",
    "IMAP, 143, off, '', 143, NONE",
    "IMAP, 143, on, Auto, 143, STARTTLS",
    "POP3, 995, on, '', 995, TLS",
    "SMTP, 587, off, TLS, 587, STARTTLS",
    "SMTP, 587, on, '', 587, STARTTLS",
    "SMTP, '', '', None, 587, NONE",
    "SMTP, 465, on, SSL, 465, TLS",
  })
  void readsEncryptionAsOutlookDoes(
      String type, String port, String ssl, String encryption, int expected, Security security) {
    ReadSettings read =
        Autodiscover.read(
            protocol(
                type,
                "<Port>%s</Port><SSL>%s</SSL><Encryption>%s</Encryption>"
                    .formatted(port, ssl, encryption)));
    assertThat(read.state()).isEqualTo(State.SETTINGS);
    assertThat(read.servers()).hasSize(1);
    PublishedServer server = read.servers().getFirst();
    assertThat(server.host()).isEqualTo("mail.example.net");
    assertThat(server.port()).isEqualTo(expected);
    assertThat(server.security()).isEqualTo(security);
    assertThat(server.username()).isEqualTo("anna@florist.example");
  }

  @Test
  void readsWhereToAskInstead() {
    ReadSettings url =
        Autodiscover.read(
            answer(
                "<Account><Action>redirectUrl</Action><RedirectUrl>https://other.example/a.xml"
                    + "</RedirectUrl></Account>"));
    assertThat(url.state()).isEqualTo(State.OTHER_URL);
    assertThat(url.next()).isEqualTo("https://other.example/a.xml");
    ReadSettings address =
        Autodiscover.read(
            answer(
                "<Account><Action>redirectAddr</Action><RedirectAddr>anna@other.example"
                    + "</RedirectAddr></Account>"));
    assertThat(address.state()).isEqualTo(State.OTHER_ADDRESS);
    assertThat(address.next()).isEqualTo("anna@other.example");
  }

  @ParameterizedTest
  @CsvSource({
    "<Error><ErrorCode>500</ErrorCode></Error>, NONE",
    "<Account><Action>settings</Action></Account>, SETTINGS",
    "<Else/>, BROKEN",
  })
  void tellsAnswersApart(String inside, State state) {
    assertThat(Autodiscover.read(answer(inside)).state()).isEqualTo(state);
  }

  @Test
  void aWebPageIsNoAnswer() {
    assertThat(Autodiscover.read("<html/>").state()).isEqualTo(State.FOREIGN);
    assertThat(Autodiscover.read("<Autodiscover>").state()).isEqualTo(State.BROKEN);
    assertThat(Autodiscover.read("<Autodiscover/>").state()).isEqualTo(State.BROKEN);
  }

  @Test
  void asksForAnAddressThatCanNotBreakOut() {
    String request = Autodiscover.request("a&b<c>@florist.example");
    assertThat(request)
        .contains("<EMailAddress>a&amp;b&lt;c&gt;@florist.example</EMailAddress>")
        .contains("outlook/responseschema/2006a</AcceptableResponseSchema>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"Protocol\":\"ActiveSync\",\"Url\":\"https://a.example/x\"} | SETTINGS | 1",
        "{\"ErrorCode\":\"UserNotFound\",\"ErrorMessage\":\"no\"} | NONE | 0",
        "{} | FOREIGN | 0",
        "[] | FOREIGN | 0",
        "<html/> | FOREIGN | 0",
        "{\"Url\": | FOREIGN | 0",
      })
  void readsTheJsonForm(String json, State state, int pages) {
    ReadSettings read = AutodiscoverJson.read(json);
    assertThat(read.state()).isEqualTo(state);
    assertThat(read.pages()).hasSize(pages);
  }

  @Test
  void readsPacc() {
    ReadSettings read =
        UserAgentConfiguration.read(
            """
            {"protocols": {"imap": {"host": "imap.example.net"}, "smtp": {"host": "smtp.example.net"},
             "jmap": {"url": "https://jmap.example.net/"}},
             "authentication": {"password": true, "oauth-public": {"issuer": "https://x.example"}},
             "info": {"provider": {"name": "Florist"}}}\
            """);
    assertThat(read.state()).isEqualTo(State.SETTINGS);
    assertThat(read.name()).isEqualTo("Florist");
    assertThat(read.servers()).extracting(PublishedServer::port).containsExactly(993, 465);
    assertThat(read.servers().getFirst().authentication())
        .containsExactly("password", "oauth-public");
    assertThat(read.pages())
        .containsExactly(new PublishedPage("jmap", "https://jmap.example.net/"));
    assertThat(UserAgentConfiguration.read("{\"a\":1}").state()).isEqualTo(State.FOREIGN);
    assertThat(UserAgentConfiguration.read("{\"protocols\":{\"imap\":{\"host\":\"\"}}}").problems())
        .containsExactly("protocols.IMAP: host");
  }
}
