package org.mailmedic.acceptance.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailmedic.protocol.dkim.DkimResult;
import org.mailmedic.protocol.dkim.DkimVerifier;
import org.mailmedic.protocol.dkim.KeyLookup;
import org.mailmedic.protocol.message.RawMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The program as a user starts it, against a mail service of Dovecot, Postfix and OpenDKIM: judged
/// by its JSON and its exit status.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountsTest {
  private AccountWorld world;

  /// A user of the service who asks.
  ///
  /// @param cause the first cause; null: none at all
  /// @param explains what has to stand under it, among others
  record Row(
      String user,
      String cause,
      List<String> explains,
      String send,
      String receive,
      String login,
      int status,
      String... more) {
    @Override
    public String toString() {
      return user
          + " "
          + String.join(" ", more)
          + " → "
          + (cause == null ? "nothing wrong" : cause);
    }
  }

  static Stream<Row> rows() {
    return Stream.of(new Row("anna", null, List.of(), "unknown", "works", "unknown", 0));
  }

  @BeforeAll
  void start() throws IOException {
    AccountWorld.need();
    world = new AccountWorld();
    world.start();
  }

  @AfterAll
  void stop() {
    if (world != null) {
      world.close();
    }
  }

  private JsonNode diagnose(int status, String user, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("diagnose", user + "@office.test", "--format", "json"));
    arguments.addAll(List.of(more));
    Programs.Result result = world.mailmedic(arguments.toArray(String[]::new));
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).doesNotContain(MailboxServers.PASSWORD);
    assertThat(result.status()).as(result.out()).isEqualTo(status);
    return JsonMapper.shared().readTree(result.out());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void namesTheCause(Row row) {
    JsonNode diagnosis = diagnose(row.status(), row.user(), row.more());
    JsonNode first = diagnosis.path("causes").path(0);
    assertThat(first.path("id").asString(null))
        .as(diagnosis.toPrettyString())
        .isEqualTo(row.cause());
    List<String> explains = new ArrayList<>();
    first.path("explains").forEach(id -> explains.add(id.asString()));
    assertThat(explains).as(diagnosis.toPrettyString()).containsAll(row.explains());
    JsonNode verdict = diagnosis.path("verdict");
    assertThat(
            List.of(
                verdict.path("send").asString(),
                verdict.path("receive").asString(),
                verdict.path("login").asString()))
        .as(diagnosis.toPrettyString())
        .containsExactly(row.send(), row.receive(), row.login());
  }

  @Test
  void whatOpenDkimSignedHoldsAndNothingElse() throws IOException {
    Path file =
        world.deliver(
            "anna@office.test",
            "signed",
            "From: Anna <anna@office.test>\nTo: signed@office.test\nSubject: Hello\n\n"
                + "Two lines \n of text.\n");
    String message =
        Files.readString(file, StandardCharsets.ISO_8859_1).replaceAll("\r?\n", "\r\n");
    assertThat(message).contains("DKIM-Signature:").contains("d=office.test");
    assertThat(verify(message, world.keyRecord())).isEqualTo("PASS NONE office.test");
    assertThat(verify(message.replace("Two lines", "Two times"), world.keyRecord()))
        .isEqualTo("FAIL BODY_CHANGED office.test");
    assertThat(verify(message.replace("Subject: Hello", "Subject: Hallo"), world.keyRecord()))
        .isEqualTo("FAIL SIGNATURE_WRONG office.test");
  }

  /// What our verifier says of the one signature in a message.
  private static String verify(String message, String zoneLine) {
    StringBuilder key = new StringBuilder();
    String[] parts = zoneLine.split("\"");
    for (int i = 1; i < parts.length; i += 2) {
      key.append(parts[i]);
    }
    List<DkimResult> results =
        new DkimVerifier(
                RawMessage.of(message.getBytes(StandardCharsets.ISO_8859_1)),
                name ->
                    new KeyLookup.Texts(
                        name.equals("acme1._domainkey.office.test")
                            ? List.of(key.toString())
                            : List.of()))
            .verify(Instant.now());
    assertThat(results).hasSize(1);
    DkimResult result = results.getFirst();
    return result.status() + " " + result.reason() + " " + result.domain();
  }
}
