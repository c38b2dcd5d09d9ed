package org.mailmedic.protocol.spf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class SpfRecordTest {

  /// Which mistake is told, at which character, and what stands there.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v=spf1 ip4:192.0.2.0/24 -all                 |
          V=sPf1   a  mx:a.example/24//64 ?all         |
          v=spf1 moo.cow-far_out=man:dog/cat -all      |
          v=spf1 include=a.example -all                |
          v=spf10 -all                                 | NO_VERSION 0 v=spf10 -all
          v=spf1 ip:192.0.2.1 -all                     | UNKNOWN_MECHANISM 7 ip:192.0.2.1
          v=spf1 -all moo                              | UNKNOWN_MECHANISM 12 moo
          v=spf1 all. -all                             | UNKNOWN_MECHANISM 7 all.
          v=spf1 1up=foo                               | UNKNOWN_MECHANISM 7 1up=foo
          v=spf1 redirect:a.example                    | COLON_FOR_EQUALS 7 redirect:a.example
          v=spf1 ?redirect=a.example                   | UNKNOWN_MECHANISM 7 ?redirect=a.example
          v=spf1 ip4:192.0.2.1 -all:x                  | UNEXPECTED_VALUE 25 :x
          v=spf1 include:a.example/24                  | BAD_NAME 15 a.example/24
          v=spf1 ptr/0 -all                            | UNEXPECTED_VALUE 10 /0
          v=spf1 include -all                          | MISSING_VALUE 7 include
          v=spf1 a: -all                               | MISSING_VALUE 7 a:
          v=spf1 exp= -all                             | MISSING_VALUE 7 exp=
          v=spf1 ip4 -all                              | MISSING_VALUE 7 ip4
          v=spf1 mx a:192.0.2.1 -all                   | ADDRESS_FOR_NAME 12 192.0.2.1
          v=spf1 a:museum -all                         | BAD_NAME 9 museum
          v=spf1 a:a.-com -all                         | BAD_NAME 9 a.-com
          v=spf1 a:a.example:8080 -all                 | BAD_NAME 9 a.example:8080
          v=spf1 exists:%{i}.%{x}.a.example            | BAD_MACRO 19 %{x}
          v=spf1 exists:%{i0}.a.example                | BAD_MACRO 14 %{i0}
          v=spf1 exists:%{i.a.example                  | BAD_MACRO 14 %{i.a.example
          v=spf1 exists:%(i).a.example                 | BAD_MACRO 14 %(
          v=spf1 exists:%{t}.a.example                 | MACRO_NOT_ALLOWED_HERE 14 %{t}
          v=spf1 -all foo=%abc                         | BAD_MACRO 16 %a
          v=spf1 ip4:192.0.2 -all                      | BAD_IPV4 11 192.0.2
          v=spf1 ip4:192.0.2.256 -all                  | BAD_IPV4 11 192.0.2.256
          v=spf1 ip4:192.0.02.1 -all                   | BAD_IPV4 11 192.0.02.1
          v=spf1 ip4:2001:db8::1 -all                  | BAD_IPV4 11 2001:db8::1
          v=spf1 ip6:192.0.2.1 -all                    | BAD_IPV6 11 192.0.2.1
          v=spf1 ip6:2001:db8:::1 -all                 | BAD_IPV6 11 2001:db8:::1
          v=spf1 ip4:192.0.2.0/33 -all                 | BAD_PREFIX 20 /33
          v=spf1 ip4:192.0.2.0/032 -all                | BAD_PREFIX 20 /032
          v=spf1 ip4:192.0.2.0/ -all                   | BAD_PREFIX 20 /
          v=spf1 a/24/64 -all                          | BAD_PREFIX 11 /64
          v=spf1 mx:a.example//129                     | BAD_PREFIX 20 /129
          v=spf1 redirect=a.example redirect=b.example | REPEATED_MODIFIER 26 redirect=b.example
          v=spf1 a –all                                | NOT_ASCII 9 –all
          v=spf1 a:a.example” -all                     | NOT_ASCII 18 ”
          """)
  void tellsTheFirstMistake(String text, String expected) {
    SpfRecord record = SpfRecord.parse(text);
    String told =
        record.problems().isEmpty()
            ? null
            : record.problems().getFirst().kind()
                + " "
                + record.problems().getFirst().position()
                + " "
                + record.problems().getFirst().text();
    assertThat(told).isEqualTo(expected);
    assertThat(record.valid()).isEqualTo(expected == null);
  }

  @Test
  void tellsEveryMistakeAndReadsTheRest() {
    SpfRecord record = SpfRecord.parse("v=spf1 ip:192.0.2.1 mx ip4:1.2.3 -all");
    assertThat(record.problems()).extracting(SpfProblem::position).containsExactly(7, 27);
    assertThat(record.terms()).extracting(SpfTerm::text).containsExactly("mx", "-all");
    assertThat(record.terms()).extracting(SpfTerm::position).containsExactly(20, 33);
  }

  @Test
  void aRedirectionBesideAllIsVoid() {
    assertThat(SpfRecord.parse("v=spf1 redirect=a.example ~all").redirect()).isNull();
    assertThat(SpfRecord.parse("v=spf1 redirect=a.example mx").redirect()).isNotNull();
  }

  @Test
  void hostileRecordsAreCutShort() {
    SpfRecord many = SpfRecord.parse("v=spf1" + " a".repeat(SpfLimits.MAX_TERMS + 1));
    assertThat(many.terms()).hasSize(SpfLimits.MAX_TERMS);
    assertThat(many.valid()).isFalse();
    SpfRecord wrong = SpfRecord.parse("v=spf1" + " moo".repeat(200));
    assertThat(wrong.problems()).hasSize(SpfLimits.MAX_PROBLEMS);
    SpfRecord large = SpfRecord.parse("v=spf1 x=" + "y".repeat(SpfLimits.MAX_RECORD));
    assertThat(large.problems().getFirst().kind()).isEqualTo(SpfProblem.Kind.TOO_LONG);
  }

  /// Names of one label, which that suite allows and the one of RFC 7208 (a-only-toplabel) and the
  /// grammar (domain-end) forbid.
  private static final List<String> DEVIATIONS =
      List.of(
          "V=spf1 all Include:example.org a ?a -a +a ~a a:x a:x/0 a:x/24//64 a:x//64 mx mx:x ptr"
              + " ptr:x IP4:10.0.0.1 ip4:0.0.0.0/0 ip4:10.0.0.1/24 ip6:2001:db8::1"
              + " ip6:2001:db8::1/128 exists:x REDIRECT=x exp=X Other=x");

  @Test
  void agreesWithTheSharedVectors() throws Exception {
    Path file = Path.of(System.getProperty("mailmedic.shared"), "suites/records/vectors.json");
    assumeTrue(Files.isRegularFile(file), "the record vectors are not here");
    List<String> different = new ArrayList<>();
    int count = 0;
    try (JsonParser in =
        new JsonFactory().createParser(ObjectReadContext.empty(), Files.readString(file))) {
      in.nextToken();
      while (in.nextToken() == JsonToken.START_OBJECT) {
        String kind = "";
        String text = "";
        boolean valid = false;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
          in.nextToken();
          switch (name) {
            case "kind" -> kind = in.getString();
            case "text" -> text = in.getString();
            case "valid" -> valid = in.getBooleanValue();
            default -> {}
          }
        }
        if (kind.equals("spf-record")) {
          count++;
          if (SpfRecord.parse(text).valid() != valid) {
            different.add(text);
          }
        }
      }
    }
    assertThat(different).isEqualTo(DEVIATIONS);
    assertThat(count).isEqualTo(26);
  }
}
