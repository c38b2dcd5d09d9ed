package org.mailmedic.report.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {

  @ParameterizedTest
  @CsvSource(
      value = {
        "pl, pl", "PL, pl", "pl-PL, pl", "pl_PL.UTF-8, pl", "pl_PL@euro, pl", "en, en", "en_GB, en",
        "C, en", "POSIX, en", "C.UTF-8, en", "tlh, en", "'', en", "../../x, en", "xx:pl:en, pl",
        "'xx, pl', pl", "en:pl, en", "plpl, en", "p, en", "NULL, en"
      },
      nullValues = "NULL")
  void theBestLanguageForATagOrLocale(String wanted, String language) {
    assertThat(Languages.best(wanted)).isEqualTo(language);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "LANG=pl_PL.UTF-8, pl",
        "LANG=pl_PL.UTF-8 LC_ALL=en_US.UTF-8, en",
        "LANG=en_US.UTF-8 LC_MESSAGES=pl_PL, pl",
        "LANG=en_US.UTF-8 LC_ALL= LC_MESSAGES=pl_PL, pl",
        "LANG=en_US.UTF-8 LANGUAGE=pl:en, pl",
        "LANG=C LANGUAGE=pl, en",
        "LANG=C.UTF-8 LANGUAGE=pl, en",
      })
  void theEnvironmentIsReadAsGettextReadsIt(String variables, String language) {
    Map<String, String> environment = new HashMap<>();
    for (String variable : variables.split(" ")) {
      String[] pair = variable.split("=", 2);
      environment.put(pair[0], pair[1]);
    }
    assertThat(Languages.fromEnvironment(environment::get)).isEqualTo(language);
  }

  @Test
  void englishAndPolishAreThere() {
    assertThat(Languages.available()).contains("en", "pl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "pl", "de", "fr", "es", "it", "pt"})
  void pluralsAreThoseOfUnicode(String language) {
    PluralRules rules = PluralRules.forLocale(Locale.forLanguageTag(language));
    for (long number = 0; number <= 2_200; number++) {
      assertPlural(rules, language, number);
    }
    for (long number : List.of(12_345L, 1_000_000L, 1_000_001L, 2_000_000L, 1_000_000_000L)) {
      assertPlural(rules, language, number);
    }
  }

  private static void assertPlural(PluralRules rules, String language, long number) {
    assertThat(Plural.of(language, number).name().toLowerCase(Locale.ROOT))
        .as("%s %d", language, number)
        .isEqualTo(rules.select(number));
  }

  @Test
  void numbersAreThoseOfUnicode() {
    for (String language : Languages.available()) {
      LanguageForms forms = new LanguageForms(Catalogue.of(language));
      NumberFormat unicode = NumberFormat.getIntegerInstance(ULocale.forLanguageTag(language));
      for (long number : List.of(0L, 7L, 999L, 1_000L, 9_999L, 10_000L, 123_456L, 1_234_567_890L)) {
        assertThat(forms.number(number)).as(language).isEqualTo(unicode.format(number));
      }
    }
  }

  @Test
  void datesAreThoseOfUnicode() {
    for (String language : Languages.available()) {
      LanguageForms forms = new LanguageForms(Catalogue.of(language));
      ULocale locale = language.equals("en") ? ULocale.UK : ULocale.forLanguageTag(language);
      DateFormat unicode = DateFormat.getDateInstance(DateFormat.LONG, locale);
      unicode.setTimeZone(TimeZone.GMT_ZONE);
      for (int month = 1; month <= 12; month++) {
        Instant day = LocalDate.of(2026, month, 5).atStartOfDay().toInstant(ZoneOffset.UTC);
        assertThat(forms.date(day).replace('\u00a0', ' '))
            .as(language)
            .isEqualTo(unicode.format(Date.from(day)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "950, 950\u00a0ms, 950\u00a0ms",
    "1312, 1.3\u00a0seconds, '1,3\u00a0sekundy'",
    "1000, 1\u00a0second, 1\u00a0sekunda",
    "22000, 22\u00a0seconds, 22\u00a0sekundy",
    "300000, 5\u00a0minutes, 5\u00a0minut",
    "7200000, 2\u00a0hours, 2\u00a0godziny",
    "432000000, 5\u00a0days, 5\u00a0dni",
  })
  void lengthsOfTimeHaveOneUnit(long millis, String english, String polish) {
    java.time.Duration length = java.time.Duration.ofMillis(millis);
    assertThat(new LanguageForms(Catalogue.of("en")).duration(length)).isEqualTo(english);
    assertThat(new LanguageForms(Catalogue.of("pl")).duration(length)).isEqualTo(polish);
  }
}
