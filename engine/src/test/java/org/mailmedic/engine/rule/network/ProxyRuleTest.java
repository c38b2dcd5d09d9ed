package org.mailmedic.engine.rule.network;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.testkit.Evidences;
import org.mailmedic.engine.testkit.Rows;
import org.mailmedic.engine.testkit.Talks;

/// What gives away something in between, and what merely looks like it.
class ProxyRuleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          hosts                                                       | near          | expected
          m1: ok; m2: ok                                              | network.proxy |
          m1: plain; m2: plain                                        | network.proxy |
          m1: greets 220 ************; m2: ok                         |               | network.proxy AT_RISK m1.a.test/192.0.2.1 [place=unknown, sign=banner]
          m1: greets 220 ************; m2: greets 220 ***********0*** |               | network.proxy AT_RISK m1.a.test/192.0.2.1 [place=here, sign=banner]; network.proxy AT_RISK m2.a.test/192.0.2.2 [place=here]
          m1: greets 220 mx1 *** no spam ***                          | network.proxy |
          m1: greets 554 ****                                         |               | network.proxy AT_RISK m1.a.test/192.0.2.1 [sign=banner]
          """)
  void hosts(String hosts, @Nullable String near, @Nullable String expected) {
    Rows.check(
        new ProxyRule().judge(Talks.add(new Evidences(), hosts).about("a.test")), near, expected);
  }
}
