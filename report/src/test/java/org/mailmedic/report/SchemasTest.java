package org.mailmedic.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmedic.engine.cause.Check;
import org.mailmedic.engine.cause.Verdict;
import org.mailmedic.engine.message.MessageReader;
import org.mailmedic.engine.message.MessageReading;
import org.mailmedic.engine.reply.Explanation;
import org.mailmedic.engine.settings.Live;
import org.mailmedic.engine.settings.MailSettings;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.knowledge.causes.Outlook;
import org.mailmedic.knowledge.causes.Role;
import org.mailmedic.knowledge.causes.Symptom;
import org.mailmedic.knowledge.codes.Asked;
import org.mailmedic.knowledge.providers.ProviderProfile;
import org.mailmedic.report.catalogue.Catalogue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// All JSON fits its schema, and the schemas describe every field.
class SchemasTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Catalogue TEXTS = Catalogue.of("en");

  static Stream<Arguments> outputs() {
    return Stream.of(
        Arguments.of("diagnosis", "broken", diagnosis(Samples.broken())),
        Arguments.of(
            "diagnosis",
            "with service",
            diagnosis(Samples.broken("example.com", "mx", "550 no", "Acme Mail"))),
        Arguments.of("diagnosis", "fine", diagnosis(Samples.fine())),
        Arguments.of("diagnosis", "on one line", Reports.line(Samples.inconclusive(), TEXTS)),
        Arguments.of(
            "diagnosis", "no domain", FailedLine.ofScan(7, "x y", "That is no domain.").json()),
        Arguments.of("explanation", "bounce", explanation(Samples.explanation())),
        Arguments.of("explanation", "nothing", explanation(new Explanation(false, List.of()))),
        Arguments.of("explanation", "on one line", Reports.line(Samples.explanation(), TEXTS)),
        Arguments.of("explanation", "message", message(MESSAGE)),
        Arguments.of("explanation", "forged notice", message(FORGED)),
        Arguments.of("codes", "all", Reports.codes(null, Format.JSON, TEXTS, Look.PLAIN)),
        Arguments.of("codes", "550 5.7.26", codes("550 5.7.26")),
        Arguments.of("codes", "599 5.99.1", codes("599 5.99.1")),
        Arguments.of("settings", "all verified", settings(SettingsSamples.of("ovh-mxplan"))),
        Arguments.of("settings", "parts missing", settings(SettingsSamples.of("ovh-exchange"))),
        Arguments.of("settings", "of a domain", settings(SettingsSamples.ofDomain("google"))),
        Arguments.of("settings", "a guess", settings(SettingsSamples.guess())),
        Arguments.of("settings", "published", settings(SettingsSamples.hostile())),
        Arguments.of("settings", "unknown", settings(SettingsSamples.unknown())));
  }

  private static String diagnosis(org.mailmedic.engine.cause.Diagnosis diagnosis) {
    return Reports.diagnosis(diagnosis, Format.JSON, TEXTS, Look.PLAIN);
  }

  private static String explanation(Explanation explanation) {
    return Reports.explanation(explanation, Format.JSON, TEXTS, Look.PLAIN);
  }

  private static String settings(MailSettings settings) {
    return Reports.settings(
        settings, MailProgramGuide.EXCHANGE_PHONE, Format.JSON, "en", Look.PLAIN);
  }

  private static final String MESSAGE =
      """
      Received: from a.example ([192.0.2.1]) by b.example with ESMTPS; Mon, 23 Nov 2026 10:00:00 +0000
      Received: from c.example by a.example; Mon, 23 Nov 2026 09:00:00 +0000
      Received: from d.example by c.example; Mon, 23 Nov 2026 23:00:00 +0000
      Authentication-Results: b.example; spf=fail (no) smtp.mailfrom=c.example; dkim=none
      X-Spam-Status: Yes, score=7.5 required=5 tests=MISSING_DATE=1.5,X
      From: anna@c.example
      Subject: ROSES FOR EVERYBODY
      Message-ID: <1@c.example>
      Content-Type: text/html

      <a href="https://bit.ly/x">www.c.example</a>
      """;

  private static final String FORGED =
      """
      Return-Path: <support@phish.example>
      From: Mail Delivery Subsystem <support@phish.example>
      Subject: Undelivered mail
      Content-Type: text/html

      <a href="https://phish.example/login">Release messages</a>
      """;

  private static String message(String text) {
    MessageReading reading =
        MessageReader.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return Reports.explanation(
        new Explanation(false, List.of()), reading, Format.JSON, TEXTS, Look.PLAIN);
  }

  private static String codes(String code) {
    return Reports.codes(Asked.read(code).orElseThrow(), Format.JSON, TEXTS, Look.PLAIN);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("outputs")
  void outputFitsItsSchemaAndEveryFieldIsDescribed(String schema, String what, String json)
      throws IOException {
    JsonNode strict = schema(schema);
    close(strict);
    assertThat(errors(strict, MAPPER.readTree(json))).as(what).isEmpty();
  }

  /// A field less, or a wrong value: the schema says so.
  @ParameterizedTest
  @CsvSource({
    "/schema, mailmedic.diagnosis/v2",
    "/verdict/receive, ok",
    "/causes/0/level, fatal",
    "/causes/0/responsible, nobody",
    "/causes/0/confidence, 2",
    "/causes/0/evidence/0, here",
    "/checks/0/status, done",
    "/startedAt, yesterday",
    "/durationMs, 1.5",
    "/verdict/login, ",
    "/evidence/0/detail, ",
    "/causes/0/actions/0/who, ",
    "/subject/domain, ",
  })
  void aSchemaRefusesWhatTheContractForbids(String place, String value) throws IOException {
    JsonNode json = MAPPER.readTree(diagnosis(Samples.broken()));
    int end = place.lastIndexOf('/');
    JsonNode parent = json.at(place.substring(0, end));
    String name = place.substring(end + 1);
    assertThat(json.at(place).isMissingNode()).as("the sample has " + place).isFalse();
    JsonNode wrong =
        value != null && value.matches("[0-9.]+")
            ? MAPPER.readTree(value)
            : MAPPER.getNodeFactory().stringNode(value == null ? "" : value);
    if (parent instanceof ObjectNode object && value == null) {
      object.remove(name);
    } else if (parent instanceof ObjectNode object) {
      object.set(name, wrong);
    } else {
      ((tools.jackson.databind.node.ArrayNode) parent).set(Integer.parseInt(name), wrong);
    }
    assertThat(errors(schema("diagnosis"), json)).isNotEmpty();
  }

  @Test
  void theWordsOfTheSchemasAreThoseOfTheProgram() throws IOException {
    JsonNode diagnosis = schema("diagnosis");
    JsonNode explanation = schema("explanation");
    JsonNode properties = diagnosis.get("properties");
    JsonNode definitions = diagnosis.get("$defs");
    assertWords(definitions.at("/role/enum"), Arrays.stream(Role.values()).map(Role::id));
    assertWords(definitions.at("/level/enum"), Arrays.stream(Level.values()).map(Level::id));
    assertWords(definitions.at("/symptom/enum"), Arrays.stream(Symptom.values()).map(Symptom::id));
    assertWords(
        properties.at("/verdict/properties/send/enum"),
        Arrays.stream(Verdict.values()).map(Verdict::id));
    assertWords(
        properties.at("/checks/items/properties/status/enum"),
        Arrays.stream(Check.Status.values()).map(Check.Status::id));
    assertWords(
        explanation.at("/$defs/outlook/enum"), Arrays.stream(Outlook.values()).map(Outlook::id));
    JsonNode server = schema("settings").at("/properties/servers/items/properties");
    assertWords(
        server.at("/protocol/enum"),
        Arrays.stream(MailSettings.Protocol.values()).map(MailSettings.Protocol::id));
    assertWords(
        server.at("/live/properties/state/enum"),
        Arrays.stream(Live.State.values()).map(Live.State::id));
    assertWords(
        schema("settings").at("/properties/source/enum"),
        Arrays.stream(MailSettings.Source.values()).map(MailSettings.Source::id));
    assertWords(
        schema("settings").at("/$defs/ways/items/enum"),
        Arrays.stream(ProviderProfile.SignIn.values()).map(ProviderProfile.SignIn::id));
    assertThat(explanation.at("/$defs/cause")).isEqualTo(definitions.get("cause"));
    assertThat(explanation.at("/$defs/role")).isEqualTo(definitions.get("role"));
    assertThat(schema("codes").at("/$defs/named/properties/responsible"))
        .isEqualTo(definitions.get("role"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"diagnosis", "explanation", "codes", "settings"})
  void aSchemaIsItselfValid(String name) throws IOException {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    Schema meta =
        registry.getSchema(
            com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    assertThat(meta.validate(schema(name))).isEmpty();
  }

  private static void assertWords(JsonNode words, Stream<String> expected) {
    assertThat(words.valueStream().map(JsonNode::asString))
        .containsExactlyInAnyOrderElementsOf(expected.toList());
  }

  private static JsonNode schema(String name) throws IOException {
    String resource = "/schemas/mailmedic." + name + ".v1.json";
    try (InputStream in = SchemasTest.class.getResourceAsStream(resource)) {
      return MAPPER.readTree(Objects.requireNonNull(in, resource));
    }
  }

  /// Forbids fields that the schema does not describe; published schemas allow them, since fields
  /// may be added within a version.
  private static void close(JsonNode node) {
    node.forEach(SchemasTest::close);
    if (node instanceof ObjectNode object && object.get("properties") instanceof ObjectNode) {
      object.put("additionalProperties", false);
    }
  }

  private static List<Error> errors(JsonNode schema, JsonNode json) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schema)
        .validate(
            json,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
  }
}
