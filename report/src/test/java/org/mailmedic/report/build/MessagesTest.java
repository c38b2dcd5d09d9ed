package org.mailmedic.report.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.report.catalogue.Catalogue;

/// From the YAML file to the finished sentence.
class MessagesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The server {host} is silent.                     | The server mx.example is silent.",
        "{hosts}                                          | a, b and c",
        "{hostsCount, plural, one {# server} other {# servers}} | 3 servers",
        "{nothingCount, plural, =0 {none} one {one} other {many}} | none",
        "{one, plural, one {a day} other {# days}}        | a day",
        "{many, plural, one {a day} other {# days}}       | 12,345 days",
        "{many, plural, =12345 {so many} one {a} other {b}} | so many",
        "{many}                                           | 12,345",
        "{port, select, 25 {mail} other {no mail}}        | mail",
        "{problem, select, timeout {late} other {odd}}    | late",
        "{problem, select, refused {no} other {odd}}      | odd",
        "a{nothing, select, none {} other { ({nothing})}}b | ab",
        "a{host, select, none {} other { ({host})}}b      | a (mx.example)b",
        "{nothing, select, refused {no} other {yes}}      | yes",
        "{nothing}                                        | …",
        "{when}                                           | 23\u00a0November 2026",
        "{long}                                           | 3\u00a0days",
        "{share}                                          | 0.3",
        "{problem, select, timeout {{one, plural, one {# x} other {# y}}!} other {}} z | 1 x! z",
        "# 50 % {{host}}                                  | PROBLEM",
        "{host                                            | PROBLEM",
        "host}                                            | PROBLEM",
        "it''s                                            | PROBLEM",
        "{a, plural, one {x}}                             | PROBLEM",
        "{a, plural, dozen {x} other {y}}                 | PROBLEM",
        "{a, number, integer}                             | PROBLEM",
        "{a, select, x {1} x {2} other {3}}               | PROBLEM",
        "{a, select, at-risk {1} other {3}}               | PROBLEM",
        "{a, plural, other {{b, select, other {#}}}}      | PROBLEM",
      })
  void putsArgumentsIn(String message, String sentence) throws IOException {
    write("en/x.yaml", "x: \"" + message.replace("''", "'") + "\"\n");
    TextFiles files = TextFiles.read(folder);
    assertThat(files.problems().isEmpty()).isEqualTo(!sentence.equals("PROBLEM"));
    if (files.problems().isEmpty()) {
      Catalogue catalogue = Catalogue.ofCompiled("en", TextCompiler.language(files, "en"));
      assertThat(catalogue.text("x", ARGUMENTS)).isEqualTo(sentence);
    } else {
      assertThat(files.problems().getFirst()).startsWith("en/x.yaml: x: ");
    }
  }

  private static final Map<String, Object> ARGUMENTS =
      Map.of(
          "host",
          "mx.example",
          "hosts",
          List.of("a", "b", "c"),
          "one",
          1L,
          "many",
          12_345L,
          "port",
          25,
          "problem",
          "timeout",
          "when",
          Instant.parse("2026-11-23T23:59:59Z"),
          "long",
          Duration.ofHours(70),
          "share",
          0.25);

  @Test
  void portsAreNotGroupedButQuantitiesAre() throws IOException {
    write("arguments.yaml", "a.b: {port: digits, limit: number}\n");
    write("en/x.yaml", "cause.a.b.title: \"{port} {limit}\"\n");
    assertThat(catalogue().text("cause.a.b.title", Map.of("port", 12_025L, "limit", 12_025L)))
        .isEqualTo("12025 12,025");
  }

  @Test
  void foreignValuesAreMadeHarmlessAndCut() throws IOException {
    write("en/x.yaml", "x: \"“{a}”\"\n");
    assertThat(catalogue().text("x", "a", "\u001b[31mred\r\n\u202elmth"))
        .isEqualTo("“\\x1b[31mred \\u202elmth”");
    assertThat(catalogue().text("x", "a", "y".repeat(10_000))).hasSize(503).endsWith("y…”");
  }

  @Test
  void longListsAreCounted() throws IOException {
    write("en/x.yaml", "x: \"{hosts}\"\n");
    List<String> hosts = IntStream.rangeClosed(1, 1_000).mapToObj(i -> "h" + i).toList();
    assertThat(catalogue().text("x", "hosts", hosts))
        .isEqualTo("h1, h2, h3, h4, h5, h6, h7, h8, h9, h10, h11, h12 and 988 more");
    assertThat(catalogue().text("x", "hosts", hosts.subList(0, 13))).endsWith(" and h13");
  }

  @Test
  void everyKeyIsFoundAndNoOther() throws IOException {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      yaml.append("k.").append(i).append(": \"text ").append(i).append("\"\n");
    }
    write("en/x.yaml", yaml.toString());
    Catalogue catalogue = catalogue();
    for (int i = 0; i < 500; i++) {
      assertThat(catalogue.text("k." + i)).isEqualTo("text " + i);
    }
    assertThat(catalogue.text("k.500")).isEqualTo("[k.500]");
    assertThat(catalogue.has("k")).isFalse();
    assertThat(catalogue.keys("k.49"))
        .containsExactly(
            "k.49", "k.490", "k.491", "k.492", "k.493", "k.494", "k.495", "k.496", "k.497", "k.498",
            "k.499");
  }

  @Test
  void whatIsMissingIsTakenFromEnglish() {
    Catalogue empty = Catalogue.ofCompiled("pl", emptyTexts());
    assertThat(empty.text("language.name")).isEqualTo("English");
    assertThat(empty.has("language.name")).isTrue();
    assertThat(empty.text("no.such.key")).isEqualTo("[no.such.key]");
  }

  @Test
  void keysThatStandTwiceAreTold() throws IOException {
    write("en/a.yaml", "x: \"1\"\n");
    write("en/b.yaml", "x: \"2\"\ny: 3\n\"no key\": \"4\"\n");
    assertThat(TextFiles.read(folder).problems())
        .containsExactlyInAnyOrder(
            "en/b.yaml: x stands in en/a.yaml too",
            "en/b.yaml: y has no text",
            "en/b.yaml: “no key” can be no key");
  }

  @Test
  void theBuildStopsForProblems() throws IOException {
    write("en/a.yaml", "x: \"{\"\n");
    assertThatThrownBy(() -> TextCompiler.main(new String[] {folder.toString(), folder.toString()}))
        .hasMessageContaining("en/a.yaml: x: ");
  }

  private static byte[] emptyTexts() {
    return new byte[] {'M', 'M', 'T', '1', 0, 0, 0, 0};
  }

  private Catalogue catalogue() throws IOException {
    TextFiles files = TextFiles.read(folder);
    assertThat(files.problems()).isEqualTo(Collections.emptyList());
    return Catalogue.ofCompiled("en", TextCompiler.language(files, "en"));
  }

  private void write(String name, String yaml) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, yaml);
  }
}
