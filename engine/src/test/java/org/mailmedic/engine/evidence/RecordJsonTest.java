package org.mailmedic.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

class RecordJsonTest {
  enum Colour {
    RED,
    GREEN
  }

  sealed interface Shape {
    record Circle(double radius) implements Shape {}

    record Box(int width, @Nullable Integer height) implements Shape {}
  }

  record Tree(String name, List<Tree> branches) {}

  record All(
      String text,
      @Nullable String nothing,
      int small,
      long large,
      boolean yes,
      double share,
      Instant at,
      Duration took,
      Colour colour,
      List<String> list,
      Set<Colour> set,
      Map<String, Integer> map,
      Tree tree,
      Shape shape,
      List<Shape> shapes) {}

  private static final All ALL =
      new All(
          "zażółć \"gęślą\"",
          null,
          -3,
          1L << 40,
          true,
          0.25,
          Instant.parse("2026-11-23T10:00:00.123456Z"),
          Duration.ofNanos(1_500_001),
          Colour.GREEN,
          List.of("a", "b"),
          Set.of(Colour.GREEN, Colour.RED),
          Map.of("y", 2, "x", 1),
          new Tree("root", List.of(new Tree("leaf", List.of()))),
          new Shape.Circle(1.5),
          List.of(new Shape.Box(1, null), new Shape.Box(2, 3)));

  private static final String JSON =
      "{\"text\":\"zażółć \\\"gęślą\\\"\",\"nothing\":null,\"small\":-3,\"large\":1099511627776,"
          + "\"yes\":true,\"share\":0.25,\"at\":\"2026-11-23T10:00:00.123456Z\",\"took\":1.500001,"
          + "\"colour\":\"GREEN\",\"list\":[\"a\",\"b\"],\"set\":[\"RED\",\"GREEN\"],"
          + "\"map\":{\"x\":1,\"y\":2},"
          + "\"tree\":{\"name\":\"root\",\"branches\":[{\"name\":\"leaf\",\"branches\":[]}]},"
          + "\"shape\":{\"type\":\"circle\",\"radius\":1.5},"
          + "\"shapes\":[{\"type\":\"box\",\"width\":1,\"height\":null},"
          + "{\"type\":\"box\",\"width\":2,\"height\":3}]}";

  @Test
  void writesEveryKindOfComponent() {
    assertThat(json(ALL)).isEqualTo(JSON);
  }

  @Test
  void readsBackWhatItWrote() throws Exception {
    assertThat(read(JSON, All.class)).isEqualTo(ALL);
  }

  @Test
  void readsRealEvidenceBack() throws Exception {
    MxRecords seen =
        new MxRecords(
            "example.com",
            "ANSWER",
            List.of(new MxRecords.Mx(10, "mail.example.com")),
            "SECURE",
            null,
            null);
    assertThat(json(seen))
        .isEqualTo(
            "{\"domain\":\"example.com\",\"status\":\"ANSWER\","
                + "\"records\":[{\"preference\":10,\"host\":\"mail.example.com\"}],"
                + "\"security\":\"SECURE\",\"alias\":null,\"reason\":null}");
    assertThat(read(json(seen), MxRecords.class)).isEqualTo(seen);
  }

  @Test
  void wholeMillisecondsHaveNoFraction() {
    record Took(Duration took) {}
    assertThat(json(new Took(Duration.ofSeconds(2)))).isEqualTo("{\"took\":2000}");
    assertThat(json(new Took(Duration.ofSeconds(0, 300_000)))).isEqualTo("{\"took\":0.3}");
  }

  @Test
  void fieldsOfOtherVersionsAreSkippedAndMissingOnesAreEmpty() throws Exception {
    assertThat(read("{\"new\":{\"a\":[1,{}]},\"name\":\"x\"}", Tree.class))
        .isEqualTo(new Tree("x", List.of()));
    assertThat(read("{}", Shape.Box.class)).isEqualTo(new Shape.Box(0, null));
  }

  @Test
  void theParserStandsAtTheEndOfWhatWasRead() throws Exception {
    try (JsonParser in =
        RecordJson.factory()
            .createParser(ObjectReadContext.empty(), "[{\"radius\":1},{\"radius\":2}]")) {
      in.nextToken();
      List<Object> read = new ArrayList<>();
      while (in.nextToken() == tools.jackson.core.JsonToken.START_OBJECT) {
        read.add(RecordJson.read(in, Shape.Circle.class));
      }
      assertThat(read).containsExactly(new Shape.Circle(1), new Shape.Circle(2));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"small\":\"1\"}            | line 1, /small: a whole number expected",
        "{\"small\":1.5}              | line 1, /small: a whole number expected",
        "{\"list\":{}}                | line 1, /list: a list expected",
        "{\"list\":[1]}               | line 1, /list/0: text expected",
        "{\"at\":\"yesterday\"}       | line 1, /at: a time in ISO 8601 expected",
        "{\"colour\":\"BLUE\"}        | line 1, /colour: no Colour is called that",
        "{\"shape\":{\"radius\":1}}   | line 1, /shape/radius: the field type expected first",
        "{\"shape\":{\"type\":\"x\"}} | line 1, /shape/type: no Shape is called that",
        "{\"took\":1e999}             | line 1, /took: a number of milliseconds expected",
        "[]                           | line 1: an object expected",
      })
  void saysWhereAndWhatDoesNotFit(String json, String message) {
    assertThatThrownBy(() -> read(json, All.class))
        .isInstanceOf(UnreadableJson.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"small\":99999999999999}",
        "{\"small\":1",
        "{",
        "nonsense",
        "{\"tree\":{\"name\":"
      })
  void brokenJsonIsUnreadable(String json) {
    assertThatThrownBy(() -> read(json, All.class)).isInstanceOf(UnreadableJson.class);
  }

  @Test
  void whatARecordRefusesIsUnreadable() {
    record Positive(int number) {
      Positive {
        if (number < 0) {
          throw new IllegalArgumentException("number must not be negative");
        }
      }
    }
    assertThatThrownBy(() -> read("{\"number\":-1}", Positive.class))
        .isInstanceOf(UnreadableJson.class)
        .hasMessageEndingWith("no valid Positive: number must not be negative");
  }

  @Test
  void charactersThatActOnTerminalsAreEscaped() throws Exception {
    record Text(String text) {}
    Text hostile = new Text("a\u001b[31m\u007f\u009b\u202e\u2066\u200f\u2028b");
    String json = json(hostile);
    assertThat(json.codePoints()).allMatch(c -> c >= 0x20 && c < 0x7f);
    assertThat(json).contains("\\u001B[31m\\u007F\\u009b\\u202e\\u2066\\u200f\\u2028b");
    assertThat(read(json, Text.class)).isEqualTo(hostile);
  }

  @Test
  void halvesOfPairsAreReplaced() {
    record Text(String text) {}
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    try (JsonGenerator out = RecordJson.generator(bytes, false)) {
      RecordJson.write(out, new Text("\ud83d x \ud83d\ude00"));
    }
    assertThat(bytes.toString(java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("{\"text\":\"\ufffd x \ud83d\ude00\"}");
  }

  @Test
  void indentedOutputIsTheSameOnEverySystem() {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = RecordJson.generator(text, true)) {
      RecordJson.write(out, new Tree("x", List.of(new Tree("y", List.of()))));
    }
    assertThat(text.toString())
        .isEqualTo(
            """
            {
              "name": "x",
              "branches": [
                {
                  "name": "y",
                  "branches": []
                }
              ]
            }\
            """);
  }

  @Test
  void typesThatCantBeKeptAreNamed() {
    record Inner(Object anything) {}
    record Outer(List<Inner> list) {}
    assertThatThrownBy(() -> RecordJson.requireKeepable(Outer.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Inner.anything");
    RecordJson.requireKeepable(All.class);
    RecordJson.requireKeepable(SmtpDialogue.class);
  }

  @Test
  void mapsAreWrittenInOneOrder() {
    record Holder(Map<String, String> map) {}
    assertThat(json(new Holder(Map.of("b", "1", "a", "2", "c", "3"))))
        .isEqualTo(json(new Holder(new TreeMap<>(Map.of("c", "3", "a", "2", "b", "1")))));
  }

  private static String json(Record value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = RecordJson.generator(text, false)) {
      RecordJson.write(out, value);
    }
    return text.toString();
  }

  private static <T> T read(String json, Class<T> type) throws UnreadableJson {
    try (JsonParser in = RecordJson.factory().createParser(ObjectReadContext.empty(), json)) {
      return RecordJson.read(in, type);
    }
  }
}
