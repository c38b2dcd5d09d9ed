package org.mailmedic.engine.rule.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.evidence.DnssecChain;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.testkit.Evidences;
import org.mailmedic.engine.testkit.Rows;

class DnssecRuleTest {
  private static final String DOMAIN = "a.test";

  private static List<Finding> judge(
      String security, String bogus, @Nullable String fault, @Nullable Instant expired) {
    List<String> questions = bogus.isEmpty() ? List.of() : List.of(bogus.split(", "));
    DnssecChain chain =
        new DnssecChain(
            DOMAIN,
            security,
            questions,
            fault,
            fault == null ? null : DOMAIN,
            expired,
            null,
            true,
            List.of(13),
            null);
    MxRecords mx =
        new MxRecords(
            DOMAIN,
            "ANSWER",
            List.of(new MxRecords.Mx(10, "m1.b.test"), new MxRecords.Mx(20, "m2.c.test")),
            "SECURE",
            null,
            null);
    return new DnssecRule()
        .judge(new Evidences().seen(DOMAIN, chain).seen(DOMAIN, mx).about(DOMAIN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          security      | bogus                       | near             | expected
          SECURE        | ''                          | dns.dnssec-bogus |
          INSECURE      | ''                          | dns.dnssec-bogus |
          INDETERMINATE | ''                          | dns.dnssec-bogus |
          BOGUS         | a.test MX                   |                  | dns.dnssec-bogus BROKEN
          BOGUS         | a.test MX, m1.b.test A      |                  | dns.dnssec-bogus BROKEN
          BOGUS         | m1.b.test A, m1.b.test AAAA |                  | dns.dnssec-bogus AT_RISK
          BOGUS         | m1.b.test A, m2.c.test A    |                  | dns.dnssec-bogus BROKEN
          BOGUS         | m1.b.test AAAA              |                  | dns.dnssec-bogus AT_RISK
          """)
  void bogusRecordsOfTheDomainStopMail(
      String security, String bogus, @Nullable String near, @Nullable String expected) {
    String fault = security.equals("BOGUS") ? "BAD_SIGNATURE" : null;
    Rows.check(judge(security, bogus, fault, null), near, expected);
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRED, expired",
    "NOT_YET_VALID, not_yet_valid",
    "DS_MISMATCH, ds_mismatch",
    "UNSIGNED, unsigned",
    "BAD_SIGNATURE, bad_signature",
    "MISSING_PROOF, missing_proof"
  })
  void theReasonIsTold(String fault, String word) {
    Instant when = fault.equals("EXPIRED") ? Instant.parse("2026-11-01T00:00:00Z") : null;
    Finding finding = judge("BOGUS", "a.test MX", fault, when).getFirst();
    assertThat(finding.id()).isEqualTo("dns.dnssec-bogus");
    assertThat(finding.arguments()).containsEntry("reason", word).containsEntry("zone", DOMAIN);
    assertThat(finding.arguments().get("expired")).isEqualTo(when);
  }
}
