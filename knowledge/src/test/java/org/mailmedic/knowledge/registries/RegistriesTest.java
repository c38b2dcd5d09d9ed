package org.mailmedic.knowledge.registries;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegistriesTest {
  private final Registries registries = Registries.builtIn();

  @Test
  void rdapServersAreFoundByTld() {
    assertThat(registries.rdap("com")).contains("https://rdap.verisign.com/com/v1/");
    assertThat(registries.rdap("net")).contains("https://rdap.verisign.com/net/v1/");
    assertThat(registries.rdap("org")).contains("https://rdap.publicinterestregistry.org/rdap/");
    assertThat(registries.rdap("kg")).contains("http://rdap.cctld.kg/");
    assertThat(registries.rdap("fj")).contains("https://www.rdap.fj/");
    assertThat(registries.rdap("xn--p1acf")).contains("https://rdap.nic.xn--p1acf/");
    assertThat(registries.rdap("de")).contains("https://rdap.denic.de/");
    assertThat(registries.rdap("test")).isEmpty();
    assertThat(registries.rdap("")).isEmpty();
    assertThat(registries.rdap("https://rdap.fi/rdap/rdap/")).isEmpty();
  }

  @Test
  void whoisServersAreFoundByTld() {
    assertThat(registries.whois("it")).contains(new WhoisServer("whois.nic.it", "{domain}"));
    assertThat(registries.whois("de").orElseThrow().line("example.de"))
        .isEqualTo("-T dn,ace example.de");
    assertThat(registries.whois("jp").orElseThrow().line("example.jp")).isEqualTo("example.jp/e");
    assertThat(registries.whois("ac")).isPresent();
    assertThat(registries.whois("zm")).isPresent();
    assertThat(registries.whois("com")).isEmpty();
    assertThat(registries.whois("test")).isEmpty();
  }

  @Test
  void registrableDomainIsOneLabelMoreThanTheSuffix() {
    String[][] table = {
      // domain, registrable (null: itself a suffix)
      {"example.com", "example.com"},
      {"mail.example.com", "example.com"},
      {"mail.example.co.uk", "example.co.uk"},
      {"co.uk", null},
      {"com", null},
      {"_mta-sts.mail.example.com.pl", "example.com.pl"},
      {"a.b.kawasaki.jp", "a.b.kawasaki.jp"},
      {"b.kawasaki.jp", null},
      {"shop.city.kawasaki.jp", "city.kawasaki.jp"},
      {"x.www.ck", "www.ck"},
      {"x.y.ck", "x.y.ck"},
      {"y.ck", null},
      {"foo.github.io", "github.io"},
      {"mail.shop.test", "shop.test"},
      {"shop.test", "shop.test"},
      {"test", null},
      {"anna.xn--p1ai", "anna.xn--p1ai"},
    };
    for (String[] row : table) {
      assertThat(PublicSuffixes.registrableDomain(row[0]).orElse(null))
          .as(row[0])
          .isEqualTo(row[1]);
    }
  }

  @Test
  void typingErrorsOfWellKnownDomainsAreRecognised() {
    String[][] table = {
      {"gmial.com", "gmail.com"},
      {"gmai.com", "gmail.com"},
      {"gnail.com", "gmail.com"},
      {"gmail.con", "gmail.com"},
      {"hotmial.com", "hotmail.com"},
      {"outlok.com", "outlook.com"},
      {"orange.ft", "orange.fr"},
      {"wp.lp", "wp.pl"},
      {"gmail.com", null},
      {"example.com", null},
      {"o3.pl", "o2.pl"},
      {"mailmedic.org", null},
      {"a".repeat(200) + ".com", null},
    };
    for (String[] row : table) {
      assertThat(MailDomains.near(row[0]).orElse(null)).as(row[0]).isEqualTo(row[1]);
    }
  }
}
