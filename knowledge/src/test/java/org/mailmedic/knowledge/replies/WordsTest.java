package org.mailmedic.knowledge.replies;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @Test
  void accentsAreTakenOffAsUnicodeHasIt() {
    for (char c = 0x80; c < 0x180; c++) {
      String plain =
          Normalizer.normalize(String.valueOf(Character.toLowerCase(c)), Normalizer.Form.NFD);
      char first = plain.charAt(0);
      if (first >= 'a' && first <= 'z') {
        assertThat(Words.fold(c)).as("U+%04x", (int) c).isEqualTo(first);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"ł, l", "Ø, o", "ß, s", "Й, й", "A, a"})
  void lettersThatUnicodeDoesNotTakeApart(char given, char plain) {
    assertThat(Words.fold(given)).isEqualTo(plain);
  }
}
