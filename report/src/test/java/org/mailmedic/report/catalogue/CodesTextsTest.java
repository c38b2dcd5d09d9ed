package org.mailmedic.report.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmedic.knowledge.codes.Asked;
import org.mailmedic.knowledge.codes.ReplyCode;
import org.mailmedic.knowledge.codes.ReplyCodes;

/// The reference of replies and its texts know the same codes.
class CodesTextsTest {
  /// The guide's table and what stands beside it: what to do first is told for each.
  private static final Set<String> GUIDE =
      Set.of(
          "420",
          "421",
          "432",
          "449",
          "450",
          "451",
          "452",
          "455",
          "500",
          "501",
          "502",
          "503",
          "504",
          "521",
          "523",
          "535",
          "550",
          "551",
          "552",
          "553",
          "554",
          "555",
          "556",
          "550-5.7.1",
          "550-5.7.26");

  @ParameterizedTest
  @ValueSource(strings = {"en", "pl"})
  void everyCodeHasAMeaningAndNoTextIsStale(String language) {
    Catalogue catalogue = Catalogue.of(language);
    Set<String> wanted = new LinkedHashSet<>();
    for (ReplyCode entry : ReplyCodes.builtIn().all()) {
      wanted.add(entry.text());
    }
    Set<String> there = new LinkedHashSet<>(catalogue.keys("code."));
    there.removeIf(key -> key.endsWith(".action"));
    assertThat(there).containsExactlyInAnyOrderElementsOf(wanted);
    for (String code : GUIDE) {
      assertThat(catalogue.keys("code." + code + ".action")).as("code %s", code).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "pl"})
  void everyDigitHasAMeaning(String language) {
    Catalogue catalogue = Catalogue.of(language);
    for (int code = 200; code < 600; code += 10) {
      for (String enhanced : new String[] {"2.0.0", "4.7.1", "5.9.1", "5.12.1", "x.3.4"}) {
        for (String key : ReplyCodes.digits(new Asked(code, enhanced))) {
          assertThat(catalogue.keys(key)).contains(key);
        }
      }
    }
    for (int subject = 0; subject <= 9; subject++) {
      for (String key : ReplyCodes.digits(new Asked(0, "5." + subject + ".0"))) {
        assertThat(catalogue.keys(key)).contains(key);
      }
    }
  }
}
