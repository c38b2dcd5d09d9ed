package org.mailmedic.protocol.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.protocol.mtasts.StsPolicy.Mode;

class StsPolicyTest {

  @Test
  void theExampleOfTheStandard() {
    StsPolicy policy =
        StsPolicy.parse(
                "version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\n"
                    + "mx: *.Example.net\r\nmx: backupmx.example.com\r\nmax_age: 604800\r\n")
            .policy();
    assertThat(policy)
        .isEqualTo(
            new StsPolicy(
                Mode.ENFORCE,
                List.of("mail.example.com", "*.example.net", "backupmx.example.com"),
                604800));
  }

  @ParameterizedTest
  @CsvSource({
    "mail.example.com, mail.example.com, true",
    "mail.example.com, MAIL.example.com, true",
    "mail.example.com, mail2.example.com, false",
    "*.example.com, mail.example.com, true",
    "*.example.com, a.mail.example.com, false",
    "*.example.com, example.com, false",
    "*.example.com, mailexample.com, false",
    "*.com, example.com, true",
  })
  void aWildcardStandsForOneLabel(String pattern, String host, boolean allowed) {
    StsPolicy policy = new StsPolicy(Mode.ENFORCE, List.of(pattern), 1);
    assertThat(policy.allows(host)).isEqualTo(allowed);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertThat(StsPolicy.parse("version: STSv1\nmode: enforced\n").problem())
        .isEqualTo("mode: enforced");
    assertThat(StsPolicy.parse("<!DOCTYPE html>").problem()).isEqualTo("<!DOCTYPE html>");
    assertThat(StsPolicy.parse("").problem()).isEqualTo("no version");
    assertThat(StsPolicy.parse("version: STSv1\nmode: none\nmax_age: 1\n".repeat(1000)).problem())
        .isEqualTo("more than 1000 lines");
    assertThat(StsPolicy.parse("x".repeat(60_000)).problem()).hasSize(100);
  }

  @Test
  void ofAFieldThatStandsTwiceTheFirstCounts() {
    StsPolicy policy =
        StsPolicy.parse("version: STSv1\nmode: none\nmode: enforce\nmax_age: 1\nmax_age: 2\n")
            .policy();
    assertThat(policy).isEqualTo(new StsPolicy(Mode.NONE, List.of(), 1));
  }
}
