package org.mailmedic.engine.rule.mtasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mailmedic.engine.testkit.ScriptedServer.page;
import static org.mailmedic.engine.testkit.ScriptedServer.text;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.Attempt.Reason;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.CertificateSeen;
import org.mailmedic.engine.evidence.Evidence;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.MtaSts;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.SmtpBreakOff;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.evidence.SmtpReply;
import org.mailmedic.engine.evidence.TlsSeen;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.probe.mtasts.MtaStsProbe;
import org.mailmedic.engine.probe.mtasts.TlsReportingProbe;
import org.mailmedic.engine.testkit.FakeDns;
import org.mailmedic.engine.testkit.Rows;
import org.mailmedic.engine.testkit.ScriptedServer;
import org.mailmedic.engine.testkit.ScriptedServer.Script;
import org.mailmedic.engine.testkit.TestAuthority;
import org.mailmedic.engine.testkit.TestWorld;
import org.mailmedic.engine.world.DnsAnswer.Status;
import org.mailmedic.engine.world.Ports;
import org.mailmedic.engine.world.RegistryServers;
import org.mailmedic.engine.world.live.tcp.TrustAnchors;
import org.mailmedic.knowledge.causes.Level;
import org.xbill.DNS.Type;

@Timeout(30)
class MtaStsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final String DOMAIN = "example.test";
  private static final String RECORD = "v=STSv1; id=20261124";
  private static final String POLICY =
      "version: STSv1\nmode: enforce\nmx: *.example.test\nmax_age: 86400\n";
  private static final TestAuthority AUTHORITY = new TestAuthority();
  private static TrustAnchors anchors;

  @BeforeAll
  static void trust(@TempDir Path folder) throws Exception {
    anchors = TrustAnchors.ofPlatformAnd(AUTHORITY.write(folder.resolve("ca.pem")));
  }

  // --- the record and the page, on the wire

  private static FakeDns dns(String... records) {
    return new FakeDns().txt("_mta-sts." + DOMAIN, records).host("mta-sts." + DOMAIN, "127.0.0.51");
  }

  private static CaseFile look(FakeDns dns, SSLContext tls, boolean allowPrivate, Script script) {
    try (var server = ScriptedServer.https("127.0.0.51", tls, script);
        var world =
            new TestWorld(
                dns,
                anchors,
                allowPrivate,
                new Ports(25, 53, server.port()),
                RegistryServers.NONE,
                InstantSource.fixed(NOW))) {
      CaseFile file =
          TestWorld.gather(world, DOMAIN, Duration.ofSeconds(3), new MtaStsProbe(DOMAIN));
      assertThat(server.requests())
          .allSatisfy(request ->
              assertThat(request).startsWith("GET /.well-known/mta-sts.txt HTTP/1.1\r\n"));
      return file;
    }
  }

  private static CaseFile look(FakeDns dns, Script script) {
    return look(dns, AUTHORITY.server("mta-sts." + DOMAIN), true, script);
  }

  private static Attempt<MtaSts> attempt(CaseFile file) {
    return file.attempt(new EvidenceKey<>(MtaSts.class, DOMAIN));
  }

  private static @Nullable Object problem(CaseFile file) {
    List<Finding> findings = new MtaStsRule().judge(file);
    assertThat(findings).allSatisfy(f -> assertThat(f.id()).isEqualTo("mta-sts.invalid"));
    assertThat(findings).allSatisfy(f -> assertThat(f.level()).isEqualTo(Level.ADVICE));
    return findings.isEmpty() ? null : findings.getFirst().arguments().get("problem");
  }

  private static final Script GOOD = (q, out) -> out.write(page(200, "text/plain", POLICY));

  @Test
  void aPolicyThatCanBeReadIsFine() {
    CaseFile file = look(dns(RECORD, "another text"), GOOD);
    assertThat(problem(file)).isNull();
    MtaSts seen = attempt(file).observed().orElseThrow();
    assertThat(seen.page().body()).isEqualTo(POLICY);
    assertThat(seen.kind()).isEqualTo("http");
    assertThat(seen.summary())
        .startsWith(
            "_mta-sts.example.test TXT v=STSv1; id=20261124 | another text; https://mta-sts")
        .endsWith("200 version: STSv1 mode: enforce mx: *.example.test max_age: 86400");
  }

  @Test
  void noRecordIsNoFaultAndNothingIsFetched() {
    for (FakeDns none :
        new FakeDns[] {
          new FakeDns(),
          dns("v=spf1 -all"),
          dns("v=STSv1 id=1").status("x", Type.TXT, Status.NODATA)
        }) {
      MtaSts seen = attempt(look(none, GOOD)).observed().orElseThrow();
      assertThat(seen.page()).isNull();
    }
    assertThat(problem(look(new FakeDns(), GOOD))).isNull();
    assertThat(problem(look(dns("v=spf1 -all"), GOOD))).isNull();
  }

  /// TXT records at `_mta-sts`, `+` between them.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          records                                 | near            | expected
          v=STSv1; id=20261124                    | mta-sts.invalid |
          v=STSv1; id=20261124; + another text    | mta-sts.invalid |
          v=spf1 -all                             | mta-sts.invalid |
          v=STSv1; id=20261124 + v=STSv1; id=2    |                 | mta-sts.invalid ADVICE [problem=several_records]
          v=STSv1; id=2026-11-24                  |                 | mta-sts.invalid ADVICE [problem=record]
          v=STSv1                                 |                 | mta-sts.invalid ADVICE [problem=record]
          "v=STSv1; id=1"                         |                 | mta-sts.invalid ADVICE [problem=record]
          V=stsv1; id=1                           |                 | mta-sts.invalid ADVICE [problem=record]
          """,
      quoteCharacter = '`')
  void recordsThatSendersDoNotAcceptAreNamed(
      String records, @Nullable String near, @Nullable String expected) {
    CaseFile file = look(dns(records.split(" \\+ ")), GOOD);
    Rows.check(new MtaStsRule().judge(file), near, expected);
  }

  @Test
  void aLookUpThatFailsIsNoMissingRecord() {
    for (Status status : new Status[] {Status.TIMEOUT, Status.SERVFAIL}) {
      CaseFile file = look(new FakeDns().status("_mta-sts." + DOMAIN, Type.TXT, status), GOOD);
      assertThat(problem(file)).isNull();
      assertThat(attempt(file).observed().orElseThrow().settled()).isFalse();
    }
    CaseFile forged = look(new FakeDns().bogus("_mta-sts." + DOMAIN, Type.TXT), GOOD);
    assertThat(attempt(forged).observed().orElseThrow().settled()).isFalse();
  }

  @Test
  void pagesThatSendersDoNotAcceptAreNamed() {
    record Case(String problem, Script script) {}
    Case[] cases = {
      new Case("status", (q, out) -> out.write(page(404, "text/plain", POLICY))),
      new Case(
          "redirect",
          (q, out) ->
              out.write(
                  text(
                      "HTTP/1.1 301 M\r\nLocation: https://x.test/\r\nContent-Length: 0\r\n\r\n"))),
      new Case("type", (q, out) -> out.write(page(200, "text/html", "<html>welcome</html>"))),
      new Case("type", (q, out) -> out.write(page(200, "text/html; charset=utf-8", POLICY))),
      new Case(
          "syntax", (q, out) -> out.write(page(200, "text/plain", "version: STSv1\nmode: on"))),
      new Case("too_large", (q, out) -> out.write(page(200, "text/plain", POLICY.repeat(2000)))),
      new Case("unreachable", (q, out) -> out.write(text("220 mail\r\n"))),
    };
    for (Case one : cases) {
      assertThat(problem(look(dns(RECORD), one.script()))).isEqualTo(one.problem());
    }
    // Near misses.
    assertThat(
            problem(
                look(
                    dns(RECORD),
                    (q, out) -> out.write(page(200, "Text/Plain; charset=utf-8", POLICY)))))
        .isNull();
  }

  @Test
  void theCertificateOfThePolicyHostCounts() {
    String host = "mta-sts." + DOMAIN;
    for (SSLContext bad :
        new SSLContext[] {
          AUTHORITY.expired(host),
          AUTHORITY.server("www." + DOMAIN),
          new TestAuthority().server(host)
        }) {
      assertThat(problem(look(dns(RECORD), bad, true, GOOD))).isEqualTo("certificate");
    }
    assertThat(problem(look(dns(RECORD), AUTHORITY.server("*." + DOMAIN), true, GOOD))).isNull();
  }

  @Test
  void aPolicyHostThatIsNotThereIsNamedAndAPrivateOneIsNotAsked() {
    FakeDns nowhere = new FakeDns().txt("_mta-sts." + DOMAIN, RECORD);
    assertThat(problem(look(nowhere, GOOD))).isEqualTo("unreachable");
    CaseFile file = look(dns(RECORD), AUTHORITY.server("mta-sts." + DOMAIN), false, GOOD);
    assertThat(problem(file)).isNull();
    assertThat(attempt(file))
        .isInstanceOfSatisfying(
            Attempt.Unobserved.class,
            not -> assertThat(not.reason()).isEqualTo(Reason.PRIVATE_ADDRESS));
  }

  @Test
  void apageThatDripsInDoesNotOutliveTheDiagnosis() {
    Script slow =
        (q, out) -> {
          out.write(text("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"));
          while (true) {
            out.write('v');
            out.flush();
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
          }
        };
    long start = System.nanoTime();
    CaseFile file = look(dns(RECORD), slow);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    assertThat(attempt(file))
        .isInstanceOfSatisfying(
            Attempt.Unobserved.class, not -> assertThat(not.reason()).isEqualTo(Reason.DEADLINE));
  }

  // --- the policy and the MX hosts

  private static TlsSeen tls(boolean trusted, boolean outOfDate, String... names) {
    CertificateSeen leaf =
        new CertificateSeen(
            "CN=" + names[0],
            "CN=issuer",
            names[0],
            List.of(names),
            NOW.minusSeconds(86_400),
            NOW.plusSeconds(86_400),
            "EC 256",
            "",
            "",
            "",
            "",
            true);
    return new TlsSeen(
        names[0],
        true,
        null,
        false,
        "TLSv1.3",
        "X",
        List.of(leaf),
        trusted,
        null,
        outOfDate,
        null,
        1);
  }

  private static TlsSeen noHandshake(boolean brokeOff) {
    return new TlsSeen(
        "",
        false,
        "handshake_failure",
        brokeOff,
        null,
        null,
        List.of(),
        false,
        null,
        false,
        null,
        1);
  }

  private static SmtpDialogue dialogue(
      String host, boolean offered, @Nullable TlsSeen tls, @Nullable SmtpBreakOff end) {
    SmtpReply ok = new SmtpReply(250, null, List.of("ok"), 1);
    SmtpReply spoken = end == null ? ok : null;
    return new SmtpDialogue(
        DOMAIN,
        host,
        "192.0.2.1",
        25,
        1,
        spoken,
        1,
        spoken,
        List.of(),
        offered,
        null,
        tls,
        false,
        null,
        List.of(),
        "",
        null,
        null,
        SmtpDialogue.RecipientKind.POSTMASTER,
        null,
        end,
        null,
        null,
        List.of());
  }

  private static SmtpDialogue of(String host, String kind) {
    return switch (kind) {
      case "good" -> dialogue(host, true, tls(true, false, host), null);
      case "wildcard" ->
          dialogue(host, true, tls(true, false, "*" + host.substring(host.indexOf('.'))), null);
      case "expired" -> dialogue(host, true, tls(true, true, host), null);
      case "untrusted" -> dialogue(host, true, tls(false, false, host), null);
      case "other" -> dialogue(host, true, tls(true, false, "other.test"), null);
      case "plain" -> dialogue(host, false, null, null);
      case "alert" -> dialogue(host, true, noHandshake(false), null);
      case "broke" -> dialogue(host, true, noHandshake(true), null);
      case "dead" ->
          dialogue(
              host,
              false,
              null,
              new SmtpBreakOff(SmtpBreakOff.Stage.CONNECT, SmtpBreakOff.Kind.REFUSED, 1, null));
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static final class Case {
    private final List<Observation<?>> observations = new ArrayList<>();

    <E extends Evidence> Case seen(String subject, E evidence) {
      @SuppressWarnings("unchecked")
      Class<E> type = (Class<E>) evidence.getClass();
      return with(new EvidenceKey<>(type, subject), new Attempt.Observed<>(evidence));
    }

    <E extends Evidence> Case with(EvidenceKey<E> key, Attempt<E> attempt) {
      String id = "e" + (observations.size() + 1);
      observations.add(new Observation<>(id, "check", key, attempt, NOW, 1));
      return this;
    }

    List<Finding> judge() {
      return new MtaStsRule()
          .judge(
              new CaseFile(
                  Complaint.about(DOMAIN, null, DOMAIN), NOW, 1, List.copyOf(observations)));
    }
  }

  private static Case hosts(String mode, String hosts) {
    String policy = POLICY.replace("enforce", mode);
    MtaSts.Page page =
        new MtaSts.Page("https://mta-sts." + DOMAIN, null, null, 200, "text/plain", policy, false);
    List<MxRecords.Mx> records = new ArrayList<>();
    Case file = new Case().seen(DOMAIN, new MtaSts(DOMAIN, "ANSWER", List.of(RECORD), null, page));
    List<SmtpDialogue> dialogues = new ArrayList<>();
    for (String entry : hosts.split(" ")) {
      String host = entry.substring(0, entry.indexOf('='));
      records.add(new MxRecords.Mx(10, host));
      dialogues.add(of(host, entry.substring(entry.indexOf('=') + 1)));
    }
    file.seen(DOMAIN, new MxRecords(DOMAIN, "ANSWER", records, "INSECURE", null, null));
    dialogues.forEach(d -> file.seen(d.host() + "/" + d.address(), d));
    return file;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          mode    | hosts                                       | near                    | expected
          enforce | mx.example.test=good                        | mta-sts.blocks-delivery |
          enforce | mx.example.test=wildcard                    | mta-sts.blocks-delivery |
          enforce | mx.elsewhere.test=good                      |                         | mta-sts.blocks-delivery BROKEN [problem=not_listed]
          enforce | deep.mx.example.test=good                   |                         | mta-sts.blocks-delivery BROKEN [problem=not_listed]
          enforce | mx.example.test=expired                     |                         | mta-sts.blocks-delivery BROKEN [problem=certificate]
          enforce | mx.example.test=untrusted                   |                         | mta-sts.blocks-delivery BROKEN [problem=certificate]
          enforce | mx.example.test=other                       |                         | mta-sts.blocks-delivery BROKEN [problem=certificate]
          enforce | mx.example.test=plain                       |                         | mta-sts.blocks-delivery BROKEN [problem=no_tls]
          enforce | mx.example.test=alert                       |                         | mta-sts.blocks-delivery BROKEN [problem=no_tls]
          enforce | mx.example.test=broke                       | mta-sts.blocks-delivery |
          enforce | mx.example.test=dead                        | mta-sts.blocks-delivery |
          testing | mx.example.test=expired                     | mta-sts.blocks-delivery |
          none    | mx.elsewhere.test=plain                     | mta-sts.blocks-delivery |
          enforce | a.example.test=good b.example.test=expired  |                         | mta-sts.blocks-delivery AT_RISK [problem=certificate]
          enforce | a.example.test=good mx.elsewhere.test=good  |                         | mta-sts.blocks-delivery AT_RISK [problem=not_listed]
          enforce | a.example.test=dead b.example.test=expired  |                         | mta-sts.blocks-delivery BROKEN [problem=certificate]
          enforce | a.example.test=plain b.example.test=expired |                         | mta-sts.blocks-delivery BROKEN [problem=null]
          """)
  void anEnforcedPolicyHasToBeMet(
      String mode, String hosts, @Nullable String near, @Nullable String expected) {
    List<Finding> findings = hosts(mode, hosts).judge();
    Rows.check(findings, near, expected);
    findings.forEach(finding -> assertThat(finding.evidence()).startsWith("e1", "e2"));
  }

  @Test
  void aHostThatCouldNotBeLookedAtFromHereMayBeGood() {
    Case file = hosts("enforce", "a.example.test=expired");
    file.with(
        SmtpDialogue.key("b.example.test", "2001:db8::1"),
        new Attempt.Unobserved<>(Reason.NO_FAMILY, null));
    assertThat(file.judge().getFirst().level()).isEqualTo(Level.BROKEN);
    Case two = hosts("enforce", "a.example.test=expired b.example.test=dead");
    two.with(
        SmtpDialogue.key("b.example.test", "2001:db8::1"),
        new Attempt.Unobserved<>(Reason.NO_FAMILY, null));
    assertThat(two.judge().getFirst().level()).isEqualTo(Level.AT_RISK);
  }

  // --- TLS-RPT

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v=TLSRPTv1; rua=mailto:tls@example.test                     |
          v=TLSRPTv1;rua=https://reports.example.test/v1              |
          v=TLSRPTv1; rua=ftp://x.test/, mailto:tls@example.test      |
          v=spf1 -all                                                 |
          v=TLSRPTv1; rua=tls@example.test                            | record
          v=TLSRPTv1                                                  | record
          v=TLSRPT1; rua=mailto:tls@example.test                      | record
          v=TLSRPTv1; rua=ftp://x.test/                               | address
          v=TLSRPTv1; rua=mailto:nobody                               | address
          """)
  void theWishForReportsIsRead(String text, @Nullable String problem) {
    assertThat(reporting(new FakeDns().txt("_smtp._tls." + DOMAIN, text))).isEqualTo(problem);
  }

  @Test
  void severalWishesAreNone() {
    String one = "v=TLSRPTv1; rua=mailto:tls@example.test";
    assertThat(reporting(new FakeDns().txt("_smtp._tls." + DOMAIN, one, one)))
        .isEqualTo("several_records");
    assertThat(reporting(new FakeDns().txt("_smtp._tls." + DOMAIN, one, "other"))).isNull();
    assertThat(reporting(new FakeDns())).isNull();
  }

  private static @Nullable Object reporting(FakeDns dns) {
    try (var world = TestWorld.of(dns, RegistryServers.NONE, InstantSource.fixed(NOW))) {
      CaseFile file =
          TestWorld.gather(world, DOMAIN, Duration.ofSeconds(5), new TlsReportingProbe(DOMAIN));
      List<Finding> findings = new TlsReportingRule().judge(file);
      return findings.isEmpty() ? null : findings.getFirst().arguments().get("problem");
    }
  }
}
