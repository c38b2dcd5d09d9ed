package org.mailmedic.knowledge.blocklists;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.knowledge.blocklists.Blocklist.Ask;
import org.mailmedic.knowledge.blocklists.Blocklist.Kind;
import org.mailmedic.protocol.ip.IpAddress;

class BlocklistsTest {
  private final Blocklists lists = Blocklists.builtIn();

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "zen.spamhaus.org, 127.0.0.2, abuse SBL",
        "zen.spamhaus.org, 127.0.0.3, abuse CSS",
        "zen.spamhaus.org, 127.0.0.7, abuse XBL",
        "zen.spamhaus.org, 127.0.0.9, abuse DROP",
        "zen.spamhaus.org, 127.0.0.10, policy PBL",
        "zen.spamhaus.org, 127.0.0.8, -",
        "zen.spamhaus.org, 127.0.1.2, -",
        "zen.spamhaus.org, 127.255.255.254, -",
        "dbl.spamhaus.org, 127.0.1.2, abuse",
        "dbl.spamhaus.org, 127.0.1.104, minor abused",
        "dbl.spamhaus.org, 127.0.1.255, refused",
        "multi.surbl.org, 127.0.0.1, refused",
        "multi.surbl.org, 127.0.0.8, abuse PH",
        "multi.surbl.org, 127.0.0.80, abuse MW; abuse ABUSE",
        "multi.surbl.org, 127.0.1.8, -",
        "multi.uribl.com, 127.0.0.1, refused",
        "multi.uribl.com, 127.0.0.4, notice grey",
        "dnsbl-3.uceprotect.net, 127.0.0.2, notice",
        "bl.spamcop.net, 127.0.0.2, abuse",
        "bl.spamcop.net, 127.0.0.3, -",
        "combined.mail.abusix.zone, 127.0.0.12, policy policy"
      })
  void answersAreReadAsDocumented(String zone, String answer, String meaning) {
    Blocklist list = lists.find(zone).orElseThrow();
    List<String> read =
        list.read(IpAddress.parse(answer)).stream()
            .map(code -> code.meaning().id() + (code.part() == null ? "" : " " + code.part()))
            .toList();
    assertThat(String.join("; ", read)).isEqualTo(meaning == null ? "" : meaning);
  }

  @Test
  void listsThatWereShutDownAreKnownAndNeverAsked() {
    for (String zone : List.of("dnsbl.sorbs.net", "ix.dnsbl.manitu.net", "dnsbl.ahbl.org")) {
      assertThat(lists.find(zone).orElseThrow().ask()).as(zone).isEqualTo(Ask.SHUT_DOWN);
    }
    assertThat(lists.of(Kind.IP, Ask.ALWAYS)).noneMatch(list -> list.name().equals("SORBS"));
  }

  @Test
  void whatIsAskedUnaskedIsDocumentedAndWantsNoKey() {
    for (Blocklist list : lists.all()) {
      if (list.ask() == Ask.ALWAYS || list.ask() == Ask.NAMED) {
        assertThat(list.codes()).as(list.id()).isNotEmpty();
        assertThat(list.removal()).as(list.id()).startsWith("https://");
      }
    }
    assertThat(lists.of(Kind.IP, Ask.ALWAYS)).hasSizeBetween(5, 15);
    assertThat(lists.of(Kind.DOMAIN, Ask.ALWAYS)).hasSizeBetween(3, 10);
  }

  @Test
  void aKeyIsNeverShown() {
    String zone = "s3cretkey.zen.dq.spamhaus.net";
    Blocklist list = lists.find(zone).orElseThrow();
    assertThat(list.id()).isEqualTo("spamhaus-zen");
    assertThat(list.shown(zone)).isEqualTo("*.zen.dq.spamhaus.net");
    assertThat(list.shown("zen.spamhaus.org")).isEqualTo("zen.spamhaus.org");
    assertThat(lists.find("a.b.zen.dq.spamhaus.net")).isEmpty();
    assertThat(lists.find(".zen.dq.spamhaus.net")).isEmpty();
  }

  @Test
  void repliesNameLists() {
    assertThat(lists.namedIn("550 blocked, see http://www.uceprotect.net/rblcheck.php", Kind.IP))
        .extracting(Blocklist::id)
        .contains("uceprotect-2", "uceprotect-3")
        .doesNotContain("spamcop");
    assertThat(lists.namedIn("550 5.1.1 User unknown", Kind.IP)).isEmpty();
  }
}
