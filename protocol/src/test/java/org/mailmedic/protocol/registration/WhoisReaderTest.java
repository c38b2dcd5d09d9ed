package org.mailmedic.protocol.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmedic.protocol.registration.RegistryAnswer.Kind;

class WhoisReaderTest {

  private static RegistryAnswer read(String text) {
    return WhoisReader.read("example.test", text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-12-01T10:20:30Z             | 2026-12-01T10:20:30Z
          2026-12-01T10:20:30.123456Z      | 2026-12-01T10:20:30Z
          2026-12-01T10:20:30+02:00        | 2026-12-01T08:20:30Z
          2026-12-31 23:59:59+02           | 2026-12-31T21:59:59Z
          2026-12-01 10:20:30 -0300        | 2026-12-01T13:20:30Z
          2026-12-01 10:20:30 CLST         | 2026-12-01T10:20:30Z
          2026-12-01                       | 2026-12-01T23:59:59Z
          2026.05.18 12:00:00              | 2026-05-18T12:00:00Z
          2026/12/31                       | 2026-12-31T23:59:59Z
          2026. 12. 31.                    | 2026-12-31T23:59:59Z
          2027-Jan-01.                     | 2027-01-01T23:59:59Z
          20270101                         | 2027-01-01T23:59:59Z
          31.8.2027 00:00:00               | 2027-08-31T00:00:00Z
          31/12/2026 23:59                 | 2026-12-31T23:59:00Z
          05/06/2026                       | 2026-06-05T23:59:59Z
          12/31/2026                       | 2026-12-31T23:59:59Z
          21-Nov-2026                      | 2026-11-21T23:59:59Z
          15-dec-2026 12:00:00             | 2026-12-15T12:00:00Z
          31 December 2026                 | 2026-12-31T23:59:59Z
          December 31 2026                 | 2026-12-31T23:59:59Z
          2nd Feb, 2026                    | 2026-02-02T23:59:59Z
          """)
  void datesAreReadInTheFormsThatRegistriesUse(String text, Instant expected) {
    assertThat(RegistryDate.read(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "never", "31.02.2026", "2026-13-01", "99/99/9999", "1.1.26", "no"})
  void whatIsNoDateIsNone(String text) {
    assertThat(RegistryDate.read(text)).isNull();
  }

  @Test
  void theFormOfGenericTopLevelDomains() {
    RegistryAnswer seen =
        read(
            """
               Domain Name: EXAMPLE.TEST
               Registry Domain ID: 2336799_DOMAIN_COM-VRSN
               Registrar URL: http://res-dom.example
               Updated Date: 2025-08-14T07:01:39Z
               Creation Date: 1995-08-14T04:00:00Z
               Registry Expiry Date: 2026-08-13T04:00:00Z
               Registrar: RESERVED-Names Ltd
               Domain Status: clientDeleteProhibited https://icann.org/epp#clientDeleteProhibited
               Domain Status: clientHold https://icann.org/epp#clientHold
               Name Server: A.NS.EXAMPLE
               Name Server: B.NS.EXAMPLE.
            >>> Last update of whois database: 2026-11-24T09:00:00Z <<<

            NOTICE: The expiration date displayed in this record is the date the
            registrar's sponsorship expires. Excessive queries are blocked.
            """);
    assertThat(seen.kind()).isEqualTo(Kind.REGISTERED);
    assertThat(seen.expires()).isEqualTo(Instant.parse("2026-08-13T04:00:00Z"));
    assertThat(seen.status()).containsExactly("clientDeleteProhibited", "clientHold");
    assertThat(seen.states()).containsExactly(DomainState.CLIENT_HOLD);
    assertThat(seen.registrar()).isEqualTo("RESERVED-Names Ltd");
    assertThat(seen.nameServers()).containsExactly("a.ns.example", "b.ns.example");
    assertThat(seen.autoRenew()).isFalse();
  }

  @Test
  void theFormsOfCountryRegistries() {
    RegistryAnswer polish =
        read(
            """
            DOMAIN NAME:           example.test
            registrant type:       organization
            nameservers:           dns1.example. [192.0.2.1]
                                   dns2.example. [192.0.2.2]
            created:               2001.05.18 13:00:00
            renewal date:          2027.05.18 14:00:00

            REGISTRAR:
            Przykład SAS
            2 Rue Kellermann

            WHOIS database responses: https://dns.example/whois
            """);
    assertThat(polish.kind()).isEqualTo(Kind.REGISTERED);
    assertThat(polish.expires()).isEqualTo(Instant.parse("2027-05-18T14:00:00Z"));
    assertThat(polish.registrar()).isEqualTo("Przykład SAS");
    assertThat(polish.nameServers()).contains("dns1.example");

    RegistryAnswer british =
        read(
            """

                Domain name:
                    example.test

                Registrar:
                    Example Ltd [Tag = EX]

                Relevant dates:
                    Registered on: 14-Dec-2001
                    Expiry date:  14-Dec-2026

                Registration status:
                    Renewal required.
            """);
    assertThat(british.expires()).isEqualTo(Instant.parse("2026-12-14T23:59:59Z"));
    assertThat(british.states()).containsExactly(DomainState.GRACE);
    assertThat(british.registrar()).startsWith("Example Ltd");

    RegistryAnswer russian =
        read(
            "domain: EXAMPLE.TEST\nstate: REGISTERED, NOT DELEGATED, VERIFIED\npaid-till: 2026-12-31T21:00:00Z\n");
    assertThat(russian.states()).containsExactly(DomainState.INACTIVE);

    RegistryAnswer japanese =
        read(
            "[Domain Name]    EXAMPLE.TEST\n[Expires on]     2026/12/31\n[Status]         Suspended\n");
    assertThat(japanese.expires()).isEqualTo(Instant.parse("2026-12-31T23:59:59Z"));
    assertThat(japanese.states()).containsExactly(DomainState.SUSPENDED);

    RegistryAnswer finnish =
        read(
            "domain.............: example.test\nstatus.............: Grace Period\nexpires............: 31.8.2026 10:05:10\n");
    assertThat(finnish.expires()).isEqualTo(Instant.parse("2026-08-31T10:05:10Z"));
    assertThat(finnish.states()).containsExactly(DomainState.GRACE);

    RegistryAnswer taiwanese =
        read("Domain Name: example.test\n   Record expires on 2026-12-31 12:00:00 (UTC+8)\n");
    assertThat(taiwanese.expires()).isEqualTo(Instant.parse("2026-12-31T12:00:00Z"));

    RegistryAnswer german =
        read("Domain: example.test\nNserver: ns1.example\nStatus: redemptionPeriod\n");
    assertThat(german.states()).containsExactly(DomainState.REDEMPTION);

    RegistryAnswer italian = read("Domain:   example.test\nStatus:  inactive / clientHold\n");
    assertThat(italian.states()).isEqualTo(Set.of(DomainState.INACTIVE, DomainState.CLIENT_HOLD));
    assertThat(read("Domain: example.test\nStatus: ok\nAuto-renew: Yes\n").autoRenew()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No match for \"EXAMPLE.TEST\".\r\n>>> Last update of whois database: today <<<",
        "%% NOT FOUND",
        "example.test is free",
        "Domain:    example.test\nStatus:    AVAILABLE\n",
        "Domain: example.test\nStatus: free\n",
        "% nothing found",
        "No entries found for the selected source(s).",
        "No information available about domain name example.test in the registry database.",
        "We do not have an entry in our database matching your query.",
        "The domain has not been registered.",
        "Domain Status: No Object Found",
        "no match!!",
        "% This server limits queries; too many are refused.\n%\nNo Data Found\n",
      })
  void namesThatNobodyHas(String text) {
    assertThat(read(text).kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WHOIS LIMIT EXCEEDED - SEE WWW.REGISTRY.EXAMPLE FOR DETAILS",
        "%ERROR:201: access denied for 192.0.2.1",
        "Your connection limit exceeded. Please slow down and try again later.",
        "Requests of this client are not permitted. Please use https://registry.example/whois",
        "Too many requests",
        "% Query rate limit reached",
      })
  void serversThatDoNotWantToTellSayNothingOfTheName(String text) {
    assertThat(read(text).kind()).isEqualTo(Kind.REFUSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "<html><body>Domain not found</body></html>",
        "HTTP/1.1 404 Not Found\r\n\r\n",
        "Domain Name: OTHER.TEST\nRegistry Expiry Date: 2020-01-01\nNo match for other.test",
        "::::\n:\n[[[\n]",
      })
  void whatIsNoAnswerToTheQuestionSaysNothing(String text) {
    assertThat(read(text).kind()).isEqualTo(Kind.UNREADABLE);
  }

  @Test
  void textsInOtherCharactersAndWithoutEndAreRead() {
    byte[] latin =
        "Domain: example.test\nRegistrar: Société\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(WhoisReader.read("example.test", latin).registrar()).isEqualTo("Société");
    String many = "Name Server: ns.example\n".repeat(100_000);
    assertThat(read(many).nameServers()).hasSize(RegistryLimits.ITEMS);
    String wide = "Registrar: " + "a".repeat(1_000_000);
    assertThat(read(wide).registrar()).hasSize(RegistryLimits.TEXT);
  }
}
