package org.mailmedic.protocol.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // bare
        "550 5.1.1 User unknown | 550 | 5.1.1 | User unknown",
        "550 User unknown | 550 | | User unknown",
        "550 | 550 | | ~~",
        "550 5.1.1 | 550 | 5.1.1 | ~~",
        "550-5.1.1 User unknown | 550 | 5.1.1 | User unknown",
        "  >  451 4.7.1 Later | 451 | 4.7.1 | Later",
        "550 #5.1.0 Address rejected | 550 | 5.1.0 | Address rejected",
        "550 (5.7.1) Refused | 550 | 5.7.1 | Refused",
        // enhanced code at the end, or alone
        "550 Invalid recipient <anna@example.com> (#5.1.1) | 550 | 5.1.1 | Invalid recipient <anna@example.com> (#5.1.1)",
        "553 Sorry, relaying denied from your location [192.0.2.1] (#5.7.1) | 553 | 5.7.1 | Sorry, relaying denied from your location [192.0.2.1] (#5.7.1)",
        "5.2.2 Mailbox full | 0 | 5.2.2 | Mailbox full",
        // no codes: addresses, versions, ports and counts
        "User unknown | 0 | | User unknown",
        "Try 192.0.2.55 or 5.5.5.5 on port 587 | 0 | | Try 192.0.2.55 or 5.5.5.5 on port 587",
        "450 messages were sent | 450 | | messages were sent",
        "The queue had 450 messages | 0 | | The queue had 450 messages",
        // an enhanced code of another class is none of this reply's
        "550 See 4.7.1 of the manual | 550 | | See 4.7.1 of the manual",
        // several lines, and several lines in one
        "552-5.2.3 Too large. 552 5.2.3 See the guide | 552 | 5.2.3 | Too large. See the guide",
        // wrapped
        "host mx.example.com[192.0.2.1] said: 550 5.1.1 No such user | 550 | 5.1.1 | No such user",
        "smtp; 550 5.1.1 No such user | 550 | 5.1.1 | No such user",
        "Remote Server returned '550 5.1.10 Recipient not found' | 550 | 5.1.10 | Recipient not found'",
        "mx.example.com #<mx.example.com #5.7.1 smtp;530 5.7.1 Not authenticated> #SMTP# | 530 | 5.7.1 | Not authenticated> #SMTP#",
        "Błąd 550, nieznany odbiorca | 550 | | , nieznany odbiorca",
        "said:550 5.1.1 No such user | 550 | 5.1.1 | No such user",
        "553 failed,5.1.1 (bad mailbox),smtp;553 Refused | 553 | 5.1.1 | failed,5.1.1 (bad mailbox),smtp;553 Refused",
      })
  void oneReplyIsRead(String text, int code, String enhanced, String words) {
    assertThat(ReplyReader.read(text)).isEqualTo(new Reply(code, enhanced, words));
  }

  private record Row(int code, String enhanced, String recipient, String server) {}

  private static List<Row> rows(String text) {
    return ReplyReader.readAll(text).replies().stream()
        .map(each ->
            new Row(
                each.reply().code(),
                each.reply().enhanced(),
                each.recipient(),
                each.remoteServer()))
        .toList();
  }

  @Test
  void aBareReplyIsNobodys() {
    assertThat(rows("550 5.1.1 <anna@example.com>: Recipient address rejected: User unknown"))
        .containsExactly(new Row(550, "5.1.1", null, null));
  }

  @Test
  void bareRepliesEachWithItsAddress() {
    assertThat(
            rows(
                """
                550 5.1.1 <anna@example.com>: Recipient address rejected: User unknown
                552 5.2.2 <jan@example.com>: Mailbox full
                """))
        .containsExactly(
            new Row(550, "5.1.1", "anna@example.com", null),
            new Row(552, "5.2.2", "jan@example.com", null));
  }

  @Test
  void severalLinesAreOneReply() {
    List<FoundReply> found =
        ReplyReader.readAll(
                """
                550-5.7.26 This mail has been blocked
                550-5.7.26 because the sender is unauthenticated.
                550 5.7.26 Learn more
                """)
            .replies();
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().reply().text())
        .isEqualTo("This mail has been blocked because the sender is unauthenticated. Learn more");
  }

  @Test
  void postfixTellsPeople() {
    assertThat(
            rows(
                """
                This is the mail system at host out.example.net.

                <anna@example.com>: host mx1.example.com[192.0.2.1] said: 550 5.1.1
                    <anna@example.com>: Recipient address rejected: User unknown (in reply to
                    RCPT TO command)

                <jan@example.org>: host mx.example.org[192.0.2.2] said: 452 4.2.2 Mailbox
                    full (in reply to RCPT TO command)
                """))
        .containsExactly(
            new Row(550, "5.1.1", "anna@example.com", "mx1.example.com"),
            new Row(452, "4.2.2", "jan@example.org", "mx.example.org"));
  }

  @Test
  void sendmailTellsThriceWhatHappenedOnce() {
    assertThat(
            rows(
                """
                   ----- The following addresses had permanent fatal errors -----
                <anna@example.com>
                    (reason: 550 5.1.1 <anna@example.com>... User unknown)

                   ----- Transcript of session follows -----
                ... while talking to mx.example.com.:
                >>> DATA
                <<< 550 5.1.1 <anna@example.com>... User unknown
                550 5.1.1 <anna@example.com>... User unknown
                """))
        .containsExactly(new Row(550, "5.1.1", "anna@example.com", "mx.example.com"));
  }

  @Test
  void eximAndQmailTellPeople() {
    assertThat(
            rows(
                """
                  anna@example.com
                    host mx.example.com [192.0.2.1]
                    SMTP error from remote mail server after RCPT TO:<anna@example.com>:
                    550 No such user here
                """))
        .containsExactly(new Row(550, null, "anna@example.com", "mx.example.com"));
    assertThat(
            rows(
                """
                Hi. This is the qmail-send program at example.net.

                <anna@example.com>:
                192.0.2.1 does not like recipient.
                Remote host said: 550 5.1.1 unknown
                Giving up on 192.0.2.1.
                """))
        .containsExactly(new Row(550, "5.1.1", "anna@example.com", null));
  }

  @Test
  void gmailAndExchangeTellPeople() {
    assertThat(
            rows(
                """
                ** Address not found **

                Your message wasn't delivered to anna@example.com because the address couldn't be found.

                The response from the remote server was:
                550 5.1.1 The account does not exist
                """))
        .containsExactly(new Row(550, "5.1.1", "anna@example.com", null));
    assertThat(
            rows(
                """
                Diagnostic information for administrators:
                Generating server: mail.example.net
                anna@example.com
                Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found'
                Original message headers:
                Received: from a (450 4.7.1 no reply)
                """))
        .containsExactly(new Row(550, "5.1.10", "anna@example.com", null));
  }

  @Test
  void logLinesAreRead() {
    assertThat(
            rows(
                """
                Nov 24 10:00:00 mx postfix/smtp[501]: AB1: to=<anna@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=1, dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command))
                Nov 24 10:00:01 mx postfix/smtp[502]: AB2: to=<jan@example.org>, relay=none, delay=30, dsn=4.4.1, status=deferred (connect to mx.example.org[192.0.2.2]:25: Connection timed out)
                Nov 24 10:00:02 mx postfix/smtp[503]: AB3: to=<eva@example.org>, relay=mx.example.org[192.0.2.2]:25, dsn=2.0.0, status=sent (250 2.0.0 Ok)
                2026-11-24 10:00:03 1ab ** ola@example.net R=dnslookup T=remote_smtp H=mx.example.net [192.0.2.3]: SMTP error from remote mail server after RCPT TO:<ola@example.net>: 550 unknown
                """))
        .containsExactly(
            new Row(550, "5.1.1", "anna@example.com", "mx.example.com"),
            new Row(0, "4.4.1", "jan@example.org", "mx.example.org"),
            new Row(550, null, "ola@example.net", "mx.example.net"));
  }

  @Test
  void aReportIsRead() {
    ReadReplies read =
        ReplyReader.readAll(
            """
            Reporting-MTA: dns; out.example.net

            Final-Recipient: rfc822; anna@example.com
            Action: failed
            Status: 5.1.1
            Remote-MTA: dns; mx.example.com
            Diagnostic-Code: smtp; 550 5.1.1 <anna@example.com>: Recipient
             address rejected: User unknown

            Final-Recipient: rfc822; eva@example.com
            Action: delivered
            Status: 2.0.0

            Final-Recipient: rfc822; jan@example.org
            Action: delayed
            Status: 4.4.1
            """);
    assertThat(read.report()).isTrue();
    assertThat(read.reportingServer()).isEqualTo("out.example.net");
    assertThat(read.replies()).hasSize(2);
    FoundReply first = read.replies().getFirst();
    assertThat(first.reply().text())
        .isEqualTo("<anna@example.com>: Recipient address rejected: User unknown");
    assertThat(first.remoteServer()).isEqualTo("mx.example.com");
    assertThat(read.replies().getLast())
        .isEqualTo(new FoundReply(new Reply(0, "4.4.1", ""), "jan@example.org", null, ""));
  }

  @Test
  void theSenderIsNoRecipient() {
    assertThat(
            rows(
                """
                Transcript:
                <info@example.net>: Sender address rejected
                450 4.1.8 <info@example.net>: Sender address rejected: Domain not found
                """))
        .containsExactly(new Row(450, "4.1.8", null, null));
  }

  @Test
  void repliesInOneLineAreTakenApart() {
    assertThat(rows("550 5.1.1 <anna@example.com>: unknown; 552 5.2.2 <jan@example.com>: full"))
        .containsExactly(
            new Row(550, "5.1.1", "anna@example.com", null),
            new Row(552, "5.2.2", "jan@example.com", null));
  }

  @Test
  void nothingIsNothing() {
    assertThat(ReplyReader.readAll(" \n\t\n").replies()).isEmpty();
    assertThat(ReplyReader.read("")).isEqualTo(new Reply(0, null, ""));
  }

  /// Texts that make careless readers slow: the time must grow with the length only.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "550 ",
        "550-",
        "550 5.1.1",
        "5.1.1 ",
        "@",
        "a@",
        "a@b ",
        "<",
        "host ",
        "host a.b ",
        "to=<",
        "\n550 x",
        "\n<a@b.c>:\n",
        "rcpt to:<",
        "550 5.1.1 a; 552 5.2.2 b; ",
        "status=x (",
        ".",
        "Status: 5.1.1\n",
        "Final-Recipient: rfc822; a@b.c\n\n",
        " \n",
        ">",
        "to=<a@b.c> status=deferred (x\n"
      })
  void hugeTextsTakeTimeByTheirLengthOnly(String piece) {
    String text = piece.repeat(2_000_000 / piece.length());
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          ReplyReader.read(text);
          ReadReplies all = ReplyReader.readAll(text);
          assertThat(all.replies()).hasSizeLessThanOrEqualTo(ReplyReader.MAX_REPLIES);
          all.replies()
              .forEach(each ->
                  assertThat(each.reply().text()).hasSizeLessThanOrEqualTo(ReplyReader.MAX_REPLY));
        });
  }
}
