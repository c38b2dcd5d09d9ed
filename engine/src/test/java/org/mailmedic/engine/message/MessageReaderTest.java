package org.mailmedic.engine.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.message.FilterSaid.Verdict;

class MessageReaderTest {
  private static MessageReading read(String... lines) {
    return MessageReader.read((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String hop(String by, String time) {
    return "Received: from x.example ([192.0.2.1]) by "
        + by
        + " with ESMTP; Mon, 23 Nov 2026 "
        + time;
  }

  @Test
  void delaysAndWhoHeldIt() {
    Transit transit =
        read(
                hop("c.example", "12:31:02 +0100"),
                hop("b.example", "11:31:00 +0000"),
                hop("a.example", "11:00:00 -0000"),
                "From: a@b.example")
            .transit();
    assertThat(transit.hops())
        .extracting(Hop::by)
        .containsExactly("a.example", "b.example", "c.example");
    assertThat(transit.hops())
        .extracting(Hop::delay)
        .containsExactly(null, Duration.ofMinutes(31), Duration.ofSeconds(2));
    assertThat(transit.held()).isEqualTo(1);
    assertThat(transit.total()).isEqualTo(Duration.ofSeconds(31 * 60 + 2));
  }

  /// The clock of b is an hour ahead: nobody held the message.
  @Test
  void aClockThatIsAheadIsNoDelay() {
    Transit transit =
        read(
                hop("d.example", "11:00:03 +0000"),
                hop("c.example", "11:00:02 +0000"),
                hop("b.example", "12:00:01 +0000"),
                hop("a.example", "11:00:00 +0000"))
            .transit();
    assertThat(transit.held()).isEqualTo(-1);
    assertThat(transit.hops())
        .extracting(Hop::skew)
        .containsExactly(null, Duration.ofMinutes(60).minusSeconds(1), null, null);
    assertThat(transit.total()).isEqualTo(Duration.ofSeconds(3));
  }

  /// Clocks that differ by seconds are all right.
  @Test
  void aSecondBackIsNoSkew() {
    Transit transit =
        read(hop("b.example", "10:59:58 +0000"), hop("a.example", "11:00:00 +0000")).transit();
    assertThat(transit.hops()).extracting(Hop::skew).containsExactly(null, null);
    assertThat(transit.hops().get(1).delay()).isEqualTo(Duration.ZERO);
  }

  @Test
  void aTimeThatCannotBeReadBreaksNothing() {
    Transit transit =
        read(
                hop("c.example", "11:05:00 +0000"),
                hop("b.example", "noon"),
                hop("a.example", "11:00:00 +0000"))
            .transit();
    assertThat(transit.hops())
        .extracting(Hop::delay)
        .containsExactly(null, null, Duration.ofMinutes(5));
    assertThat(transit.held()).isEqualTo(2);
  }

  @Test
  void authenticationIsReadFromEveryField() {
    List<AuthenticationSaid> said =
        read(
                "ARC-Authentication-Results: i=1; relay.example; dmarc=pass header.from=shop.example",
                "Authentication-Results: mx.florist.example; spf=softfail (no) smtp.mailfrom=a@shop.example;",
                " dkim=none; dmarc=fail header.from=shop.example",
                "Authentication-Results: forged.example; dmarc=pass header.from=shop.example",
                "Received-SPF: Fail (not allowed) client-ip=192.0.2.1; envelope-from=\"a@shop.example\";"
                    + " receiver=mx.florist.example;",
                "From: a@shop.example")
            .authentication();
    assertThat(said)
        .containsExactly(
            new AuthenticationSaid(
                "relay.example",
                1,
                false,
                List.of(new AuthenticationSaid.Result("dmarc", "pass", "shop.example", null))),
            new AuthenticationSaid(
                "mx.florist.example",
                0,
                true,
                List.of(
                    new AuthenticationSaid.Result("spf", "softfail", "a@shop.example", "no"),
                    new AuthenticationSaid.Result("dkim", "none", null, null),
                    new AuthenticationSaid.Result("dmarc", "fail", "shop.example", null))),
            new AuthenticationSaid(
                "forged.example",
                0,
                false,
                List.of(new AuthenticationSaid.Result("dmarc", "pass", "shop.example", null))),
            new AuthenticationSaid(
                "mx.florist.example",
                0,
                false,
                List.of(
                    new AuthenticationSaid.Result(
                        "spf", "fail", "a@shop.example", "not allowed"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "X-Spam-Status: Yes, score=7.1 required=5.0 tests=A=1.5,RCVD_IN_XBL=3 autolearn=no | UNWANTED | 7.1 | 5.0 | RCVD_IN_XBL 3.0 blocklist, A 1.5 null",
        "X-Spam-Status: No, hits=-1.1 tagged_above=-999 required=6.2 tests=[BAYES_00=-1.9] | WANTED | -1.1 | 6.2 | BAYES_00 -1.9 wanted",
        "X-Spam-Flag: YES | UNWANTED | - | - | ''",
        "X-Spam-Score: 4.9 | WANTED | 4.9 | 5.0 | ''",
        "X-Spam-Score: 5 | UNWANTED | 5.0 | 5.0 | ''",
        "X-Spam-Level: ******* | UNWANTED | 7.0 | 5.0 | ''",
        "X-Spamd-Result: default: True [15.10 / 15.00]; MISSING_DATE(1.00)[]; R_SPF_ALLOW(-0.2)[+ip4] | UNWANTED | 15.1 | 15.0 | MISSING_DATE 1.0 date, R_SPF_ALLOW -0.2 wanted",
        "X-Spamd-Result: default: False [-0.10 / 15.00]; ARC_NA(0.00)[] | WANTED | -0.1 | 15.0 | ARC_NA 0.0 authentication",
        "X-Rspamd-Action: add header | UNWANTED | - | - | ''",
        "X-VR-SPAMSTATE: OK | WANTED | - | - | ''",
        "X-VR-SPAMSTATE: SPAM | UNWANTED | - | - | ''",
        "X-VR-SPAMSCORE: -100 | WANTED | -100.0 | 300.0 | ''",
        "X-Ovh-Spam-Status: SPAM | UNWANTED | - | - | ''",
        "X-Microsoft-Antispam: BCL:8;ARA:13230040 | UNWANTED | 8.0 | 7.0 | ''",
        "X-Microsoft-Antispam: BCL:0; | WANTED | 0.0 | 7.0 | ''",
        "X-MS-Exchange-Organization-SCL: -1 | SKIPPED | -1.0 | 5.0 | ''",
        "X-Gm-Spam: 1 | UNWANTED | - | - | ''",
        "X-Spam-Score: nan | UNKNOWN | - | 5.0 | ''",
      })
  void filtersAreRead(String field, Verdict verdict, Double score, Double limit, String tests) {
    List<FilterSaid> said = read(field, "From: a@b.example").filters();
    assertThat(said).hasSize(1);
    assertThat(said.getFirst().verdict()).isEqualTo(verdict);
    assertThat(said.getFirst().score()).isEqualTo(score);
    assertThat(said.getFirst().limit()).isEqualTo(limit);
    assertThat(
            said.getFirst().tests().stream()
                .map(test -> test.name() + " " + test.score() + " " + test.about())
                .toList())
        .isEqualTo(tests.isEmpty() ? List.of() : List.of(tests.split(", ")));
  }

  @Test
  void aFieldOfPairsHasSeveralWords() {
    List<FilterSaid> said =
        read(
                "X-Forefront-Antispam-Report: CIP:1.2.3.4;LANG:en;SCL:5;SFV:SPM;CAT:PHSH;",
                "From: a@b.example")
            .filters();
    assertThat(said)
        .extracting(FilterSaid::field)
        .containsExactly(
            "X-Forefront-Antispam-Report SCL",
            "X-Forefront-Antispam-Report SFV",
            "X-Forefront-Antispam-Report CAT");
    assertThat(said).extracting(FilterSaid::verdict).containsOnly(Verdict.UNWANTED);
  }

  private static final String[] SCATTER = {
    "Return-Path: <>",
    "From: MAILER-DAEMON@mx.other.example",
    "Subject: Undelivered Mail Returned to Sender",
    "Content-Type: multipart/report; report-type=delivery-status; boundary=x",
    "",
    "--x",
    "Content-Type: message/delivery-status",
    "",
    "Final-Recipient: rfc822;nobody@other.example",
    "Action: failed",
    "Status: 5.1.1",
    "",
    "--x",
    "Content-Type: message/rfc822",
    "",
    "Received: from pool.isp.example (pool.isp.example [203.0.113.99]) by mx.other.example; Mon, 23 Nov 2026"
        + " 10:00:00 +0000",
    "Authentication-Results: mx.other.example; spf=fail smtp.mailfrom=anna@florist.example",
    "From: anna@florist.example",
    "Message-ID: <123@pool.isp.example>",
    "",
    "buy",
    "--x--"
  };

  @Test
  void whatSomebodyElseSentIsTold() {
    Forgery forgery = read(SCATTER).forgery();
    assertThat(forgery.kind()).isEqualTo(Forgery.Kind.BACKSCATTER);
    assertThat(forgery.signs())
        .containsExactly(
            Forgery.Sign.ORIGINAL_FAILS_AUTHENTICATION,
            Forgery.Sign.ORIGINAL_UNSIGNED,
            Forgery.Sign.ORIGINAL_FOREIGN_ID,
            Forgery.Sign.ORIGINAL_FOREIGN_SENDER);
  }

  /// One sign less each: sent by oneself through a server that SPF forgot, say.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spf=fail | spf=pass",
        "<123@pool.isp.example> | <123@florist.example>",
        "from pool.isp.example (pool.isp.example | from mail.florist.example (mail.florist.example",
        "From: anna@florist.example | DKIM-Signature: v=1; d=florist.example; s=a; a=rsa-sha256; h=from;"
            + " bh=; b=~From: anna@florist.example",
      })
  void aNoticeOfOnesOwnMailIsGenuine(String from, String to) {
    String changed = String.join("\n", SCATTER).replace(from, to.replace("~", "\n"));
    assertThat(read(changed).forgery().kind()).isEqualTo(Forgery.Kind.GENUINE);
  }

  private static final String[] FAKE = {
    "Return-Path: <support@phish.example>",
    "From: Mail Delivery Subsystem <support@phish.example>",
    "To: anna@florist.example",
    "Subject: Undelivered mail: 5 messages",
    "Content-Type: text/html",
    "",
    "<a href=https://phish.example/login>Release messages</a>"
  };

  @Test
  void aNoticeThatIsMadeUpIsTold() {
    assertThat(read(FAKE).forgery().kind()).isEqualTo(Forgery.Kind.FORGED_NOTICE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "https://phish.example/login | https://mail.florist.example/queue | GENUINE",
        "Return-Path: <support@phish.example> | Return-Path: <> | GENUINE",
        "Undelivered mail: 5 messages | Your invoice | GENUINE",
      })
  void aNoticeWithoutAllSignsIsNotForged(String from, String to, Forgery.Kind kind) {
    Forgery forgery = read(String.join("\n", FAKE).replace(from, to)).forgery();
    assertThat(forgery == null ? Forgery.Kind.GENUINE : forgery.kind()).isEqualTo(kind);
  }

  @Test
  void whoWritesAboutANoticeWritesNone() {
    assertThat(
            read(
                    "From: anna@florist.example",
                    "Subject: Undelivered Mail?",
                    "",
                    "What does 550 mean?")
                .forgery())
        .isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "550 5.1.1 User unknown | false",
        "From: a@b.example | false",
        "550-5.1.1 x~550 5.1.1 y | false",
        "Received: from a by b; x~From: a@b.example | true",
        "~~Received: from a by b; x~From: a@b.example | true",
        "<a@b.example>: host x said:~550 no~From: a | false",
      })
  void aMessageIsToldFromAReply(String text, boolean message) {
    assertThat(MessageReader.isMessage(text.replace("~", "\n"))).isEqualTo(message);
  }
}
