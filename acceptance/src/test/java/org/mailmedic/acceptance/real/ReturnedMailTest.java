package org.mailmedic.acceptance.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real Postfix sends to real Postfixes that refuse; what comes back is explained by the program.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReturnedMailTest {
  private static final String SENDER = "127.0.25.20";
  private static final String RECEIVER = "127.0.25.21";
  private static final String MIRROR = "127.0.25.22";
  private static final String NOBODY = "127.0.25.29";

  private Path folder;
  private Programs programs;
  private Path sender;
  private Path patient;

  /// A message to somebody, and what its return says.
  ///
  /// @param outlook null where the cause has none
  /// @param code the reply's code; null where no server replied
  /// @param kind which report is waited for
  record Row(
      String recipient, String cause, String outlook, Integer code, String enhanced, Kind kind) {
    Row(String recipient, String cause, String outlook, Integer code, String enhanced) {
      this(recipient, cause, outlook, code, enhanced, Kind.FAILED);
    }

    @Override
    public String toString() {
      return recipient + " → " + cause;
    }
  }

  /// Whether the sender gave up or says that it still tries.
  enum Kind {
    FAILED,
    DELAYED
  }

  static Stream<Row> rows() {
    return Stream.of(
        new Row("nobody@there.test", "recipient.unknown", "address-dead", 550, "5.1.1"),
        new Row("full@there.test", "recipient.mailbox-full", "retry", 552, "5.2.2"),
        new Row("closed@there.test", "recipient.disabled", "address-dead", 550, "5.2.1"),
        new Row("anna@strangers.test", "relay.denied", "fix-first", 554, "5.7.1"),
        new Row("listed@there.test", "reputation.ip-blocklisted", null, 554, "5.7.1"),
        new Row("strict@there.test", "authentication.dmarc-failed", "fix-first", 550, "5.7.26"),
        new Row("spf@there.test", "authentication.spf-failed", "fix-first", 550, "5.7.23"),
        new Row("spam@there.test", "message.spam", "fix-first", 550, "5.7.1"),
        new Row("small@small.test", "message.too-big", "fix-first", null, "5.3.4"),
        new Row("grey@there.test", "recipient.greylisted", "retry", 450, "4.7.1"),
        new Row("anna@silent.test", "recipient.server-unreachable", "retry", null, "4.4.1"),
        new Row("anna@circle.test", "routing.loop", "fix-first", null, "5.4.6"),
        new Row(
            "anna@silent.test",
            "recipient.server-unreachable",
            "retry",
            null,
            "4.4.1",
            Kind.DELAYED));
  }

  @BeforeAll
  void start() throws IOException {
    Programs.need(!Programs.fast(), "left out by ./test --fast");
    Programs.need(Programs.has("postfix"), "postfix is not installed here; ./test installs it");
    Programs.need(
        "root".equals(System.getProperty("user.name")), "real servers need ports below 1024");
    folder = Files.createTempDirectory("mailmedic-returned");
    programs = new Programs(folder);
    MailServers mail = new MailServers(folder, programs);
    Ready.free(RECEIVER, 25);
    mail.instance(
        RECEIVER,
        receiver(),
        List.of(
            RECEIVER + ":25 inet n - n - - smtpd",
            RECEIVER + ":2525 inet n - n - - smtpd -o message_size_limit=300",
            // Says that it is the sender itself.
            MIRROR + ":25 inet n - n - - smtpd -o myhostname=out.sender.test"));
    Ready.tcp(RECEIVER, 25);
    Ready.tcp(RECEIVER, 2525);
    Ready.tcp(MIRROR, 25);
    sender = mail.instance("sender", sender("maximal_queue_lifetime = 0"), List.of());
    patient =
        mail.instance(
            "patient",
            sender(
                "delay_warning_time = 1s",
                "queue_run_delay = 1s",
                "minimal_backoff_time = 1s",
                "maximal_backoff_time = 2s"),
            List.of());
    for (Row row : rows().toList()) {
      send(row);
    }
  }

  private List<String> receiver() throws IOException {
    Path access =
        Files.writeString(
            folder.resolve("access"),
            """
            full@there.test 552 5.2.2 The mailbox is over its quota
            closed@there.test 550 5.2.1 The mailbox is disabled
            listed@there.test 554 5.7.1 Service unavailable; Client host [192.0.2.25] blocked using zen.spamhaus.org
            strict@there.test 550 5.7.26 Unauthenticated email from sender.test is not accepted due to domain's DMARC policy
            spf@there.test 550 5.7.23 Message rejected due to: SPF fail - not authorized
            spam@there.test 550 5.7.1 This message was classified as spam and may not be delivered
            grey@there.test 450 4.7.1 Greylisted, please try again later
            """);
    Path boxes = Files.writeString(folder.resolve("boxes"), boxes());
    return List.of(
        "virtual_mailbox_domains = there.test, small.test",
        "virtual_mailbox_maps = texthash:" + boxes,
        "virtual_transport = discard:",
        "smtpd_relay_restrictions = reject_unauth_destination",
        "smtpd_recipient_restrictions = check_recipient_access texthash:" + access);
  }

  private static String boxes() {
    StringBuilder boxes = new StringBuilder();
    for (Row row : rows().toList()) {
      if (!row.recipient().startsWith("nobody") && row.recipient().endsWith("@there.test")) {
        NameServers.line(boxes, row.recipient() + " x");
      }
    }
    return boxes + "small@small.test x\n";
  }

  /// A sender's Postfix that knows its way by table, and puts what comes back into files.
  private List<String> sender(String... more) throws IOException {
    Path ways =
        Files.writeString(
            folder.resolve("ways"),
            """
            there.test smtp:[RECEIVER]
            strangers.test smtp:[RECEIVER]
            small.test smtp:[RECEIVER]:2525
            silent.test smtp:[NOBODY]
            circle.test smtp:[MIRROR]
            """
                .replace("RECEIVER", RECEIVER)
                .replace("MIRROR", MIRROR)
                .replace("NOBODY", NOBODY));
    // Each message has a return address of its own, hence a file of its own.
    StringBuilder names = new StringBuilder();
    rows().forEach(row -> NameServers.line(names, returnAddress(row) + " " + name(row)));
    Path files = Files.writeString(folder.resolve("files"), names);
    Path returned = Files.createDirectories(folder.resolve("returned"));
    Programs.run(folder, "chown", "nobody:nogroup", returned.toString()).orFail();
    List<String> lines =
        new ArrayList<>(
            List.of(
                "transport_maps = texthash:" + ways,
                "myhostname = out.sender.test",
                "smtp_bind_address = " + SENDER,
                "virtual_mailbox_domains = sender.test",
                "virtual_mailbox_maps = texthash:" + files,
                "virtual_mailbox_base = " + returned,
                "virtual_uid_maps = static:65534",
                "virtual_gid_maps = static:65534"));
    lines.addAll(List.of(more));
    return lines;
  }

  private void send(Row row) {
    Path config = row.kind() == Kind.FAILED ? sender : patient;
    Programs.shell(
            "printf 'From: Anna <%s>\\nTo: %s\\nSubject: Offer\\n\\n%0400d\\n' \"$2\" \"$3\" 0"
                + " | sendmail -C \"$1\" -f \"$2\" \"$3\"",
            config.toString(), returnAddress(row), row.recipient())
        .orFail();
  }

  private static String name(Row row) {
    return row.recipient().replace('@', '.') + "." + row.kind().name().toLowerCase();
  }

  private static String returnAddress(Row row) {
    return name(row) + "@sender.test";
  }

  /// The report that came back, made a message file.
  private Path returned(Row row) {
    Path box = folder.resolve("returned").resolve(name(row));
    Ready.until(() -> Files.exists(box), "nothing came back to " + returnAddress(row));
    try {
      // The first line is the mbox's own.
      String text = Files.readString(box);
      return Files.writeString(
          folder.resolve(name(row) + ".eml"), text.substring(text.indexOf('\n') + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isExplained(Row row) throws IOException {
    Path report = returned(row);
    Programs.Result result =
        Programs.run(
            Duration.ofMinutes(1),
            Map.of("MAILMEDIC_CONFIG", "", "XDG_CONFIG_HOME", "/nonexistent", "LC_ALL", "C"),
            folder,
            Path.of(System.getProperty("mailmedic.root"), "mailmedic").toString(),
            "explain",
            report.toString(),
            "--format",
            "json");
    String story = result.out() + result.err() + Files.readString(report);
    assertThat(result.status()).as(story).isZero();
    JsonNode explanation = JsonMapper.shared().readTree(result.out());
    assertThat(explanation.path("isBounce").asBoolean()).as(story).isTrue();
    assertThat(explanation.path("failures").size()).as(story).isEqualTo(1);
    JsonNode failure = explanation.path("failures").path(0);
    assertThat(failure.path("recipient").asString()).as(story).isEqualTo(row.recipient());
    assertThat(failure.path("cause").path("id").asString()).as(story).isEqualTo(row.cause());
    assertThat(failure.path("outlook").asString(null)).as(story).isEqualTo(row.outlook());
    JsonNode reply = failure.path("reply");
    assertThat(reply.path("code").isNull() ? null : (Integer) reply.path("code").asInt())
        .as(story)
        .isEqualTo(row.code());
    assertThat(reply.path("enhanced").asString()).as(story).isEqualTo(row.enhanced());
    assertThat(failure.path("reportingServer").asString()).as(story).isEqualTo("out.sender.test");
  }

  @AfterAll
  void stop() {
    if (programs != null) {
      programs.close();
    }
  }
}
