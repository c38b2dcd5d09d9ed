package org.mailmedic.protocol.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.protocol.dkim.Anomaly;

class DmarcRecordTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v=DMARC1; p=reject                                      | REJECT     |",
        "v=DMARC1;p=Quarantine;                                  | QUARANTINE |",
        "v=DMARC1; p=none; sp=reject; np=quarantine; t=y; psd=n  | NONE       |",
        // leftovers of RFC 7489, in their places
        "v=DMARC1; p=reject; pct=20; rf=afrf; ri=86400           | REJECT     | OBSOLETE 20 pct, OBSOLETE 28 rf, OBSOLETE 37 ri",
        "v=DMARC1; p=reject; rua=mailto:a@example.com!10m        | REJECT     | OBSOLETE 24 mailto:a@example.com!",
        // defaults for what can't be read (section 4.7)
        "v=DMARC1; p=reject; adkim=strict                        | REJECT     | BAD_VALUE 26 strict",
        "v=DMARC1; p=reject; fo=2                                | REJECT     | BAD_VALUE 23 2",
        "v=DMARC1; p=reject;; x                                  | REJECT     | EMPTY_TAG 19 , NO_TAG 21 x",
        "v=DMARC1; p=reject; rua=a@example.com                   | REJECT     | BAD_VALUE 24 a@example.com",
        // section 4.10.1: a wrong policy counts as none where somebody wants reports
        "v=DMARC1; p=rejct; rua=mailto:a@example.com             | NONE       | BAD_VALUE 12 rejct",
        "v=DMARC1; p=reject; sp=no; rua=mailto:a@example.com     | NONE       | BAD_VALUE 23 no",
        "v=DMARC1; rua=mailto:a@example.com                      | NONE       | MISSING 34 p",
        // and else the record does not count
        "v=DMARC1; p=rejct                                       | -          | BAD_VALUE 12 rejct",
        "v=DMARC1; p=reject; sp=no                               | -          | BAD_VALUE 23 no",
        "v=DMARC1; p=reject; p=none                              | -          | DUPLICATE 20 p",
        "v=DMARC2; p=reject                                      | -          | BAD_VERSION 0 v=DMARC2; p=reject",
      })
  void read(String text, String policy, String anomalies) {
    DmarcRecord.Parsed parsed = DmarcRecord.parse(text);
    DmarcRecord record = parsed.record();
    assertThat(record == null ? "-" : record.policy().name()).isEqualTo(policy);
    assertThat(
            parsed.anomalies().stream()
                .map(DmarcRecordTest::told)
                .collect(Collectors.joining(", ")))
        .isEqualTo(anomalies == null ? "" : anomalies);
  }

  private static String told(Anomaly anomaly) {
    return anomaly.code() + " " + anomaly.at() + " " + anomaly.text();
  }

  @Test
  void policiesBelow() {
    DmarcRecord record = record("v=DMARC1; p=reject; sp=quarantine; np=none");
    assertThat(record.below(true)).isEqualTo(Policy.QUARANTINE);
    assertThat(record.below(false)).isEqualTo(Policy.NONE);
    assertThat(record("v=DMARC1; p=reject; sp=quarantine").below(false))
        .isEqualTo(Policy.QUARANTINE);
    assertThat(record("v=DMARC1; p=reject").below(false)).isEqualTo(Policy.REJECT);
  }

  @Test
  void reportAddresses() {
    DmarcRecord record =
        record(
            "v=DMARC1; p=none; rua=mailto:a@Example.com!5m , mailto:b%40x@example.net?subject=x,"
                + " https://example.org/r");
    assertThat(record.rua().stream().map(ReportAddress::mailDomain).toList().toString())
        .isEqualTo("[Optional[example.com], Optional[example.net], Optional.empty]");
    assertThat(record.percent()).isEqualTo(-1);
    assertThat(record("v=DMARC1; p=none; pct=25").percent()).isEqualTo(25);
  }

  private static DmarcRecord record(String text) {
    DmarcRecord record = DmarcRecord.parse(text).record();
    assertThat(record).isNotNull();
    return record;
  }

  @Test
  void onlyTheVersionMakesItMeant() {
    assertThat(List.of("v=DMARC1", "V = DMARC1 ;p=none", "v=DMARC1;"))
        .allMatch(DmarcRecord::isMeant);
    assertThat(List.of("", "v", "v=DMARC", "v=dmarc1; p=none", "v=DMARC11", " v=DMARC1", "x"))
        .noneMatch(DmarcRecord::isMeant);
  }
}
