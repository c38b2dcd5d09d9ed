package org.mailmedic.engine.rule.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.evidence.Attempt.Reason;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.Registration;
import org.mailmedic.engine.evidence.ResolverHealth;
import org.mailmedic.engine.evidence.ServerView;
import org.mailmedic.engine.evidence.ZoneDelegation;
import org.mailmedic.engine.evidence.ZoneDelegation.NameServer;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.registration.RegistrationRule;
import org.mailmedic.engine.testkit.Evidences;
import org.mailmedic.engine.testkit.Rows;

/// What the name servers answered, one by one, and what is believed of it.
class NameServersRuleTest {
  private static final String DOMAIN = "a.test";

  /// A case with name servers ns1, ns2 … of which each did as its word says: `good`, `refused`,
  /// `servfail`, `timeout`, `lame`, `tcp` (over TCP only), `private` (not asked), `noname` (its
  /// name does not exist), `noaddr` (its address could not be looked up); before a colon `6` for a
  /// server of which IPv6 is all there is.
  private static Evidences servers(String words, String paths) {
    Evidences evidences = new Evidences();
    List<NameServer> all = new ArrayList<>();
    Map<String, String> states = new LinkedHashMap<>();
    int number = 0;
    for (String word : words.split(" ")) {
      String host = "ns" + ++number + ".a.test";
      boolean six = word.startsWith("6:");
      String address = six ? "2001:db8::" + number : "192.0.2." + number;
      String state = six ? word.substring(2) : word;
      switch (state) {
        case "noname" -> all.add(new NameServer(host, true, null, "NXDOMAIN", List.of()));
        case "noaddr" -> all.add(new NameServer(host, true, null, "TIMEOUT", List.of()));
        default -> {
          all.add(new NameServer(host, true, null, "ANSWER", List.of(address)));
          states.put(host + "/" + address, state);
        }
      }
    }
    String parent = paths.isEmpty() ? null : "ns.test/192.0.2.100";
    evidences.seen(
        DOMAIN,
        new ZoneDelegation(
            DOMAIN,
            DOMAIN,
            "test",
            "REFERRAL",
            parent,
            paths.isEmpty() ? List.of() : List.of(paths.split(" ")),
            all,
            false));
    states.forEach((key, state) -> view(evidences, key, state));
    return evidences;
  }

  private static void view(Evidences evidences, String key, String state) {
    String subject = DOMAIN + "/" + key;
    if (state.equals("private")) {
      evidences.unseen(ServerView.class, subject, Reason.PRIVATE_ADDRESS);
      return;
    }
    ServerView.Reply reply =
        switch (state) {
          case "good" -> new ServerView.Reply("ANSWER", true, null, 1);
          case "lame" -> new ServerView.Reply("REFERRAL", false, null, 1);
          case "cached" -> new ServerView.Reply("ANSWER", false, null, 1);
          case "refused" -> new ServerView.Reply("REFUSED", false, "REFUSED", 1);
          case "servfail" -> new ServerView.Reply("SERVFAIL", false, "SERVFAIL", 1);
          case "timeout", "tcp" -> new ServerView.Reply("TIMEOUT", false, null, 3000);
          default -> throw new AssertionError(state);
        };
    ServerView.Reply tcp =
        state.equals("tcp") ? new ServerView.Reply("ANSWER", true, null, 1) : reply;
    String[] parts = key.split("/");
    evidences.seen(
        subject,
        new ServerView(
            DOMAIN, DOMAIN, parts[0], parts[1], reply, tcp, 1L, List.of(), "ANSWER", true,
            List.of()));
  }

  private static MxRecords mx(String status) {
    return new MxRecords(DOMAIN, status, List.of(), "INDETERMINATE", null, null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          servers           | paths          | mx       | near                               | expected
          good good         | udp4 tcp4      | SERVFAIL | dns.partly-lame                    |
          good tcp          | udp4 tcp4      | ANSWER   | dns.partly-lame                    |
          tcp tcp           | udp4 tcp4      | ANSWER   | dns.delegation-broken              |
          tcp tcp           | udp4 tcp4      | SERVFAIL | dns.servfail dns.partly-lame       | dns.delegation-broken BROKEN [problem=timeout]
          good tcp          | udp4 tcp4      | SERVFAIL | dns.delegation-broken              | dns.partly-lame AT_RISK [servers=[ns2.a.test]]
          good refused      | udp4 tcp4      | ANSWER   | dns.delegation-broken              | dns.partly-lame AT_RISK [servers=[ns2.a.test]]
          timeout good lame | udp4 tcp4      | ANSWER   | dns.delegation-broken              | dns.partly-lame AT_RISK [servers=[ns1.a.test, ns3.a.test]]
          good cached       | udp4 tcp4      | ANSWER   | dns.delegation-broken              | dns.partly-lame AT_RISK [servers=[ns2.a.test]]
          good servfail     | udp4 tcp4      | ANSWER   | dns.delegation-broken              | dns.partly-lame AT_RISK [servers=[ns2.a.test]]
          good noname       | udp4 tcp4      | ANSWER   | dns.delegation-broken              | dns.partly-lame AT_RISK [servers=[ns2.a.test]]
          good noaddr       | udp4 tcp4      | ANSWER   | dns.partly-lame                    |
          good private      | udp4 tcp4      | ANSWER   | dns.partly-lame                    |
          good 6:timeout    | udp4 tcp4      | ANSWER   | dns.partly-lame                    |
          good 6:timeout    | udp4 tcp4 udp6 | ANSWER   | dns.delegation-broken              | dns.partly-lame AT_RISK [servers=[ns2.a.test]]
          refused refused   | udp4 tcp4      | SERVFAIL | dns.servfail dns.partly-lame       | dns.delegation-broken BROKEN [problem=refused]
          lame lame         | udp4 tcp4      | SERVFAIL | dns.servfail dns.partly-lame       | dns.delegation-broken BROKEN [problem=not_authoritative]
          timeout timeout   | udp4 tcp4      | SERVFAIL | dns.servfail dns.partly-lame       | dns.delegation-broken BROKEN [problem=timeout]
          timeout timeout   | udp4 tcp4      | TIMEOUT  | dns.servfail dns.partly-lame       | dns.delegation-broken BROKEN [problem=timeout]
          noname noname     | udp4 tcp4      | SERVFAIL | dns.servfail dns.partly-lame       | dns.delegation-broken BROKEN [problem=unresolvable]
          timeout refused   | udp4 tcp4      | SERVFAIL | dns.servfail dns.partly-lame       | dns.delegation-broken BROKEN [problem=mixed]
          servfail servfail | udp4 tcp4      | SERVFAIL | dns.delegation-broken              | dns.servfail BROKEN [answer=SERVFAIL]
          servfail private  | udp4 tcp4      | SERVFAIL | dns.delegation-broken dns.servfail |
          private private   | udp4 tcp4      | ANSWER   | dns.delegation-broken dns.servfail |
          timeout timeout   | udp4 tcp4      | ANSWER   | dns.delegation-broken dns.servfail |
          timeout timeout   | ''             | SERVFAIL | dns.delegation-broken dns.servfail |
          """)
  void nameServersAreJudgedByWhatTheyAnswer(
      String words,
      String paths,
      String mxStatus,
      @Nullable String near,
      @Nullable String expected) {
    Evidences evidences = servers(words, paths).seen(DOMAIN, mx(mxStatus));
    evidences.seen("", health("TIMEOUT"));
    Rows.check(new NameServersRule().judge(evidences.about(DOMAIN)), near, expected);
  }

  private static ResolverHealth health(String status) {
    return new ResolverHealth(
        List.of(new ResolverHealth.Resolver("192.0.2.53:53", status, null, 1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SERVFAIL | ANSWER   | true
          SERVFAIL | SERVFAIL | false
          SERVFAIL | TIMEOUT  | false
          TIMEOUT  | ANSWER   | false
          REFUSED  | ANSWER   | false
          NODATA   | ANSWER   | false
          """)
  void aResolverThatWorksIsBelievedWhereNobodyElseCouldBeAsked(
      String mxStatus, String rootStatus, boolean fires) {
    Evidences evidences =
        new Evidences()
            .unseen(ZoneDelegation.class, DOMAIN, Reason.PRIVATE_ADDRESS)
            .seen(DOMAIN, mx(mxStatus))
            .seen("", health(rootStatus));
    List<Finding> findings = new NameServersRule().judge(evidences.about(DOMAIN));
    assertThat(findings).hasSize(fires ? 1 : 0);
    findings.forEach(finding -> {
      assertThat(finding.id()).isEqualTo("dns.servfail");
      assertThat(finding.certainty()).isLessThan(0.7);
    });
  }

  @Test
  void aNameThatTheParentDoesNotHaveHasNoBrokenServers() {
    ZoneDelegation none =
        new ZoneDelegation(
            DOMAIN,
            DOMAIN,
            "test",
            "NXDOMAIN",
            "ns.test/192.0.2.100",
            List.of("udp4"),
            List.of(),
            false);
    Evidences evidences = new Evidences().seen(DOMAIN, none).seen(DOMAIN, mx("NXDOMAIN"));
    assertThat(new NameServersRule().judge(evidences.about(DOMAIN))).isEmpty();
  }

  /// What the zone above says of `a.test` or of a name below it, and what the registry says.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NXDOMAIN | test   | SILENT     | domain.not-registered 0.75
          NXDOMAIN | .      | SILENT     | domain.not-registered 0.75
          NXDOMAIN | a.test | SILENT     |
          REFERRAL | test   | SILENT     |
          NODATA   | test   | SILENT     |
          NXDOMAIN | test   | REGISTERED | dns.delegation-broken 0.95
          NXDOMAIN | a.test | REGISTERED |
          REFERRAL | test   | REGISTERED |
          """)
  void aNameThatTheZoneAboveDeniesIsTakenByTheRegistrysWord(
      String said, String parent, String registry, @Nullable String expected) {
    ZoneDelegation denied =
        new ZoneDelegation(
            DOMAIN, DOMAIN, parent, said, "ns.test/192.0.2.100", List.of(), List.of(), false);
    Evidences evidences = new Evidences().seen(DOMAIN, denied).seen(DOMAIN, mx("NXDOMAIN"));
    if (registry.equals("SILENT")) {
      evidences.unseen(Registration.class, DOMAIN, Reason.SOURCE_FAILED);
    } else {
      evidences.seen(
          DOMAIN,
          new Registration(
              DOMAIN,
              Registration.Source.RDAP,
              "https://rdap.example/domain/a.test",
              true,
              List.of("inactive"),
              Set.of(),
              null,
              false,
              null,
              List.of(),
              false,
              null));
    }
    List<Finding> findings = new ArrayList<>(new NameServersRule().judge(evidences.about(DOMAIN)));
    findings.addAll(new RegistrationRule().judge(evidences.about(DOMAIN)));
    assertThat(findings.stream().map(finding -> finding.id() + " " + finding.certainty()).toList())
        .isEqualTo(expected == null ? List.of() : List.of(expected));
  }
}
