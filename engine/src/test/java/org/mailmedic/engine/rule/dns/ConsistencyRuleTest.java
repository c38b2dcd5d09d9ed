package org.mailmedic.engine.rule.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.ServerView;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.testkit.Evidences;
import org.mailmedic.engine.testkit.Rows;

class ConsistencyRuleTest {
  private static final String DOMAIN = "a.test";

  /// @param answer status, AA bit and MX records, such as `ANSWER aa 10 mail.a.test`
  private static void view(Evidences evidences, int number, String answer) {
    String[] words = answer.split(" ");
    List<MxRecords.Mx> mail = new ArrayList<>();
    for (int i = 2; i + 1 < words.length; i += 2) {
      mail.add(new MxRecords.Mx(Integer.parseInt(words[i]), words[i + 1]));
    }
    ServerView.Reply reply = new ServerView.Reply("ANSWER", true, null, 1);
    String host = "ns" + number + ".a.test";
    String address = "192.0.2." + number;
    evidences.seen(
        DOMAIN + "/" + host + "/" + address,
        new ServerView(
            DOMAIN,
            DOMAIN,
            host,
            address,
            reply,
            reply,
            (long) number,
            List.of(),
            words[0],
            words[1].equals("aa"),
            mail));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          one                               | other                   | near                  | expected
          ANSWER aa 10 m.a.test             | ANSWER aa 10 m.a.test   | dns.zone-inconsistent |
          ANSWER aa 10 m.a.test             | ANSWER aa 20 m.a.test   |                       | dns.zone-inconsistent AT_RISK
          ANSWER aa 10 m.a.test             | ANSWER aa 10 old.a.test |                       | dns.zone-inconsistent AT_RISK
          ANSWER aa 10 m.a.test             | NODATA aa               |                       | dns.zone-inconsistent AT_RISK
          ANSWER aa 10 m.a.test             | NXDOMAIN aa             |                       | dns.zone-inconsistent AT_RISK
          NODATA aa                         | NXDOMAIN aa             | dns.zone-inconsistent |
          ANSWER aa 10 m.a.test             | REFUSED no              | dns.zone-inconsistent |
          ANSWER aa 10 m.a.test             | SERVFAIL no             | dns.zone-inconsistent |
          ANSWER aa 10 m.a.test             | TIMEOUT no              | dns.zone-inconsistent |
          ANSWER aa 10 m.a.test             | ANSWER no 10 old.a.test | dns.zone-inconsistent |
          ANSWER aa 10 m.a.test 20 n.a.test | ANSWER aa 10 m.a.test   |                       | dns.zone-inconsistent AT_RISK
          """)
  void serversThatDisagreeAreNamed(
      String one, String other, @Nullable String near, @Nullable String expected) {
    Evidences evidences = new Evidences();
    view(evidences, 1, one);
    view(evidences, 2, other);
    List<Finding> findings = new ConsistencyRule().judge(evidences.about(DOMAIN));
    Rows.check(findings, near, expected);
    findings.forEach(finding -> {
      assertThat(finding.evidence()).containsExactlyInAnyOrder("e1", "e2");
      assertThat((List<?>) finding.arguments().get("differences")).hasSize(2);
    });
  }
}
