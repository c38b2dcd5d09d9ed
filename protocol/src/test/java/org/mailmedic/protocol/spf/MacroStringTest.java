package org.mailmedic.protocol.spf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MacroStringTest {

  /// The examples of RFC 7208 section 7.4, and some of our own.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          %{s}                                            | strong-bad@email.example.com
          %{o}                                            | email.example.com
          %{d}                                            | email.example.com
          %{d4}                                           | email.example.com
          %{d3}                                           | email.example.com
          %{d2}                                           | example.com
          %{d1}                                           | com
          %{dr}                                           | com.example.email
          %{d2r}                                          | example.email
          %{l}                                            | strong-bad
          %{l-}                                           | strong.bad
          %{lr}                                           | strong-bad
          %{lr-}                                          | bad.strong
          %{l1r-}                                         | strong
          %{ir}.%{v}._spf.%{d2}                           | 3.2.0.192.in-addr._spf.example.com
          %{lr-}.lp._spf.%{d2}                            | bad.strong.lp._spf.example.com
          %{lr-}.lp.%{ir}.%{v}._spf.%{d2}                 | bad.strong.lp.3.2.0.192.in-addr._spf.example.com
          %{ir}.%{v}.%{l1r-}.lp._spf.%{d2}                | 3.2.0.192.in-addr.strong.lp._spf.example.com
          %{d2}.trusted-domains.example.net               | example.com.trusted-domains.example.net
          %{S}                                            | strong-bad%40email.example.com
          %{D2R}                                          | example.email
          %%x%_%-y.%{h}                                   | %x %20y.mta.example
          """)
  void expands(String written, String expected) {
    MacroString text = MacroParser.domain(written, 0).value();
    assertThat(text == null ? null : text.expand(MacroStringTest::value)).isEqualTo(expected);
  }

  private static String value(char letter) {
    return switch (letter) {
      case 's' -> "strong-bad@email.example.com";
      case 'l' -> "strong-bad";
      case 'i' -> "192.0.2.3";
      case 'v' -> "in-addr";
      case 'h' -> "mta.example";
      default -> "email.example.com";
    };
  }

  @Test
  void longNamesLoseLabelsOnTheLeft() {
    MacroString text = MacroParser.domain("a.%{l}.example.com", 0).value();
    assertThat(text).isNotNull();
    String name = text.name(letter -> "b".repeat(60) + ("." + "c".repeat(60)).repeat(3));
    assertThat(name).hasSize(194).startsWith("ccc").endsWith(".example.com");
  }

  @Test
  void whatMacrosGrowToIsLimited() {
    MacroString text = MacroParser.explanation("%{l}".repeat(400)).value();
    assertThat(text).isNotNull();
    assertThat(text.expand(letter -> "x".repeat(64))).hasSize(SpfLimits.MAX_EXPANDED);
  }
}
