package org.mailmedic.knowledge.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class ProvidersTest {
  /// The contract's example.
  private static final String ACME =
      """
      id: acme-mail
      name: Acme Mail
      detect: {mx: ["mx*.acme.test"]}
      redirectOnly: ["redirect.acme.test"]
      mx:
        - {host: mx2.acme.test, priority: 5}
        - {host: MX1.acme.test., priority: 1}
      spf: "include:spf.acme.test"
      dkim: {selectors: [acme1, acme2]}
      username: address
      imap:       [{host: imap.acme.test, port: 993, security: tls}]
      pop:        [{host: pop.acme.test, port: 995, security: tls}]
      submission: [{host: smtp.acme.test, port: 465, security: tls}, {host: smtp.acme.test, port: 587, security: starttls}]
      activesync: []
      webmail: "https://webmail.acme.test/"
      limits: {perAccountPerHour: 200, perAddressPerHour: 300, messageBytes: 104857600}
      status: {type: statuspage, url: "https://status.acme.test/", components: ["Emails"]}
      panel: {type: ovhcloud, product: mxplan}
      guide: {password: "Web Cloud > Emails", account-status: {pl: "Web Cloud > E-maile"}}
      """;

  private static ProviderProfile read(String yaml) throws ProfileProblem {
    return ProfileReader.read(
        (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  @Test
  void theContractsExampleIsRead() throws ProfileProblem {
    ProviderProfile acme = read(ACME);
    assertThat(acme.mx())
        .containsExactly(
            new ProviderProfile.Mx("mx1.acme.test", 1), new ProviderProfile.Mx("mx2.acme.test", 5));
    assertThat(acme.submission().getLast())
        .isEqualTo(new ProviderProfile.Endpoint("smtp.acme.test", 587, "starttls"));
    assertThat(acme.limits()).containsEntry("messageBytes", 104857600L);
    assertThat(acme.guide())
        .containsEntry("password", Map.of("", "Web Cloud > Emails"))
        .containsEntry("account-status", Map.of("pl", "Web Cloud > E-maile"));
    assertThat(acme.takesMailAt("mx17.acme.test")).isTrue();
    assertThat(acme.takesMailAt("smtp.acme.test")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "name: Acme | id",
        "id: Acme Mail | id",
        "id: a; detect: {mz: [a.test]} | detect.mz",
        "id: a; detect: {mx: ['mx .acme.test']} | detect.mx",
        "id: a; redirectonly: [a.test] | redirectonly",
        "id: a; mx: [{host: a.test}] | mx[0].priority",
        "id: a; mx: [{host: a.test, priority: 1}, {host: a.test, prio: 1}] | mx[1].prio",
        "id: a; imap: [{host: a.test, port: 99999, security: tls}] | imap[0].port",
        "id: a; imap: [{host: a.test, port: 993, security: ssl}] | imap[0].security",
        "id: a; webmail: 'javascript:alert(1)' | webmail",
        "id: a; limits: {perHour: 1} | limits.perHour",
        "id: a; username: phone | username",
        "id: a; signIn: [password, telepathy] | signIn",
        "id: a; signIn: [oauth, oauth] | signIn",
        "id: a; detect: {domains: [a b.test]} | detect.domains"
      })
  void whatIsWrongIsNamed(String yaml, String key) {
    ProfileProblem problem =
        catchThrowableOfType(ProfileProblem.class, () -> read(yaml.replace("; ", "\n")));
    assertThat(problem.key()).isEqualTo(key);
  }

  @Test
  void anUnknownKeyComesWithThoseThatAreKnownInItsPlace() {
    ProfileProblem problem =
        catchThrowableOfType(ProfileProblem.class, () -> read("id: a\nlimits: {perHour: 1}"));
    assertThat(problem.known())
        .containsExactly(
            "limits.messageBytes", "limits.perAccountPerHour", "limits.perAddressPerHour");
  }

  @Test
  void theBuiltInOnesSurviveTheBuild() {
    Providers providers = Providers.builtIn();
    assertThat(providers.ids())
        .contains(
            "ovh-mxplan", "ovh-email-pro", "ovh-exchange", "ovh-zimbra", "google", "microsoft365")
        .hasSizeGreaterThanOrEqualTo(20);
    ProviderProfile mxplan = providers.find("ovh-mxplan").orElseThrow();
    assertThat(mxplan.mx()).hasSize(5).contains(new ProviderProfile.Mx("mx4.mail.ovh.net", 200));
    assertThat(mxplan.spf()).isEqualTo("include:mx.ovh.com");
    assertThat(mxplan.limits()).containsEntry("perAddressPerHour", 300L);
    assertThat(mxplan.panel()).isEqualTo(new ProviderProfile.Panel("ovhcloud", "mxplan"));
    assertThat(mxplan.guide().get("password")).containsKeys("en", "pl");
  }

  @ParameterizedTest
  @CsvSource({
    "gmail.com, google",
    "hotmail.co.uk, outlook-com",
    "wp.pl, wp",
    "o2.pl, o2",
    "gmx.de, gmx",
    "gmx.com, gmx-com",
    "ya.ru, yandex",
    "me.com, icloud",
    "example.com, ",
    "notgmail.com, "
  })
  void aDomainOnWhichAServiceGivesOutAddressesIsItsOwn(String domain, String id) {
    assertThat(Providers.builtIn().ofDomain(domain).map(ProviderProfile::id).orElse(null))
        .isEqualTo(id);
  }

  @Test
  void noDomainBelongsToTwoServices() {
    java.util.Map<String, String> owners = new java.util.HashMap<>();
    for (ProviderProfile profile : Providers.builtIn().all()) {
      for (String domain : profile.domains()) {
        assertThat(owners.put(domain, profile.id())).as(domain).isNull();
      }
    }
  }

  @Test
  void aGuideIsGivenInTheLanguageElseInTheOneForAllElseInEnglish() throws ProfileProblem {
    ProviderProfile profile =
        read(
            "id: a\nguide: {en: {password: Here, status: There}, pl: {password: Tu}, bridge: All}");
    assertThat(profile.guide("password", "pl")).isEqualTo("Tu");
    assertThat(profile.guide("status", "pl")).isEqualTo("There");
    assertThat(profile.guide("bridge", "pl")).isEqualTo("All");
    assertThat(profile.guide("nothing", "pl")).isNull();
    assertThat(profile.signIn()).containsExactly(ProviderProfile.SignIn.PASSWORD);
    assertThat(read("id: a\nsignIn: [oauth, app-password]").signIn())
        .containsExactly(ProviderProfile.SignIn.OAUTH, ProviderProfile.SignIn.APP_PASSWORD);
  }

  /// A profile that does not know its own MX would call them foreign.
  @Test
  void everyServiceTakesMailAtItsOwnHostsAndOnlyThere() {
    for (ProviderProfile profile : Providers.builtIn().all()) {
      assertThat(profile.mxGlobs()).as(profile.id()).isNotEmpty();
      for (ProviderProfile.Mx mx : profile.mx()) {
        assertThat(profile.mxGlobs().stream().anyMatch(glob -> Glob.matches(glob, mx.host())))
            .as(profile.id() + " " + mx.host())
            .isTrue();
        assertThat(profile.redirectsAt(mx.host())).isFalse();
        assertThat(Providers.builtIn().filter(mx.host())).isEmpty();
      }
    }
  }

  @Test
  void onesOwnProfileTakesThePlaceOfABuiltInOne() throws ProfileProblem {
    Providers providers =
        Providers.builtIn()
            .with(
                java.util.List.of(
                    read("id: google\nname: Ours\ndetect: {mx: [mx1.mail.ovh.net]}")));
    assertThat(providers.find("google").orElseThrow().name()).isEqualTo("Ours");
    assertThat(providers.owner("mx1.mail.ovh.net").orElseThrow().id()).isEqualTo("google");
  }

  @ParameterizedTest
  @CsvSource({
    "mx*.acme.test, mx1.acme.test, true",
    "mx*.acme.test, mx.acme.test, true",
    "mx*.acme.test, mx1.acme.test.evil.test, false",
    "*.home.pl, serwer123.home.pl, true",
    "*.home.pl, home.pl, false",
    "mx?.a.test, mx12.a.test, false",
    "a?b.test, a.b.test, false",
    "*, anything.at.all, true",
    "*a*b*c, xxaxxbxxbxxc, true",
    "*a*b*c, xxaxxcxxb, false"
  })
  void globs(String glob, String name, boolean matches) {
    assertThat(Glob.matches(glob, name)).isEqualTo(matches);
  }
}
