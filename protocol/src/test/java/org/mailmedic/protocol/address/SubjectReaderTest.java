package org.mailmedic.protocol.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SubjectReaderTest {

  private static final String[][] VALID = {
    // typed, local part (null: bare domain), domain
    {"anna@example.com", "anna", "example.com"},
    {"Anna.Nowak@Example.COM", "Anna.Nowak", "example.com"},
    {"  anna@example.com\t", "anna", "example.com"},
    {"\ufeffanna@example.com\u200b\u00a0", "anna", "example.com"},
    {"mailto:anna@example.com", "anna", "example.com"},
    {"MAILTO:anna+x@example.com?subject=Hi%20there", "anna+x", "example.com"},
    {"mailto:anna%2Bx%40@example.com".replace("%40@", "@"), "anna+x", "example.com"},
    {"<anna@example.com>", "anna", "example.com"},
    {"Anna Nowak <anna@example.com>", "anna", "example.com"},
    {"\"Nowak, <Anna>\" <anna@example.com>", "anna", "example.com"},
    {"Jan \"the < man\" <\"j>an\"@example.com>", "\"j>an\"", "example.com"},
    {"anna(work)@example.com", "anna", "example.com"},
    {"anna@(at)example.com (the shop)", "anna", "example.com"},
    {"\"anna\"@example.com", "anna", "example.com"},
    {"\"anna nowak\"@example.com", "\"anna nowak\"", "example.com"},
    {"\"a@b\"@example.com", "\"a@b\"", "example.com"},
    {"\"a\\\"b\\c\"@example.com", "\"a\\\"bc\"", "example.com"},
    {"\".anna\"@example.com", "\".anna\"", "example.com"},
    {"o'brien@example.ie", "o'brien", "example.ie"},
    {"łukasz@example.pl", "łukasz", "example.pl"},
    {"e\u0301va@example.hu", "\u00e9va", "example.hu"},
    {"info@żółw.example", "info", "xn--w-uga1v8h.example"},
    {"info@faß.example", "info", "xn--fa-hia.example"},
    {"info@例え。テスト", "info", "xn--r8jz45g.xn--zckzah"},
    {"post@xn--fa-hia.example", "post", "xn--fa-hia.example"},
    {"example.com", null, "example.com"},
    {"Example.COM.", null, "example.com"},
    {"ŻÓŁW.example", null, "xn--w-uga1v8h.example"},
    {"io.", null, "io"},
    {"anna@io", "anna", "io"},
    {"shop.example.co.uk", null, "shop.example.co.uk"},
  };

  @TestFactory
  List<DynamicTest> reads() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String[] row : VALID) {
      tests.add(
          DynamicTest.dynamicTest(
              row[0],
              () -> {
                Subject read = SubjectReader.read(row[0]);
                assertThat(read).isInstanceOf(Subject.Valid.class);
                Subject.Valid valid = (Subject.Valid) read;
                assertThat(valid.localPart()).isEqualTo(row[1]);
                assertThat(valid.domain()).isEqualTo(row[2]);
              }));
    }
    return tests;
  }

  private static final Object[][] INVALID = {
    // typed, problem, position, suggestion
    {"", InputProblem.EMPTY, 0, null},
    {" \u200b ", InputProblem.EMPTY, 0, null},
    {"a".repeat(10_240), InputProblem.TOO_LONG, 2048, null},
    {"anna\u0007@example.com", InputProblem.CONTROL_CHARACTER, 4, null},
    {"anna\u0000@example.com", InputProblem.CONTROL_CHARACTER, 4, null},
    {"anna\ufffd@example.com", InputProblem.CONTROL_CHARACTER, 4, null},
    {"anna@ex\ufffdmple.example", InputProblem.CONTROL_CHARACTER, 7, null},
    {"anna@example.com\r\nRCPT TO:<x@example.org>", InputProblem.LINE_BREAK, 16, null},
    {"anna\r\n @example.com\r\nDATA", InputProblem.LINE_BREAK, 19, null},
    {"mailto:anna%0D%0ARCPT@example.com", InputProblem.LINE_BREAK, 11, null},
    {"X\nBcc: y <anna@example.com>", InputProblem.LINE_BREAK, 1, null},
    {"exa\u200bmple.com", InputProblem.INVISIBLE_CHARACTER, 3, null},
    {"an\u202ena@example.com", InputProblem.INVISIBLE_CHARACTER, 2, null},
    {"an\ud800na@example.com", InputProblem.CONTROL_CHARACTER, 2, null},
    {"https://example.com/", InputProblem.URL, 0, "example.com"},
    {"https://www.example.com/contact?x=1", InputProblem.URL, 0, "example.com"},
    {"http://user@example.com:8080/x", InputProblem.URL, 0, "example.com"},
    {"example.com/contact", InputProblem.URL, 0, "example.com"},
    {"example.com:25", InputProblem.URL, 0, "example.com"},
    {"a@example.com, b@example.com", InputProblem.SEVERAL, 13, null},
    {"a@example.com b@example.com", InputProblem.SEVERAL, 13, null},
    {"anna@@example.com", InputProblem.TWO_AT, 5, "anna@example.com"},
    {"an@na@example.com", InputProblem.TWO_AT, 5, null},
    {"a" + "@".repeat(2000), InputProblem.TWO_AT, 2, null},
    {"@example.com", InputProblem.NO_LOCAL_PART, 0, "example.com"},
    {"anna@", InputProblem.NO_DOMAIN, 5, null},
    {"example", InputProblem.NO_DOT, 0, null},
    {"anna nowak@example.com", InputProblem.SPACE, 5, null},
    {"anna@example com", InputProblem.SPACE, 13, null},
    {"anna example.com", InputProblem.SPACE, 4, null},
    {".anna@example.com", InputProblem.DOT, 0, null},
    {"anna.@example.com", InputProblem.DOT, 5, null},
    {"anna@example..com", InputProblem.DOT, 13, "anna@example.com"},
    {"anna@example.com.", InputProblem.DOT, 17, "anna@example.com"},
    {"example..com", InputProblem.DOT, 8, "example.com"},
    {".", InputProblem.DOT, 0, null},
    {"anna,nowak@example.com", InputProblem.LOCAL_CHARACTER, 4, null},
    {"anna@example,com", InputProblem.DOMAIN_CHARACTER, 12, "anna@example.com"},
    {"\"anna@example.com", InputProblem.QUOTE_UNCLOSED, 0, null},
    {"(anna@example.com", InputProblem.COMMENT_UNCLOSED, 0, null},
    {"(".repeat(1000) + ")".repeat(1000) + "a@b.c", InputProblem.COMMENT_UNCLOSED, 0, null},
    {"a".repeat(65) + "@example.com", InputProblem.LOCAL_TOO_LONG, 0, null},
    {"ł".repeat(33) + "@example.com", InputProblem.LOCAL_TOO_LONG, 0, null},
    {"a@" + "b".repeat(64) + ".com", InputProblem.LABEL_TOO_LONG, 2, null},
    {"a@" + "bcd.".repeat(63) + "comm", InputProblem.DOMAIN_TOO_LONG, 2, null},
    {"aaa@" + "bcd.".repeat(62) + "com", InputProblem.ADDRESS_TOO_LONG, 0, null},
    {"anna@exam_ple.com", InputProblem.UNDERSCORE, 9, null},
    {"anna@-example.com", InputProblem.HYPHEN, 5, null},
    {"anna@example-.com", InputProblem.HYPHEN, 5, null},
    {"exa$mple.com", InputProblem.DOMAIN_CHARACTER, 3, null},
    {"anna@exam\u0378ple.com", InputProblem.IDN, 5, null},
    {"anna@[192.0.2.1]", InputProblem.DOMAIN_LITERAL, 5, null},
    {"anna@192.0.2.1", InputProblem.IP_ADDRESS, 5, null},
    {"192.0.2.1", InputProblem.IP_ADDRESS, 0, null},
    {"2001:db8::1", InputProblem.IP_ADDRESS, 0, null},
    {"[192.0.2.1]", InputProblem.IP_ADDRESS, 0, null},
  };

  @TestFactory
  List<DynamicTest> refuses() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Object[] row : INVALID) {
      String typed = (String) row[0];
      tests.add(
          DynamicTest.dynamicTest(
              row[1] + " " + typed.substring(0, Math.min(40, typed.length())),
              () -> {
                Subject read = SubjectReader.read(typed);
                assertThat(read).isInstanceOf(Subject.Invalid.class);
                Subject.Invalid invalid = (Subject.Invalid) read;
                assertThat(invalid.problem()).isEqualTo(row[1]);
                assertThat(invalid.position()).isEqualTo(row[2]);
                assertThat(invalid.suggestion()).isEqualTo(row[3]);
                assertThat(invalid.offending())
                    .hasSizeLessThanOrEqualTo(64)
                    .doesNotContainPattern("\\p{Cntrl}");
              }));
    }
    return tests;
  }

  @Test
  void everyProblemHasACase() {
    List<Object> seen = new ArrayList<>();
    for (Object[] row : INVALID) {
      seen.add(row[1]);
    }
    assertThat(seen).contains((Object[]) InputProblem.values());
  }

  @Test
  void notesSayWhatWasPutRight() {
    assertThat(notes("Anna <anna@żółw.example>"))
        .containsExactlyInAnyOrder(Subject.Note.UNWRAPPED, Subject.Note.IDN);
    assertThat(notes("(x)\"a b\"@io"))
        .containsExactlyInAnyOrder(
            Subject.Note.COMMENT_REMOVED, Subject.Note.QUOTED, Subject.Note.SINGLE_LABEL);
    assertThat(notes("łukasz@example.pl")).containsExactly(Subject.Note.SMTPUTF8);
    assertThat(notes("anna@example.com")).isEmpty();
  }

  private static Set<Subject.Note> notes(String typed) {
    return ((Subject.Valid) SubjectReader.read(typed)).notes();
  }

  @Test
  void offendingCharactersAreMadeVisible() {
    Subject.Invalid invalid = (Subject.Invalid) SubjectReader.read("a\u0007b@example.com");
    assertThat(invalid.offending()).isEqualTo("U+0007");
  }
}
