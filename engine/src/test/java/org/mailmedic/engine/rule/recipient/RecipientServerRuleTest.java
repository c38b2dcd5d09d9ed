package org.mailmedic.engine.rule.recipient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.HostAddresses;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.PortSurvey;
import org.mailmedic.engine.evidence.RecipientServer;
import org.mailmedic.engine.evidence.RecipientServer.Talk;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.testkit.Evidences;
import org.mailmedic.engine.testkit.Rows;
import org.mailmedic.engine.testkit.Talks;

/// What the recipient's servers said, in order of preference, and what is believed of it.
class RecipientServerRuleTest {
  private static final String JAN = "jan@bakery.test";

  /// A recipient whose hosts did as [Talks] words say.
  private static RecipientServer recipient(String address, String hosts) {
    CaseFile file = Talks.add(new Evidences(), hosts).about("a.test");
    List<Talk> talks = new ArrayList<>();
    List<MxRecords.Mx> mx = new ArrayList<>();
    List<HostAddresses> addresses = new ArrayList<>();
    for (Observation<SmtpDialogue> talk : file.all(SmtpDialogue.class)) {
      String[] place = talk.key().subject().split("/");
      PortSurvey survey =
          file.attempt(new EvidenceKey<>(PortSurvey.class, talk.key().subject()))
              .observed()
              .orElse(null);
      SmtpDialogue seen = talk.attempt().observed().orElse(null);
      talks.add(new Talk(place[0], place[1], seen, talk.attempt().reason(), null, survey));
      mx.add(new MxRecords.Mx(mx.size(), place[0]));
      addresses.add(
          new HostAddresses(
              place[0], "ANSWER", List.of(place[1]), "NODATA", List.of(), null, "INSECURE", null));
    }
    return new RecipientServer(
        address, domain(address), records(address, "ANSWER", mx), addresses, talks);
  }

  private static MxRecords records(String address, String status, List<MxRecords.Mx> mx) {
    return new MxRecords(domain(address), status, mx, "INSECURE", null, null);
  }

  private static String domain(String address) {
    return address.substring(address.indexOf('@') + 1);
  }

  private static List<Finding> judged(RecipientServer... recipients) {
    Evidences evidences = new Evidences();
    for (RecipientServer recipient : recipients) {
      evidences.seen(recipient.address(), recipient);
    }
    return new RecipientServerRule().judge(evidences.about("a.test"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          hosts                                                    | near                         | expected
          m1: ok                                                   | recipient.unknown            |
          m1: rcpt 550 5.1.1 User unknown                          | recipient.disabled           | recipient.unknown BROKEN jan@bakery.test
          m1: rcpt 550 5.1.1 User unknown; m2: ok                  |                              | recipient.unknown BROKEN jan@bakery.test
          m1: rcpt 451 4.3.0 Internal server error; m2: ok         | recipient.server-error       |
          m1: rcpt 451 4.3.0 Internal server error; m2: refused    | recipient.server-unreachable | recipient.server-error BROKEN jan@bakery.test
          m1: refused; m2: ok                                      | recipient.server-unreachable |
          m1: greets 554 5.3.2 no service today; m2: ok            | recipient.server-error       |
          m1: refused                                              | network.port-blocked         | recipient.server-unreachable BROKEN [host=m1.a.test]
          m1: timeout + ports silent                               | network.port-blocked         | recipient.server-unreachable BROKEN [host=m1.a.test]
          m1: timeout + ports open                                 | recipient.server-unreachable | network.port-blocked BROKEN local
          m1: timeout + ports open; m2: rcpt 450 4.7.1 Greylisted  | network.port-blocked         | recipient.greylisted AT_RISK
          m1: unseen NO_FAMILY                                     | recipient.server-unreachable |
          m1: refused; m2: unseen NO_FAMILY                        | recipient.server-unreachable |
          m1: unseen PRIVATE_ADDRESS                               | network.port-blocked         | recipient.server-unreachable BROKEN
          m1: greets 421 4.3.2 too busy, try later                 | network.address-refused      | recipient.server-overloaded AT_RISK [host=m1.a.test]
          m1: ends GREETING CLOSED                                 | recipient.server-error       | recipient.server-unreachable BROKEN
          m1: ends GREETING NOT_SMTP hello                         | recipient.server-unreachable | recipient.server-error BROKEN
          m1: rcpt 550 5.7.23 SPF validation failed                | recipient.rejects-sender     | network.address-refused ADVICE m1.a.test/192.0.2.1
          m1: rcpt 530 5.7.0 Authentication required               |                              | relay.denied BROKEN
          """)
  void whatAServerSaysIsReadAsASenderWould(
      String hosts, @Nullable String near, @Nullable String expected) {
    Rows.check(judged(recipient(JAN, hosts)), near, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NXDOMAIN |      | recipient.domain-unknown
          NODATA   |      | recipient.domain-unknown
          ANSWER   | .    | recipient.domain-takes-no-mail
          SERVFAIL |      | routing.dns-failure
          TIMEOUT  |      |
          """)
  void whatTheDnsSaysNeedsNoServer(
      String status, @Nullable String host, @Nullable String expected) {
    List<MxRecords.Mx> mx = host == null ? List.of() : List.of(new MxRecords.Mx(0, host));
    RecipientServer server =
        new RecipientServer(
            "jan@gmial.com",
            "gmial.com",
            records("jan@gmial.com", status, mx),
            List.of(),
            List.of());
    List<Finding> findings = judged(server);
    assertThat(findings)
        .extracting(Finding::id)
        .isEqualTo(expected == null ? List.of() : List.of(expected));
    if (expected != null && expected.startsWith("recipient.")) {
      assertThat(findings.getFirst().arguments()).containsEntry("suggestion", "jan@gmail.com");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m1: greets 421 4.3.2 too busy | m2: ok                        | recipient.server-overloaded elsewhere_works 2
          m1: greets 421 4.3.2 too busy | m2: greets 421 4.3.2 too busy | network.address-refused null 2; network.address-refused null 2
          m1: greets 421 4.3.2 too busy | m2: rcpt 550 5.1.1 unknown    | recipient.server-overloaded null 1; recipient.unknown null 1
          m1: refused                   | m2: refused                   | recipient.server-unreachable everywhere 2; recipient.server-unreachable everywhere 2
          """)
  void recipientsInDifferentPlacesAreCompared(String here, String there, String expected) {
    List<String> found = new ArrayList<>();
    for (Finding finding : judged(recipient(JAN, here), recipient("mia@mill.test", there))) {
      found.add(
          finding.id()
              + " "
              + finding.arguments().get("comparison")
              + " "
              + finding.evidence().size());
    }
    assertThat(String.join("; ", found)).isEqualTo(expected);
  }

  @Test
  void whatTwoAtOneServerHaveInCommonSaysNothingOfTheNetwork() {
    String busy = "m1: greets 421 4.3.2 too busy";
    assertThat(judged(recipient(JAN, busy), recipient("eva@bakery.test", busy)))
        .extracting(Finding::id)
        .containsExactly("recipient.server-overloaded", "recipient.server-overloaded");
  }

  @Test
  void aSenderRefusedForThisMachineIsNothingAgainstAnybody() {
    RecipientServer refused = recipient(JAN, "m1: rcpt 550 5.7.23 SPF validation failed");
    Talk talk = refused.talks().getFirst();
    SmtpDialogue taken = recipient(JAN, "m1: ok").talks().getFirst().seen();
    Talk both = new Talk(talk.host(), talk.address(), talk.seen(), null, taken, null);
    RecipientServer server =
        new RecipientServer(JAN, refused.domain(), refused.mx(), refused.hosts(), List.of(both));
    assertThat(judged(server)).isEmpty();
    assertThat(server.accepted()).isTrue();
  }
}
