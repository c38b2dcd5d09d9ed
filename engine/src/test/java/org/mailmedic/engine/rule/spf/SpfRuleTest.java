package org.mailmedic.engine.rule.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.SpfRecords;
import org.mailmedic.engine.evidence.SpfRecords.Source;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.knowledge.causes.Symptom;
import org.mailmedic.protocol.ip.IpAddress;
import org.mailmedic.protocol.spf.SpfEvaluation;
import org.mailmedic.protocol.spf.SpfEvaluator;
import org.mailmedic.protocol.spf.SpfRequest;

/// From a record and what it leads to, to findings and the record that would help.
class SpfRuleTest {
  private static final String DOMAIN = "a.example";

  /// What the names have besides the domain's own record.
  private static final String[] OTHERS = {
    "a.example MX mx.a.example",
    "a.example A 192.0.2.80",
    "a.example AAAA",
    "mx.a.example A 192.0.2.25",
    "mx.a.example AAAA",
    "list.example TXT v=spf1 ip4:198.51.100.0/24 ip6:2001:db8:1::/48 -all",
    "broken.example TXT v=spf1 ipv4:198.51.100.1 -all",
    "gone.example TXT",
    "gone.example A",
    "gone.example AAAA",
    "long.example TXT v=spf1 mx:a.example mx:a.example mx:a.example mx:a.example mx:a.example"
        + " mx:a.example mx:a.example mx:a.example mx:a.example -all"
  };

  private static SpfRecords.Answer answer(String line) {
    String[] parts = line.split(" ", 3);
    return parts.length == 2
        ? new SpfRecords.Answer(parts[0], parts[1], "NO_RECORDS", List.of(), null)
        : new SpfRecords.Answer(parts[0], parts[1], "FOUND", List.of(parts[2]), null);
  }

  private static List<Finding> judge(
      List<String> texts, @Nullable String service, Source source, String... senders) {
    List<SpfRecords.Answer> answers = new ArrayList<>();
    String status = texts.isEmpty() ? "NO_RECORDS" : "FOUND";
    answers.add(new SpfRecords.Answer(DOMAIN, "TXT", status, texts, null));
    for (String line : OTHERS) {
      answers.add(answer(line));
    }
    SpfRecords plain = new SpfRecords(DOMAIN, answers, service, 0, 0, List.of());
    List<SpfRecords.Evaluation> evaluations = new ArrayList<>();
    for (String sender : senders) {
      IpAddress address = IpAddress.parse(sender);
      assertThat(address).isNotNull();
      SpfEvaluation made = SpfEvaluator.evaluate(SpfRequest.of(address, DOMAIN), plain.dns());
      evaluations.add(
          new SpfRecords.Evaluation(
              sender, source, made.result().id(), null, null, 0, 0, null, List.of()));
    }
    SpfRecords seen = new SpfRecords(DOMAIN, answers, service, 0, 0, evaluations);
    Complaint complaint =
        Complaint.about(DOMAIN, null, DOMAIN)
            .withSymptoms(Set.of(Symptom.SEND))
            .withSendingAddresses(source == Source.OPTION ? List.of(senders) : List.of());
    Observation<SpfRecords> observation =
        new Observation<>(
            "e1",
            "sending.spf",
            SpfRecords.key(DOMAIN),
            new Attempt.Observed<>(seen),
            Instant.EPOCH,
            1);
    return new SpfRule().judge(new CaseFile(complaint, Instant.EPOCH, 1, List.of(observation)));
  }

  private static String told(List<Finding> findings) {
    List<String> told = new ArrayList<>();
    for (Finding finding : findings) {
      Map<String, Object> arguments = new LinkedHashMap<>(finding.arguments());
      arguments.keySet().retainAll(Set.of("problem", "term", "position", "where", "lookups"));
      told.add(finding.id() + " " + finding.level() + " " + arguments.values());
    }
    return String.join("; ", told);
  }

  private static @Nullable Object wanted(List<Finding> findings) {
    return findings.isEmpty() ? null : findings.getFirst().arguments().get("wanted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v=spf1 mx -all                        | ''                                                                 |
          v=spf1 mx ~all                        | ''                                                                 |
          v=spf1 +all                           | spf.allows-everyone ADVICE []                                      |
          v=spf1 mx a:192.0.2.7 -all            | spf.invalid AT_RISK [13, syntax, 192.0.2.7]                        | v=spf1 mx ip4:192.0.2.7 -all
          v=spf1 mx ip:192.0.2.0/24 -all        | spf.invalid AT_RISK [11, syntax, ip:192.0.2.0/24]                  | v=spf1 mx ip4:192.0.2.0/24 -all
          v=spf1 mx redirect:list.example       | spf.invalid AT_RISK [11, syntax, redirect:list.example]            | v=spf1 mx redirect=list.example
          v=spf1 mx \u00e2\u0080\u0093all       | spf.invalid AT_RISK [11, syntax, \u00e2\u0080\u0093all]            | v=spf1 mx -all
          v=spf1 mx moo -all                    | spf.invalid AT_RISK [11, syntax, moo]                              |
          v=spf1 mx include:gone.example -all   | spf.invalid AT_RISK [dead_include, include:gone.example]           | v=spf1 mx -all
          v=spf1 mx include:broken.example -all | spf.invalid AT_RISK [8, syntax, ipv4:198.51.100.1, broken.example] |
          v=spf1 ptr mx mx include:long.example | spf.invalid AT_RISK [13, too_many_lookups, mx:a.example, long.example] |
          v=spf1 ptr mx mx a a a a a a mx a -all| spf.invalid AT_RISK [11, too_many_lookups, a]                      | v=spf1 mx a -all
          v=spf1 mx -all\u00c2\u00a0          | spf.invalid AT_RISK [15, syntax, \u00c2\u00a0]                    | v=spf1 mx -all
          """)
  void judgesTheRecordAlone(String record, String expected, @Nullable String wanted) {
    List<Finding> findings = judge(List.of(record), null, Source.OPTION);
    assertThat(told(findings)).isEqualTo(expected);
    assertThat(wanted(findings)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          192.0.2.25    | v=spf1 mx -all             |                      |                    |
          192.0.2.26    | v=spf1 mx -all             |                      | BROKEN             | v=spf1 mx ip4:192.0.2.26 -all
          192.0.2.26    | v=spf1 mx ~all             |                      | BROKEN             | v=spf1 mx ip4:192.0.2.26 ~all
          192.0.2.26    | v=spf1 mx                  |                      | AT_RISK            | v=spf1 mx ip4:192.0.2.26
          2001:db8::7   | v=spf1 mx -all             |                      | BROKEN             | v=spf1 mx ip6:2001:db8::7 -all
          198.51.100.9  | v=spf1 mx -all             | include:list.example | BROKEN             | v=spf1 mx include:list.example -all
          203.0.113.9   | v=spf1 mx -all             | include:list.example | BROKEN             | v=spf1 mx ip4:203.0.113.9 -all
          203.0.113.9   | v=spf1 redirect=list.example |                    | BROKEN             | v=spf1 ip4:203.0.113.9 redirect=list.example
          203.0.113.9   | v=spf1 -ip4:203.0.113.0/24 mx -all |              | BROKEN             | v=spf1 ip4:203.0.113.9 -ip4:203.0.113.0/24 mx -all
          198.51.100.9  | v=spf1 include:long.example -all | include:list.example | BROKEN      | v=spf1 include:long.example ip4:198.51.100.9 -all
          """)
  void namesTheMissingSender(
      String sender,
      String record,
      @Nullable String service,
      @Nullable String level,
      @Nullable String wanted) {
    List<Finding> findings = judge(List.of(record), service, Source.OPTION, sender);
    assertThat(told(findings))
        .isEqualTo(level == null ? "" : "spf.excludes-sender " + level + " []");
    assertThat(wanted(findings)).isEqualTo(wanted);
  }

  @Test
  void theServiceIsNamedWhereOneOfItsAddressesMaySend() {
    String[] senders = {"198.51.100.0", "2001:db8:1::"};
    String terms = "include:list.example";
    List<Finding> none = judge(List.of("v=spf1 mx -all"), terms, Source.SERVICE, senders);
    assertThat(told(none)).isEqualTo("spf.excludes-sender BROKEN []");
    assertThat(wanted(none)).isEqualTo("v=spf1 mx include:list.example -all");
    assertThat(judge(List.of("v=spf1 ip4:198.51.100.0/24 -all"), terms, Source.SERVICE, senders))
        .isEmpty();
  }

  @Test
  void aMissingRecordIsWrittenWhereTheSendersAreKnown() {
    List<Finding> unknown = judge(List.of("hello"), null, Source.OPTION);
    assertThat(told(unknown)).isEqualTo("spf.missing AT_RISK []");
    assertThat(wanted(unknown)).isNull();
    assertThat(wanted(judge(List.of(), "include:list.example", Source.SERVICE)))
        .isEqualTo("v=spf1 include:list.example ~all");
    assertThat(wanted(judge(List.of(), "include:list.example", Source.OPTION, "192.0.2.9")))
        .isEqualTo("v=spf1 ip4:192.0.2.9 ~all");
  }

  @Test
  void severalRecordsAreMadeOne() {
    List<Finding> findings =
        judge(
            List.of("v=spf1 mx -all", "v=spf1 mx include:list.example ~all"), null, Source.OPTION);
    assertThat(told(findings)).isEqualTo("spf.invalid AT_RISK [several]");
    assertThat(wanted(findings)).isEqualTo("v=spf1 mx include:list.example -all");
  }

  @Test
  void whatWasNotSeenIsNoFinding() {
    assertThat(judge(List.of("v=spf1 mx include:never.asked.example -all"), null, Source.OPTION))
        .isEmpty();
  }
}
