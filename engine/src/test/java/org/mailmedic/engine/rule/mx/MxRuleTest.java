package org.mailmedic.engine.rule.mx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.evidence.Attempt.Reason;
import org.mailmedic.engine.evidence.HostAddresses;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.ServerView;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.evidence.SmtpReply;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.testkit.Evidences;
import org.mailmedic.engine.testkit.Rows;

/// MX records, their absence and their targets.
class MxRuleTest {
  private static final String DOMAIN = "a.test";

  private static MxRecords mx(String status, String security, String... records) {
    List<MxRecords.Mx> all = new ArrayList<>();
    for (String record : records) {
      String[] words = record.split(" ");
      all.add(new MxRecords.Mx(Integer.parseInt(words[0]), words[1]));
    }
    return new MxRecords(DOMAIN, status, all, security, null, null);
  }

  private static HostAddresses host(String host, String status, String... addresses) {
    return aliased(host, null, status, addresses);
  }

  private static HostAddresses aliased(
      String host, @Nullable String alias, String status, String... addresses) {
    return new HostAddresses(
        host, status, List.of(addresses), "NODATA", List.of(), alias, "INSECURE", null);
  }

  private static SmtpDialogue dialogue(String host, String address, @Nullable SmtpReply rcpt) {
    SmtpReply ok = new SmtpReply(250, null, List.of("ok"), 1);
    return new SmtpDialogue(
        DOMAIN,
        host,
        address,
        25,
        1,
        ok,
        1,
        ok,
        List.of(),
        false,
        null,
        null,
        false,
        null,
        List.of(),
        "",
        ok,
        "anna@a.test",
        SmtpDialogue.RecipientKind.ADDRESS,
        rcpt,
        null,
        null,
        null,
        List.of());
  }

  private static SmtpReply reply(String text) {
    String[] words = text.split(" ", 3);
    return new SmtpReply(Integer.parseInt(words[0]), words[1], List.of(words[2]), 1);
  }

  private static List<String> mxFindings(Evidences evidences) {
    return told(new MxRule().judge(evidences.about(DOMAIN)));
  }

  private static List<String> told(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.id() + " " + finding.level() + " " + finding.subject())
        .toList();
  }

  /// RFC 7505 section 3: a null MX stands alone.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          first | second         | near             | expected
          0 .   | 10 mail.a.test | mx.null          | mx.null-not-alone ADVICE a.test [targets=[mail.a.test]]
          0 .   |                | mx.null-not-alone | mx.null BROKEN a.test
          """)
  void aNullMxStandsAlone(
      String first, @Nullable String second, @Nullable String near, @Nullable String expected) {
    MxRecords mx =
        second == null ? mx("ANSWER", "SECURE", first) : mx("ANSWER", "SECURE", first, second);
    Evidences evidences = new Evidences().seen(DOMAIN, mx);
    Rows.check(new MxRule().judge(evidences.about(DOMAIN)), near, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          status    | security      | record         | near                           | expected
          ANSWER    | SECURE        | 0 .            | mx.missing                     | mx.null BROKEN a.test
          ANSWER    | SECURE        | 10 mail.a.test | mx.missing mx.null mx.implicit |
          NODATA    | SECURE        |                | mx.null mx.implicit            | mx.missing BROKEN a.test
          NODATA    | INDETERMINATE |                | mx.null mx.implicit            | mx.missing BROKEN a.test
          NXDOMAIN  | INSECURE      |                | mx.null mx.implicit            | mx.missing BROKEN a.test
          NODATA    | BOGUS         |                | mx.missing                     |
          TIMEOUT   | INDETERMINATE |                | mx.missing                     |
          SERVFAIL  | INDETERMINATE |                | mx.missing                     |
          REFUSED   | INDETERMINATE |                | mx.missing                     |
          NOT_ASKED | UNCHECKED     |                | mx.missing                     |
          """)
  void onlyADenialIsMissing(
      String status,
      String security,
      @Nullable String record,
      @Nullable String near,
      @Nullable String expected) {
    MxRecords mx = record == null ? mx(status, security) : mx(status, security, record);
    Evidences evidences = new Evidences().seen(DOMAIN, mx);
    Rows.check(new MxRule().judge(evidences.about(DOMAIN)), near, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rcpt                          | near        | expected
          250 2.1.5 Ok                  | mx.missing  | mx.implicit AT_RISK a.test
          550 5.1.1 User unknown        | mx.missing  | mx.implicit AT_RISK a.test
          450 4.2.0 Greylisted          | mx.missing  | mx.implicit AT_RISK a.test
          554 5.7.1 Relay access denied | mx.implicit | mx.missing BROKEN a.test
          """)
  void theDomainsOwnAddressMayStandIn(String rcpt, String near, String expected) {
    Evidences evidences =
        new Evidences()
            .seen(DOMAIN, mx("NODATA", "SECURE"))
            .seen(DOMAIN, host(DOMAIN, "ANSWER", "192.0.2.80"))
            .seen(DOMAIN + "/192.0.2.80", dialogue(DOMAIN, "192.0.2.80", reply(rcpt)));
    Rows.check(new MxRule().judge(evidences.about(DOMAIN)), near, expected);
  }

  @Test
  void silenceAboutTheOwnAddressIsNotNone() {
    Evidences evidences =
        new Evidences().seen(DOMAIN, mx("NODATA", "SECURE")).seen(DOMAIN, host(DOMAIN, "TIMEOUT"));
    assertThat(mxFindings(evidences)).isEmpty();
    evidences =
        new Evidences().seen(DOMAIN, mx("NODATA", "SECURE")).seen(DOMAIN, host(DOMAIN, "NODATA"));
    assertThat(mxFindings(evidences)).containsExactly("mx.missing BROKEN a.test");
  }

  @Test
  void whatOneNameServerKnowsIsNotMissing() {
    ServerView.Reply good = new ServerView.Reply("ANSWER", true, null, 1);
    List<MxRecords.Mx> mail = List.of(new MxRecords.Mx(10, "mail.a.test"));
    Evidences evidences =
        new Evidences()
            .seen(DOMAIN, mx("NODATA", "INSECURE"))
            .seen(
                DOMAIN + "/ns1.a.test/192.0.2.1",
                new ServerView(
                    DOMAIN,
                    DOMAIN,
                    "ns1.a.test",
                    "192.0.2.1",
                    good,
                    good,
                    1L,
                    List.of(),
                    "ANSWER",
                    true,
                    mail));
    assertThat(mxFindings(evidences)).isEmpty();
  }

  /// Two MX targets: a name, how its look-up ended and its addresses.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          one                         | other                      | near                                                 | expected
          m1.a.test ANSWER 192.0.2.1  | m2.a.test ANSWER 192.0.2.2 | mx.target-unresolvable mx.target-partly-unresolvable |
          m1.a.test NXDOMAIN          | m2.a.test NXDOMAIN         | mx.target-partly-unresolvable                        | mx.target-unresolvable BROKEN a.test
          m1.a.test NODATA            | m2.a.test NXDOMAIN         | mx.target-partly-unresolvable                        | mx.target-unresolvable BROKEN a.test
          m1.a.test NXDOMAIN          | m2.a.test ANSWER 192.0.2.2 | mx.target-unresolvable                               | mx.target-partly-unresolvable AT_RISK a.test
          m1.a.test NXDOMAIN          | m2.a.test TIMEOUT          | mx.target-unresolvable                               | mx.target-partly-unresolvable AT_RISK a.test
          m1.a.test TIMEOUT           | m2.a.test ANSWER 192.0.2.2 | mx.target-unresolvable mx.target-partly-unresolvable |
          m1.a.test SERVFAIL          | m2.a.test SERVFAIL         | mx.target-unresolvable mx.target-partly-unresolvable |
          192.0.2.1 NXDOMAIN          | m2.a.test ANSWER 192.0.2.2 | mx.target-unresolvable                               | mx.target-partly-unresolvable AT_RISK a.test; mx.target-is-address AT_RISK 192.0.2.1
          192.0.2.1 NXDOMAIN          | 192.0.2.2 NXDOMAIN         | mx.target-partly-unresolvable                        | mx.target-unresolvable BROKEN a.test; mx.target-is-address BROKEN 192.0.2.1; mx.target-is-address BROKEN 192.0.2.2
          m1.4u.test ANSWER 192.0.2.1 | m2.a.test ANSWER 192.0.2.2 | mx.target-is-address                                 |
          192.0.2.1.a.test NXDOMAIN   | m2.a.test ANSWER 192.0.2.2 | mx.target-unresolvable                               | mx.target-partly-unresolvable AT_RISK a.test; mx.target-is-address AT_RISK 192.0.2.1.a.test
          192.0.2.1.a.test ANSWER 192.0.2.1 | m2.a.test ANSWER 192.0.2.2 | mx.target-is-address                           |
          192.0.2.1.b.test NXDOMAIN   | m2.a.test ANSWER 192.0.2.2 | mx.target-is-address                                 | mx.target-partly-unresolvable AT_RISK a.test
          2.0.192.a.test NXDOMAIN     | m2.a.test ANSWER 192.0.2.2 | mx.target-is-address                                 | mx.target-partly-unresolvable AT_RISK a.test
          """)
  void targetsAreNamesWithAddresses(
      String one, String other, @Nullable String near, @Nullable String expected) {
    Evidences evidences = new Evidences();
    List<String> records = new ArrayList<>();
    for (String line : List.of(one, other)) {
      String[] words = line.split(" ");
      records.add((10 * (records.size() + 1)) + " " + words[0]);
      String[] addresses = words.length > 2 ? new String[] {words[2]} : new String[0];
      evidences.seen(words[0], host(words[0], words[1], addresses));
    }
    evidences.seen(DOMAIN, mx("ANSWER", "SECURE", records.toArray(String[]::new)));
    Rows.check(new TargetsRule().judge(evidences.about(DOMAIN)), near, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          alias       | near               | expected
          real.a.test |                    | mx.target-is-alias AT_RISK m1.a.test [alias=real.a.test]
                      | mx.target-is-alias |
          """)
  void anAliasIsNoTarget(@Nullable String alias, @Nullable String near, @Nullable String expected) {
    Evidences evidences =
        new Evidences()
            .seen(DOMAIN, mx("ANSWER", "SECURE", "10 m1.a.test"))
            .seen("m1.a.test", aliased("m1.a.test", alias, "ANSWER", "192.0.2.1"));
    Rows.check(new TargetsRule().judge(evidences.about(DOMAIN)), near, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          words           | near              | expected
          private private |                   | mx.target-private BROKEN m1.a.test; mx.target-private BROKEN m2.a.test
          private public  |                   | mx.target-private AT_RISK m1.a.test
          public public   | mx.target-private |
          deadline public | mx.target-private |
          """)
  void privateAddressesCountWhereTheyMayNotBeAsked(
      String words, @Nullable String near, @Nullable String expected) {
    Evidences evidences =
        new Evidences().seen(DOMAIN, mx("ANSWER", "SECURE", "10 m1.a.test", "20 m2.a.test"));
    int number = 0;
    for (String word : words.split(" ")) {
      String host = "m" + ++number + ".a.test";
      String address = (word.equals("private") ? "10.0.0." : "192.0.2.") + number;
      String subject = host + "/" + address;
      evidences.seen(host, host(host, "ANSWER", address));
      switch (word) {
        case "private" -> evidences.unseen(SmtpDialogue.class, subject, Reason.PRIVATE_ADDRESS);
        case "deadline" -> evidences.unseen(SmtpDialogue.class, subject, Reason.DEADLINE);
        default -> evidences.seen(subject, dialogue(host, address, reply("250 2.1.5 Ok")));
      }
    }
    Rows.check(new TargetsRule().judge(evidences.about(DOMAIN)), near, expected);
  }
}
