package org.mailmedic.engine.rule.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.ResolverHealth;
import org.mailmedic.engine.testkit.Evidences;

/// A resolver that leaves the sign of life without an answer and gives those of the look-ups.
class BusyResolverTest {
  private static final String DOMAIN = "a.test";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TIMEOUT     | TIMEOUT     | true
          UNREACHABLE | UNREACHABLE | true
          TIMEOUT     | NOT_ASKED   | true
          TIMEOUT     | ANSWER      | false
          TIMEOUT     | NODATA      | false
          TIMEOUT     | SERVFAIL    | false
          ANSWER      | TIMEOUT     | false
          """)
  void isNoNetworkThatIsOffline(String root, String mx, boolean offline) {
    Evidences evidences =
        new Evidences()
            .seen(
                "",
                new ResolverHealth(
                    List.of(new ResolverHealth.Resolver("192.0.2.53:53", root, null, 3000))))
            .seen(DOMAIN, new MxRecords(DOMAIN, mx, List.of(), "INDETERMINATE", null, null));
    assertThat(new WayOutRule().judge(evidences.about(DOMAIN))).hasSize(offline ? 1 : 0);
  }
}
