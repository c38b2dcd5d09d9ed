package org.mailmedic.acceptance.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    return Stream.of(
        new Row("anna", null, NONE, "unknown", "works", "unknown", 0),
        login("anna", null, NONE, "works", "works", "works", 0),
        login("half", null, NONE, "works", "works", "works", 0),
        wrong("anna", "login.wrong-password", NONE, "broken", "broken", "broken", 1),
        login("suspended", "account.disabled", NONE, "broken", "broken", "broken", 1),
        login("second", "login.two-factor", NONE, "broken", "broken", "broken", 1),
        login("locked", "login.locked-out", NONE, "broken", "broken", "broken", 1),
        login("nopop", "account.protocol-disabled", NONE, "works", "broken", "broken", 1),
        login("noimap", "account.protocol-disabled", NONE, "works", "broken", "broken", 1),
        login("mute", "account.locked-for-spam", NONE, "broken", "works", "unknown", 1),
        login("slow", "login.unavailable", NONE, "at-risk", "at-risk", "at-risk", 1),
        login("full", "account.over-quota", NONE, "works", "broken", "works", 1),
        login("nearlyfull", "account.nearly-full", NONE, "works", "at-risk", "works", 1),
        login("odd", "settings.sender-mismatch", NONE, "broken", "works", "works", 1),
        login("refused", "submission.refused", NONE, "broken", "works", "works", 1),
        at("expired", "access.certificate-invalid"),
        at("other", "access.certificate-invalid"),
        at("self", "access.certificate-invalid"),
        at("nowhere", "access.unreachable"),
        at("out-expired", "submission.certificate-invalid"),
        at("out-nowhere", "submission.unreachable"),
        test("anna", null, "works", "works", 0),
        test("junked", "delivery.to-junk", "works", "at-risk", 1),
        test("later", "delivery.delayed", "works", "at-risk", 1, "--timeout", "20s"),
        test("anna", "submission.refused", "broken", "works", 1, "--provider", "acme-out-filtered"),
        test("anna", "submission.refused", "broken", "works", 1, "--provider", "acme-out-small"));
  }

  private static final List<String> NONE = List.of();

  /// Somebody who signs in with the right password.
  private static Row login(
      String user,
      String cause,
      List<String> explains,
      String send,
      String receive,
      String login,
      int status) {
    return new Row(
        user,
        cause,
        explains,
        send,
        receive,
        login,
        status,
        "--login",
        "--password-file",
        "password");
  }

  /// Somebody who signs in with a wrong one.
  private static Row wrong(
      String user,
      String cause,
      List<String> explains,
      String send,
      String receive,
      String login,
      int status) {
    return new Row(
        user, cause, explains, send, receive, login, status, "--login", "--password-file", "wrong");
  }

  /// Somebody whose service has hosts with a fault; nobody signs in.
  private static Row at(String host, String cause) {
    boolean out = host.startsWith("out-");
    return new Row(
        "anna",
        cause,
        NONE,
        "broken",
        out ? "works" : "broken",
        out ? "unknown" : "broken",
        1,
        "--provider",
        "acme-" + host);
  }

  /// Somebody who signs in and sends a message to himself.
  private static Row test(
      String user, String cause, String send, String receive, int status, String... more) {
    List<String> all =
        new ArrayList<>(List.of("--login", "--password-file", "password", "--send-test"));
    all.addAll(List.of(more));
    return new Row(user, cause, NONE, send, receive, "works", status, all.toArray(String[]::new));
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

  /// The service that is said, the domain's own where none is; what is told of its IMAP server.
  @ParameterizedTest
  @CsvSource({
    ", verified, right",
    "acme-expired, bad-certificate, out-of-date",
    "acme-other, bad-certificate, wrong-name",
    "acme-self, bad-certificate, untrusted",
    "acme-nowhere, no-connection, "
  })
  void settingsTellWhatTheServersShow(String provider, String state, String certificate) {
    List<String> arguments =
        new ArrayList<>(List.of("settings", "anna@office.test", "--format", "json"));
    if (provider != null) {
      arguments.addAll(List.of("--provider", provider));
    }
    Programs.Result result = world.mailmedic(arguments.toArray(String[]::new));
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).as(result.out()).isZero();
    JsonNode settings = JsonMapper.shared().readTree(result.out());
    JsonNode imap = settings.path("servers").path(0);
    assertThat(imap.path("username").asString()).isEqualTo("anna@office.test");
    assertThat(imap.path("live").path("state").asString())
        .as(settings.toPrettyString())
        .isEqualTo(state);
    assertThat(imap.path("live").path("certificate").asString(null)).isEqualTo(certificate);
    if (provider == null) {
      for (JsonNode server : settings.path("servers")) {
        assertThat(server.path("live").path("state").asString())
            .as(server.toPrettyString())
            .isEqualTo("verified");
        assertThat(server.path("live").path("mechanisms").isEmpty()).isFalse();
      }
    }
  }

  @Test
  void settingsOfADomainThatPublishesNothingAreAnHonestAnswer() {
    Programs.Result result = world.mailmedic("settings", "anna@acme.test", "--timeout", "10s");
    assertThat(result.status()).as(result.out()).isEqualTo(1);
    assertThat(result.out()).contains("acme.test", "--provider ID");
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

  private static final String[] TEST = {
    "--login", "--password-file", "password", "--send-test", "--timeout", "30s"
  };

  @Test
  void aTestMessageIsTimedReadAndDeleted() {
    JsonNode diagnosis = diagnose(0, "tidy", TEST);
    JsonNode delivery = null;
    for (JsonNode evidence : diagnosis.path("evidence")) {
      if (evidence.path("kind").asString().equals("delivery")) {
        delivery = evidence.path("detail");
      }
    }
    assertThat(delivery).as(diagnosis.toPrettyString()).isNotNull();
    assertThat(delivery.path("folder").asString()).isEqualTo("INBOX");
    assertThat(delivery.path("removal").asString()).isEqualTo("GONE");
    assertThat(delivery.path("hops").path(0).path("by").asString()).isEqualTo("mail.acme.test");
    assertThat(delivery.path("hops").path(0).path("with").asString()).startsWith("ESMTPSA");
    assertThat(left("tidy")).isEmpty();
  }

  /// Somebody presses Ctrl-C while the message is under way.
  @Test
  void aTestMessageIsDeletedThoughTheProgramIsInterrupted() throws Exception {
    List<String> call = new ArrayList<>(List.of("diagnose", "held@office.test"));
    call.addAll(List.of(TEST));
    Process process = world.begin(call.toArray(String[]::new));
    try {
      Ready.until(() -> world.holds("held"), "nothing was sent");
      Programs.shell("kill -INT $1", Long.toString(process.pid())).orFail();
      world.release();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(130);
      assertThat(left("held")).as(world.log()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  /// The messages that lie in a user's INBOX.
  private List<Path> left(String user) {
    List<Path> left = new ArrayList<>();
    for (String folder : List.of("new", "cur")) {
      left.addAll(AccountWorld.files(world.mailboxes().inbox(user).resolve(folder)));
    }
    return left;
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
