package org.mailmedic.engine.rule.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mailmedic.engine.testkit.ScriptedServer.page;
import static org.mailmedic.engine.testkit.ScriptedServer.text;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.Attempt.Reason;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.Registration;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.probe.registration.RegistrationProbe;
import org.mailmedic.engine.testkit.FakeDns;
import org.mailmedic.engine.testkit.Rows;
import org.mailmedic.engine.testkit.ScriptedServer;
import org.mailmedic.engine.testkit.ScriptedServer.Script;
import org.mailmedic.engine.testkit.TestWorld;
import org.mailmedic.engine.world.DnsAnswer.Status;
import org.mailmedic.engine.world.RegistryServers;
import org.mailmedic.engine.world.live.LiveWorld;
import org.mailmedic.engine.world.live.WorldOptions;
import org.mailmedic.knowledge.causes.Level;
import org.xbill.DNS.Type;

@Timeout(30)
class RegistrationTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final String NAME = "example.test";

  private static FakeDns there() {
    return new FakeDns().status(NAME, Type.MX, Status.NODATA);
  }

  private static CaseFile look(
      String domain, FakeDns dns, @Nullable ScriptedServer rdap, @Nullable ScriptedServer whois) {
    RegistryServers registries =
        new RegistryServers(
            rdap == null ? Map.of() : Map.of("test", URI.create(rdap.base("http") + "/rdap/")),
            whois == null ? Map.of() : Map.of("test", whois.address()));
    try (var world = TestWorld.of(dns, registries, InstantSource.fixed(NOW))) {
      return TestWorld.gather(world, domain, Duration.ofSeconds(20), new RegistrationProbe(NAME));
    }
  }

  private static CaseFile rdap(FakeDns dns, Script script) {
    try (var server = ScriptedServer.http("127.0.0.41", script)) {
      return look(NAME, dns, server, null);
    }
  }

  private static List<Finding> findings(CaseFile file) {
    return new RegistrationRule().judge(file);
  }

  private static List<String> ids(CaseFile file) {
    return findings(file).stream().map(Finding::id).toList();
  }

  private static Attempt<Registration> attempt(CaseFile file) {
    return file.attempt(new EvidenceKey<>(Registration.class, NAME));
  }

  private static String domain(String status, String expires) {
    String words = status.isEmpty() ? "" : '"' + status.replace("+", "\",\"") + '"';
    return """
    {"objectClassName": "domain", "ldhName": "%s", "status": [%s],
     "events": [{"eventAction": "expiration", "eventDate": "%s"}],
     "entities": [{"roles": ["registrar"], "vcardArray": ["vcard", [["fn", {}, "text", "Shop"]]]}]}
    """
        .formatted(NAME, words, expires);
  }

  private static Script answers(String json) {
    return (request, out) -> out.write(page(200, "application/rdap+json", json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          status                           | expires              | near                                              | expected
          active                           | 2027-11-24T10:00:00Z | domain.expired domain.expires-soon domain.on-hold |
          active                           | never                | domain.expired domain.expires-soon domain.on-hold |
          client hold                      | 2027-11-24T10:00:00Z |                                                   | domain.on-hold
          serverHold                       | 2027-11-24T10:00:00Z |                                                   | domain.on-hold
          client delete prohibited         | 2027-11-24T10:00:00Z | domain.on-hold                                    |
          redemption period                | 2026-10-01T00:00:00Z | domain.expires-soon                               | domain.expired
          redemption period+pending delete | 2027-10-01T00:00:00Z | domain.expires-soon                               | domain.expired
          pending delete                   | 2026-09-01T00:00:00Z | domain.expires-soon                               | domain.expired
          active                           | 2026-11-24T10:00:00Z | domain.expires-soon                               | domain.expired
          active                           | 2026-11-24T10:00:01Z | domain.expired                                    | domain.expires-soon
          active                           | 2026-12-24T10:00:00Z | domain.expired                                    | domain.expires-soon
          active                           | 2026-12-24T10:00:01Z | domain.expired domain.expires-soon domain.on-hold |
          auto renew period                | 2027-11-01T00:00:00Z | domain.expired                                    |
          auto renew period                | 2026-11-01T00:00:00Z | domain.expires-soon                               | domain.expired
          auto renew period+client hold    | 2027-11-01T00:00:00Z |                                                   | domain.expired; domain.on-hold
          client hold                      | 2026-11-01T00:00:00Z |                                                   | domain.expired; domain.on-hold
          client hold                      | 2026-12-01T00:00:00Z |                                                   | domain.on-hold; domain.expires-soon
          inactive                         | 2027-11-01T00:00:00Z | domain.on-hold                                    |
          """)
  void whatTheRegistrySaysIsJudged(
      String status, String expires, @Nullable String near, @Nullable String expected) {
    CaseFile file = rdap(there(), answers(domain(status, expires)));
    Rows.check(findings(file), near, expected);
  }

  /// What the DNS says of a name that the registry does not have.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          dns      | near                  | expected
          NXDOMAIN |                       | domain.not-registered BROKEN example.test
          NODATA   | domain.not-registered |
          TIMEOUT  | domain.not-registered |
          SERVFAIL | domain.not-registered |
          """)
  void onlyWhereRegistryAndDnsAgreeANameIsFree(
      Status dns, @Nullable String near, @Nullable String expected) {
    Script notFound =
        (request, out) -> out.write(page(404, "application/rdap+json", "{\"errorCode\":404}"));
    CaseFile file = rdap(new FakeDns().status(NAME, Type.MX, dns), notFound);
    Rows.check(findings(file), near, expected);
  }

  @Test
  void findingsBringWhatTheTextsNeed() {
    CaseFile soon = rdap(there(), answers(domain("active", "2026-12-04T12:00:00Z")));
    Finding expiresSoon = findings(soon).getFirst();
    assertThat(expiresSoon.level()).isEqualTo(Level.AT_RISK);
    assertThat(expiresSoon.arguments())
        .containsEntry("domain", NAME)
        .containsEntry("days", 10L)
        .containsEntry("expires", Instant.parse("2026-12-04T12:00:00Z"))
        .containsEntry("registrar", "Shop");
    assertThat(expiresSoon.evidence()).containsExactly("e1");

    CaseFile late = rdap(there(), answers(domain("redemption period", "2026-10-01T00:00:00Z")));
    Finding expired = findings(late).getFirst();
    assertThat(expired.level()).isEqualTo(Level.BROKEN);
    assertThat(expired.arguments())
        .containsEntry("stage", "redemption")
        .containsEntry("status", "redemption period")
        .containsEntry("expires", Instant.parse("2026-10-01T00:00:00Z"));

    CaseFile held = rdap(there(), answers(domain("active+server hold", "2027-10-01T00:00:00Z")));
    assertThat(findings(held).getFirst().arguments())
        .containsEntry("holder", "registry")
        .containsEntry("status", "server hold");
  }

  @Test
  void aNameThatNeitherRegistryNorDnsKnowsIsNotRegistered() {
    Script notFound =
        (request, out) -> out.write(page(404, "application/rdap+json", "{\"errorCode\":404}"));
    assertThat(ids(rdap(new FakeDns(), notFound))).containsExactly("domain.not-registered");
    Script bare = (request, out) -> out.write(text("HTTP/1.1 404 Not Found\r\n\r\n"));
    assertThat(ids(rdap(new FakeDns(), bare))).containsExactly("domain.not-registered");
    // Near misses: the DNS has the name, or does not tell.
    CaseFile exists = rdap(there(), notFound);
    assertThat(ids(exists)).isEmpty();
    assertThat(attempt(exists)).isInstanceOf(Attempt.Unobserved.class);
    CaseFile silent = rdap(new FakeDns().status(NAME, Type.MX, Status.TIMEOUT), notFound);
    assertThat(ids(silent)).isEmpty();
    CaseFile forged = rdap(new FakeDns().bogus(NAME, Type.MX), notFound);
    assertThat(ids(forged)).isEmpty();
  }

  @Test
  void aSlipOfTheFingersGetsASuggestion() {
    Registration free =
        new Registration(
            "gmial.com",
            Registration.Source.RDAP,
            "https://rdap.example/domain/gmial.com",
            false,
            List.of(),
            java.util.Set.of(),
            null,
            false,
            null,
            List.of(),
            false,
            "404");
    CaseFile file =
        new CaseFile(
            org.mailmedic.engine.complaint.Complaint.about("gmial.com", null, "gmial.com"),
            NOW,
            1,
            List.of(
                new org.mailmedic.engine.evidence.Observation<>(
                    "e1",
                    "domain.registration",
                    new EvidenceKey<>(Registration.class, "gmial.com"),
                    new Attempt.Observed<>(free),
                    NOW,
                    1)));
    assertThat(findings(file).getFirst().arguments()).containsEntry("suggestion", "gmail.com");
    assertThat(free.summary()).isEqualTo("gmial.com: no such registration (404)");
  }

  @Test
  void serversThatDoNotTellMakeTheCheckInconclusiveAndNothingElse() {
    record Case(Reason reason, Script script) {}
    Case[] cases = {
      new Case(Reason.SOURCE_FAILED, (q, out) -> out.write(page(200, "text/html", "<html>hi"))),
      new Case(Reason.SOURCE_FAILED, (q, out) -> out.write(page(500, "text/plain", "broken"))),
      new Case(Reason.SOURCE_FAILED, (q, out) -> out.write(page(400, "text/plain", "what?"))),
      new Case(Reason.REFUSED, (q, out) -> out.write(page(429, "text/plain", "slow down"))),
      new Case(Reason.SOURCE_FAILED, (q, out) -> out.write(text("220 mail\r\n"))),
      new Case(
          Reason.SOURCE_FAILED,
          (q, out) ->
              out.write(
                  text(
                      "HTTP/1.1 302 Found\r\nLocation: "
                          + NAME
                          + "/x\r\nContent-Length: 0\r\n\r\n"))),
      new Case(
          Reason.LIMIT,
          (q, out) -> {
            out.write(
                text("HTTP/1.1 200 OK\r\nContent-Type: application/rdap+json\r\n\r\n{\"a\":\""));
            forEver(out, text("a".repeat(8192)));
          }),
      new Case(
          Reason.LIMIT,
          (q, out) -> {
            out.write(text("HTTP/1.1 200 OK\r\n"));
            forEver(out, text("X: y\r\n"));
          }),
    };
    for (Case one : cases) {
      CaseFile file = rdap(new FakeDns(), one.script());
      assertThat(ids(file)).isEmpty();
      assertThat(attempt(file))
          .isInstanceOfSatisfying(
              Attempt.Unobserved.class,
              not -> {
                assertThat(not.reason()).as(not.detail()).isEqualTo(one.reason());
                assertThat(not.detail()).contains("/rdap/domain/" + NAME);
              });
    }
  }

  @Test
  void rdapIsFollowedFromServerToServer() {
    try (var second = ScriptedServer.http("127.0.0.42", answers(domain("client hold", "never")));
        var first =
            ScriptedServer.http(
                "127.0.0.41",
                (q, out) ->
                    out.write(
                        text(
                            "HTTP/1.1 301 Moved\r\nLocation: %s/r/domain/%s\r\n\r\n"
                                .formatted(second.base("http"), NAME))))) {
      assertThat(ids(look(NAME, there(), first, null))).containsExactly("domain.on-hold");
      assertThat(first.requests().getFirst()).startsWith("GET /rdap/domain/example.test HTTP/1.1");
    }
  }

  @Test
  void whoisIsAskedWhereThereIsNoRdapOrItFails() {
    try (var whois =
            ScriptedServer.whois(
                "127.0.0.43",
                (q, out) ->
                    out.write(text("domain: example.test\nstatus: ok\nexpires: 2026-12-01\n")));
        var broken =
            ScriptedServer.http(
                "127.0.0.41", (q, out) -> out.write(page(503, "text/plain", "no")))) {
      CaseFile alone = look(NAME, there(), null, whois);
      assertThat(ids(alone)).containsExactly("domain.expires-soon");
      assertThat(whois.requests()).containsExactly("example.test\r\n");
      assertThat(attempt(alone).observed().orElseThrow().kind()).isEqualTo("whois");
      assertThat(ids(look(NAME, there(), broken, whois))).containsExactly("domain.expires-soon");
    }
  }

  @Test
  void whatWhoisSaysOfANameIsTakenOnlyWhereTheDnsAgrees() {
    Script none = (q, out) -> out.write(text("No match for example.test\r\n"));
    Script limit = (q, out) -> out.write(text("Query limit exceeded. Try again later.\r\n"));
    try (var free = ScriptedServer.whois("127.0.0.43", none);
        var busy = ScriptedServer.whois("127.0.0.44", limit)) {
      assertThat(ids(look(NAME, new FakeDns(), null, free)))
          .containsExactly("domain.not-registered");
      assertThat(ids(look(NAME, there(), null, free))).isEmpty();
      CaseFile refused = look(NAME, new FakeDns(), null, busy);
      assertThat(ids(refused)).isEmpty();
      assertThat(attempt(refused))
          .isInstanceOfSatisfying(
              Attempt.Unobserved.class, not -> assertThat(not.reason()).isEqualTo(Reason.REFUSED));
    }
  }

  @Test
  void whoisWithoutEndIsCutOffAndSilenceIsNotWaitedOut() {
    try (var endless =
        ScriptedServer.whois("127.0.0.43", (q, out) -> forEver(out, text("a".repeat(8192))))) {
      assertThat(attempt(look(NAME, new FakeDns(), null, endless)))
          .isInstanceOfSatisfying(
              Attempt.Unobserved.class, not -> assertThat(not.reason()).isEqualTo(Reason.LIMIT));
    }
    RegistryServers silent =
        new RegistryServers(Map.of(), Map.of("test", new InetSocketAddress("127.0.0.45", 43)));
    try (var world = TestWorld.of(new FakeDns(), silent, InstantSource.fixed(NOW))) {
      CaseFile file =
          TestWorld.gather(world, NAME, Duration.ofSeconds(2), new RegistrationProbe(NAME));
      assertThat(attempt(file)).isInstanceOf(Attempt.Unobserved.class);
    }
  }

  @Test
  void topLevelDomainsWithoutAKnownRegistryAreSkipped() {
    CaseFile file = look(NAME, new FakeDns(), null, null);
    assertThat(attempt(file))
        .isEqualTo(new Attempt.NotTried<Registration>(Reason.NOT_APPLICABLE, ".test"));
  }

  @Test
  void aServerThatTheUserNamedMayBePrivateAndItsRedirectsMayNot() throws Exception {
    try (var inner = ScriptedServer.http("127.0.0.42", answers(domain("active", "never")));
        var moved =
            ScriptedServer.http(
                "127.0.0.41",
                (q, out) ->
                    out.write(
                        text(
                            "HTTP/1.1 301 Moved\r\nLocation: %s/\r\n\r\n"
                                .formatted(inner.base("http")))))) {
      assertThat(liveAttempt(inner)).isInstanceOf(Attempt.Observed.class);
      assertThat(liveAttempt(moved))
          .isInstanceOfSatisfying(
              Attempt.Unobserved.class,
              not -> assertThat(not.reason()).isEqualTo(Reason.PRIVATE_ADDRESS));
      assertThat(inner.requests()).hasSize(1);
    }
  }

  private static Attempt<Registration> liveAttempt(ScriptedServer rdap) throws IOException {
    WorldOptions standard = WorldOptions.STANDARD;
    WorldOptions options =
        new WorldOptions(
            List.of(new InetSocketAddress("127.0.0.46", 53)),
            standard.anchors(),
            standard.caFile(),
            false,
            standard.ports(),
            new RegistryServers(Map.of("test", URI.create(rdap.base("http"))), Map.of()),
            standard.blocklists(),
            standard.route(),
            standard.clock());
    try (LiveWorld world = LiveWorld.open(options)) {
      return attempt(
          TestWorld.gather(world, NAME, Duration.ofSeconds(10), new RegistrationProbe(NAME)));
    }
  }

  /// Until the other side hangs up.
  private static void forEver(OutputStream out, byte[] bytes) throws IOException {
    while (true) {
      out.write(bytes);
    }
  }
}
