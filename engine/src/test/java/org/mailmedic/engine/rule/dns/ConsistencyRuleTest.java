package org.mailmedic.engine.rule.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.ServerView;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.testkit.Evidences;
import org.mailmedic.knowledge.causes.Level;

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
      textBlock =
          """
          ANSWER aa 10 m.a.test            | ANSWER aa 10 m.a.test            | false
          ANSWER aa 10 m.a.test            | ANSWER aa 20 m.a.test            | true
          ANSWER aa 10 m.a.test            | ANSWER aa 10 old.a.test          | true
          ANSWER aa 10 m.a.test            | NODATA aa                        | true
          ANSWER aa 10 m.a.test            | NXDOMAIN aa                      | true
          NODATA aa                        | NXDOMAIN aa                      | false
          ANSWER aa 10 m.a.test            | REFUSED no                       | false
          ANSWER aa 10 m.a.test            | SERVFAIL no                      | false
          ANSWER aa 10 m.a.test            | TIMEOUT no                       | false
          ANSWER aa 10 m.a.test            | ANSWER no 10 old.a.test          | false
          ANSWER aa 10 m.a.test 20 n.a.test | ANSWER aa 10 m.a.test           | true
          """)
  void serversThatDisagreeAreNamed(String one, String other, boolean differs) {
    Evidences evidences = new Evidences();
    view(evidences, 1, one);
    view(evidences, 2, other);
    List<Finding> findings = new ConsistencyRule().judge(evidences.about(DOMAIN));
    assertThat(findings).hasSize(differs ? 1 : 0);
    findings.forEach(finding -> {
      assertThat(finding.id()).isEqualTo("dns.zone-inconsistent");
      assertThat(finding.level()).isEqualTo(Level.AT_RISK);
      assertThat(finding.evidence()).containsExactlyInAnyOrder("e1", "e2");
      assertThat((List<?>) finding.arguments().get("differences")).hasSize(2);
    });
  }
}
