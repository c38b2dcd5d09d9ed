package org.mailmedic.protocol.spf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpfSurveyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v=spf1 mx -all                                      | 1/0 FAIL [] 192.0.2.25, 2001:db8::25
          v=spf1 include:b.example ~all                       | 1/0 SOFTFAIL [] 198.51.100.0/24
          v=spf1 -include:b.example ip4:203.0.113.1           | 1/0 null [] 203.0.113.1
          v=spf1 redirect=b.example                           | 1/0 NEUTRAL [] 198.51.100.0/24
          v=spf1 +all                                         | 0/0 PASS [] 0.0.0.0/0, ::/0
          v=spf1 -all include:gone.example                    | 0/0 FAIL [] ''
          v=spf1 include:gone.example a:gone.example -all     | 2/1 FAIL [INCLUDE_WITHOUT_RECORD] ''
          v=spf1 redirect=gone.example                        | 1/0 null [REDIRECT_WITHOUT_RECORD] ''
          v=spf1 include:two.example -all                     | 1/0 FAIL [SEVERAL_RECORDS] ''
          v=spf1 include:bad.example -all                     | 1/0 FAIL [SYNTAX] ''
          v=spf1 include:deaf.example -all                    | 1/0 FAIL [LOOKUP_FAILED] ''
          v=spf1 mx:many.example -all                         | 1/0 FAIL [TOO_MANY_MX] ''
          v=spf1 a:w.example a:x.example a:y.example ?all     | 3/3 NEUTRAL [TOO_MANY_VOID_LOOKUPS] ''
          v=spf1 exists:%{i}.x.example ptr a:six.example -all | 3/0 FAIL [] 2001:db8::6
          """)
  void looksAtAllOfIt(String record, String expected) {
    Zones zones =
        Zones.of(
            "a.example TXT " + record,
            "a.example MX mx.a.example",
            "mx.a.example A 192.0.2.25",
            "mx.a.example AAAA 2001:db8::25",
            "b.example TXT v=spf1 ip4:198.51.100.0/24 ?all",
            "two.example TXT v=spf1 -all",
            "two.example TXT v=spf1 +all",
            "bad.example TXT v=spf1 ip:1",
            "six.example AAAA 2001:db8::6",
            "deaf.example TIMEOUT");
    for (int host = 0; host <= SpfLimits.MAX_MX; host++) {
      zones.add("many.example", "MX", "mx" + host + ".example");
    }
    SpfSurvey survey = SpfSurvey.of("a.example", zones);
    String found =
        survey.lookups()
            + "/"
            + survey.voidLookups()
            + " "
            + survey.all()
            + " "
            + survey.faults().stream().map(SpfFault::kind).toList()
            + " "
            + String.join(", ", survey.ranges().stream().map(Object::toString).toList());
    assertThat(found.strip()).isEqualTo(expected.replace("''", "").strip());
    assertThat(survey.complete()).isTrue();
  }

  @Test
  void countsPastTheLimitAndComesToAnEnd() {
    Zones zones =
        Zones.of(
            "a.example TXT v=spf1 include:b.example include:b.example -all",
            "b.example TXT v=spf1 a:c.example a:c.example a:c.example a:c.example a:c.example -all",
            "c.example A 192.0.2.1",
            "loop.example TXT v=spf1 include:loop.example include:loop.example -all");
    SpfSurvey survey = SpfSurvey.of("a.example", zones);
    assertThat(survey.lookups()).isEqualTo(12);
    assertThat(survey.faults()).hasSize(1);
    assertThat(survey.faults().getFirst().kind()).isEqualTo(SpfFault.Kind.TOO_MANY_LOOKUPS);
    SpfSurvey loop = SpfSurvey.of("loop.example", zones);
    assertThat(loop.lookups()).isBetween(SpfLimits.MAX_LOOKUPS, 2 * SpfLimits.MAX_SURVEYED);
    assertThat(zones.asked).hasSizeLessThan(200);
  }

  @Test
  void aDomainWithoutARecordHasNoFault() {
    SpfSurvey survey = SpfSurvey.of("a.example", Zones.of("a.example TXT hello"));
    assertThat(survey.texts()).isEmpty();
    assertThat(survey.faults()).isEmpty();
  }
}
