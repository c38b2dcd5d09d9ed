package org.mailmedic.engine.rule.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.evidence.DmarcRecords;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.testkit.Evidences;
import org.mailmedic.engine.testkit.Rows;

/// What policy records mean: those of `a.b.test`, `b.test` and `test`, two of one name with ` & `
/// between them, and in the last column whether those elsewhere agree to get reports.
class DmarcRuleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          own                                            | above                   | reports | near                        | expected
          v=DMARC1; p=reject                             |                         |         | dmarc.missing dmarc.invalid |
          v=DMARC1; p=none; pct=5; rf=x; ri=y            |                         |         | dmarc.invalid               |
          v=DMARC1; p=none; adkim=maybe                  |                         |         | dmarc.invalid               |
          v=DMARC1; rua=mailto:x@b.test                  |                         |         | dmarc.invalid               |
                                                         | v=DMARC1; p=none        |         | dmarc.missing               |
                                                         |                         |         |                             | dmarc.missing ADVICE a.b.test
          v=spf1 -all                                    | google-verification=1   |         |                             | dmarc.missing ADVICE a.b.test
          SERVFAIL                                       |                         |         | dmarc.missing               |
                                                         | TIMEOUT                 |         | dmarc.missing               |
          v=DMARC1; p=rejct                              |                         |         | dmarc.missing               | dmarc.invalid AT_RISK a.b.test [problem=syntax, term=rejct, position=13]
          v=DMARC1; p=reject; sp=nothing                 |                         |         |                             | dmarc.invalid AT_RISK a.b.test [problem=syntax, position=24]
          v=DMARC1; p=reject; p=none                     |                         |         |                             | dmarc.invalid AT_RISK a.b.test [problem=syntax]
          v=DMARC1; p=quarantine; rua                    |                         |         |                             | dmarc.invalid AT_RISK a.b.test [problem=syntax]
          v=dmarc1; p=quarantine                         |                         |         |                             | dmarc.invalid AT_RISK a.b.test [problem=syntax]
          "v=DMARC1; p=none"                             |                         |         |                             | dmarc.invalid AT_RISK a.b.test [problem=syntax]
          v=DMARC1 p=none                                |                         |         |                             | dmarc.invalid AT_RISK a.b.test [problem=syntax]
          p=none                                         |                         |         |                             | dmarc.invalid AT_RISK a.b.test [problem=syntax]
          v=DMARC1; p=none & v=DMARC1; p=reject          |                         |         |                             | dmarc.invalid AT_RISK a.b.test [problem=several]
          v=DMARC1; p=none & other                       |                         |         | dmarc.invalid               |
                                                         | v=DMARC1; p=rejekt      |         |                             | dmarc.invalid AT_RISK b.test [problem=syntax]
          v=DMARC1; p=reject                             | v=DMARC1; p=rejekt      |         | dmarc.invalid               |
          v=DMARC1; p=none; rua=mailto:x@c.test          |                         | yes     | dmarc.invalid               |
          v=DMARC1; p=none; rua=mailto:x@c.test          |                         | unknown | dmarc.invalid               |
          v=DMARC1; p=none; rua=mailto:x@c.test          |                         | no      |                             | dmarc.invalid AT_RISK a.b.test [problem=reports, destination=c.test, authorize=a.b.test._report._dmarc.c.test. TXT "v=DMARC1"]
          v=DMARC1; p=none; rua=x                        |                         |         |                             | dmarc.invalid AT_RISK a.b.test [problem=reports, term=x]
          v=DMARC1; p=none; rua=x,mailto:x@b.test        |                         |         | dmarc.invalid               |
          """,
      quoteCharacter = '`')
  void records(
      @Nullable String own,
      @Nullable String above,
      @Nullable String reports,
      @Nullable String near,
      @Nullable String expected) {
    Rows.check(
        new Evidences()
            .seen("a.b.test", mx("ANSWER"))
            .seen("a.b.test", seen(own, above, reports))
            .about("a.b.test"),
        near,
        expected);
  }

  @Test
  void ofADomainThatIsNotThere() {
    Rows.check(
        new DmarcRule()
            .judge(
                new Evidences()
                    .seen("a.b.test", mx("NXDOMAIN"))
                    .seen("a.b.test", seen(null, null, null))
                    .about("a.b.test")),
        "dmarc.missing",
        null);
  }

  /// What people are told to publish.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                               | v=DMARC1; p=none; rua=mailto:postmaster@a.b.test",
        "v=DMARC1; p=rejct              | v=DMARC1; p=reject",
        "v=DMARC1; p=rejct; adkim=s; rua=mailto:x@b.test; x=y | v=DMARC1; p=reject; adkim=s; rua=mailto:x@b.test",
        "v=DMARC1; p=block; rua=x       | v=DMARC1; p=none",
        "v=DMARC1; p=reject; sp=nothing | v=DMARC1; p=reject",
        "v=DMARC1; p=reject; sp=non     | v=DMARC1; p=reject; sp=none",
        "v=DMARC1; p=reject; p=none     | v=DMARC1; p=reject",
        "v=DMARC1; p=quarantine; rua    | v=DMARC1; p=quarantine",
        "v=dmarc1; p=quarantine         | v=DMARC1; p=quarantine",
        "\"v=DMARC1; p=none\"           | v=DMARC1; p=none",
        "p=none                         | v=DMARC1; p=none",
        "v=DMARC1; p=none & v=DMARC1; p=reject | v=DMARC1; p=none",
        "v=DMARC1; p=reject; rua=x; t=n | v=DMARC1; p=reject; t=n",
      })
  void repairs(@Nullable String own, String wanted) {
    List<Finding> findings =
        new DmarcRule()
            .judge(
                new Evidences()
                    .seen("a.b.test", mx("ANSWER"))
                    .seen("a.b.test", seen(own, null, null))
                    .about("a.b.test"));
    assertThat(findings)
        .extracting(finding -> finding.arguments().get("wanted"))
        .containsExactly(wanted);
  }

  @Test
  void aPolicyIsEasedWhateverItHas() {
    assertThat(DmarcRepair.eased("v=DMARC1; p=reject; sp=quarantine; np=reject; rua=mailto:x@b.c"))
        .isEqualTo("v=DMARC1; p=none; sp=none; np=none; rua=mailto:x@b.c");
    assertThat(DmarcRepair.eased("nothing")).isNull();
  }

  private static MxRecords mx(String status) {
    List<MxRecords.Mx> records =
        status.equals("ANSWER") ? List.of(new MxRecords.Mx(10, "m.b.test")) : List.of();
    return new MxRecords("a.b.test", status, records, "INSECURE", null, null);
  }

  private static DmarcRecords seen(
      @Nullable String own, @Nullable String above, @Nullable String reports) {
    List<DmarcRecords.Answer> answers = new ArrayList<>();
    answers.add(answer("a.b.test", own));
    answers.add(answer("b.test", above));
    answers.add(answer("test", null));
    List<DmarcRecords.Destination> destinations =
        reports == null ? List.of() : List.of(destination(reports));
    return new DmarcRecords("a.b.test", answers, destinations);
  }

  private static DmarcRecords.Answer answer(String domain, @Nullable String what) {
    if (what == null) {
      return new DmarcRecords.Answer(domain, "NXDOMAIN", List.of(), null);
    }
    return what.equals("SERVFAIL") || what.equals("TIMEOUT")
        ? new DmarcRecords.Answer(domain, what, List.of(), null)
        : new DmarcRecords.Answer(domain, "ANSWER", List.of(what.split(" & ")), null);
  }

  private static DmarcRecords.Destination destination(String reports) {
    String name = "a.b.test._report._dmarc.c.test";
    return switch (reports) {
      case "yes" -> new DmarcRecords.Destination("c.test", name, "ANSWER", List.of("v=DMARC1"));
      case "no" -> new DmarcRecords.Destination("c.test", name, "NXDOMAIN", List.of());
      default -> new DmarcRecords.Destination("c.test", name, "TIMEOUT", List.of());
    };
  }
}
