package org.mailmedic.protocol.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmedic.protocol.registration.RegistryAnswer.Kind;

class RdapReaderTest {

  private static RegistryAnswer read(String json) {
    return RdapReader.read("example.test", json);
  }

  @Test
  void aDomainIsReadWithItsStatusDatesRegistrarAndNameServers() {
    RegistryAnswer seen =
        read(
            """
            {"objectClassName": "domain", "ldhName": "EXAMPLE.TEST.", "handle": "D1",
             "status": ["client hold", "client transfer prohibited", "redemption period", null, {}],
             "events": [{"eventAction": "registration", "eventDate": "2001-01-01T00:00:00Z"},
                        {"eventAction": "expiration", "eventDate": "2026-12-01T00:00:00+01:00"},
                        {"eventAction": "last changed"}, "odd"],
             "nameservers": [{"objectClassName": "nameserver", "ldhName": "NS1.Example.TEST"}, {}],
             "entities": [
               {"roles": ["technical"], "vcardArray": ["vcard", [["fn", {}, "text", "Somebody"]]]},
               {"roles": ["registrar"], "handle": "292",
                "vcardArray": ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", "Example Registrar, Inc."]]]}]}
            """);
    assertThat(seen.kind()).isEqualTo(Kind.REGISTERED);
    assertThat(seen.status())
        .containsExactly("client hold", "client transfer prohibited", "redemption period");
    assertThat(seen.states())
        .containsExactlyInAnyOrder(DomainState.CLIENT_HOLD, DomainState.REDEMPTION);
    assertThat(seen.expires()).isEqualTo(Instant.parse("2026-11-30T23:00:00Z"));
    assertThat(seen.registrar()).isEqualTo("Example Registrar, Inc.");
    assertThat(seen.nameServers()).containsExactly("ns1.example.test");
  }

  @Test
  void theEarlierOfTwoExpirationsCounts() {
    RegistryAnswer seen =
        read(
            """
            {"objectClassName": "domain", "events": [
              {"eventAction": "expiration", "eventDate": "2027-11-01T00:00:00Z"},
              {"eventAction": "registrar expiration", "eventDate": "2026-11-01T00:00:00Z"}]}
            """);
    assertThat(seen.expires()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
  }

  @Test
  void errorsInTheBodyAreWhatTheySay() {
    assertThat(read("{\"errorCode\": 404, \"title\": \"Not Found\"}").kind())
        .isEqualTo(Kind.NOT_FOUND);
    assertThat(read("{\"errorCode\": 429, \"title\": \"Slow down\"}").kind())
        .isEqualTo(Kind.REFUSED);
    assertThat(read("{\"errorCode\": 500}").kind()).isEqualTo(Kind.UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "<html>",
        "{",
        "{}",
        "{\"objectClassName\": \"nameserver\"}",
        "{\"objectClassName\": \"domain\", \"ldhName\": \"other.test\"}",
        "{\"objectClassName\": \"domain\", \"ldhName\": \"example.test\"",
      })
  void whatIsNoAnswerToTheQuestionSaysNothing(String json) {
    assertThat(read(json).kind()).isEqualTo(Kind.UNREADABLE);
  }

  @Test
  void whatIsNestedWithoutEndOrLongWithoutEndIsSurvived() {
    String deep = "{\"objectClassName\": \"domain\", \"status\": " + "[".repeat(100_000);
    assertThat(read(deep).kind()).isEqualTo(Kind.UNREADABLE);
    String closed =
        "{\"objectClassName\": \"domain\", \"status\": "
            + "[".repeat(200)
            + "]".repeat(200)
            + ", \"x\": 1}";
    assertThat(read(closed).kind()).isEqualTo(Kind.REGISTERED);
    String many =
        "{\"objectClassName\": \"domain\", \"status\": [" + "\"ok\",".repeat(200_000) + "\"ok\"]}";
    assertThat(read(many).status()).hasSize(RegistryLimits.ITEMS);
  }

  @Test
  void controlCharactersDoNotGetThrough() {
    RegistryAnswer seen =
        read("{\"objectClassName\": \"domain\", \"status\": [\"client\\u001b[31m\\nhold\"]}");
    assertThat(seen.status()).containsExactly("client [31m hold");
  }
}
