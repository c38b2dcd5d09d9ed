package org.mailmedic.protocol.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmedic.protocol.bounce.ReturnedMail.Kind;
import org.mailmedic.protocol.bounce.ReturnedMail.Recipient;
import org.mailmedic.protocol.message.RawMessage;

class ReturnedMailReaderTest {
  private static final String DAEMON =
      """
      Return-Path: <>
      From: MAILER-DAEMON@out.example.com
      To: anna@example.com
      Subject: Undelivered Mail Returned to Sender
      """;

  private static final String REPORT =
      DAEMON
          + """
          Received: from out.example.com (out.example.com [192.0.2.25]) by mx.example.com with ESMTP; \
          Mon, 2 Nov 2026 10:00:00 +0000
          Content-Type: multipart/report; report-type=delivery-status; boundary=b

          --b

          Your message could not be delivered.

          --b
          Content-Type: message/delivery-status

          Reporting-MTA: dns; out.example.com

          Original-Recipient: rfc822;team@example.net
          Final-Recipient: rfc822;bob@example.net
          Action: failed
          Status: 5.7.1
          Remote-MTA: dns; mx.example.net
          Diagnostic-Code: smtp; 554 5.7.1 Client host [203.0.113.7] blocked
            using list.example

          Final-Recipient: rfc822;carol@example.net
          Action: delayed
          Status: 4.4.1 (no answer)

          Final-Recipient: rfc822;dave@example.net
          Action: relayed
          Status: 2.0.0

          --b
          Content-Type: message/rfc822

          Received: from pc (pc.example.com [198.51.100.9]) by out.example.com with ESMTPSA; \
          Mon, 2 Nov 2026 09:59:00 +0000
          From: Anna <anna@example.com>
          To: bob@example.net
          Message-ID: <1@example.com>

          Hello
          --b--
          """;

  private static ReturnedMail read(String message) {
    return ReturnedMailReader.read(message.getBytes(StandardCharsets.UTF_8));
  }

  private static ReturnedMail text(String body) {
    return read(DAEMON + "\n" + body);
  }

  private static List<String> addresses(ReturnedMail mail) {
    return mail.recipients().stream().map(Recipient::address).toList();
  }

  @Test
  void aReportSaysForEachRecipientWhatBecameOfIt() {
    ReturnedMail mail = read(REPORT);
    assertThat(mail.kind()).isEqualTo(Kind.BOUNCE);
    assertThat(mail.reportingServer()).isEqualTo("out.example.com");
    assertThat(mail.recipients())
        .extracting(Recipient::kind)
        .containsExactly(Kind.BOUNCE, Kind.DELAYED, Kind.DELIVERED);
    Recipient first = mail.recipients().getFirst();
    assertThat(first.address()).isEqualTo("bob@example.net");
    assertThat(first.originalAddress()).isEqualTo("team@example.net");
    assertThat(first.remoteServer()).isEqualTo("mx.example.net");
    assertThat(first.reply().line())
        .isEqualTo("554 5.7.1 Client host [203.0.113.7] blocked using list.example");
    assertThat(mail.recipients().get(1).status()).isEqualTo("4.4.1");
    assertThat(mail.recipients().get(1).reply().code()).isZero();
    RawMessage original = mail.original();
    assertThat(original).isNotNull();
    assertThat(original.all("Message-ID")).hasSize(1);
  }

  @Test
  void whatSentItIsKnownFromTheRefusalAndTheReport() {
    SentFrom from =
        SentFrom.of(read(REPORT), RawMessage.of(REPORT.getBytes(StandardCharsets.UTF_8)));
    // the person's own machine had signed in, and no receiver saw it
    assertThat(from.addresses()).containsExactly("203.0.113.7", "192.0.2.25");
    assertThat(from.helo()).isEqualTo("out.example.com");
  }

  @Test
  void qmailsText() {
    ReturnedMail mail =
        text(
            """
            Hi. This is the qmail-send program at out.example.com.
            I'm afraid I wasn't able to deliver your message to the following addresses.

            <bob@example.net>:
            192.0.2.1 does not like recipient.
            Remote host said: 550 5.1.1 No such user
            Giving up on 192.0.2.1.

            <carol@example.net>:
            Sorry, I couldn't find any host by that name. (#4.1.2)

            --- Below this line is a copy of the message.

            Return-Path: <anna@example.com>
            From: anna@example.com
            To: wrong@example.net
            Subject: x
            """);
    assertThat(addresses(mail)).containsExactly("bob@example.net", "carol@example.net");
    assertThat(mail.recipients().get(0).reply().code()).isEqualTo(550);
    assertThat(mail.recipients().get(1).reply().code()).isZero();
    assertThat(mail.recipients().get(1).reply().enhanced()).isEqualTo("4.1.2");
    assertThat(mail.original()).isNotNull();
  }

  @Test
  void eximsText() {
    ReturnedMail mail =
        read(
            "X-Failed-Recipients: bob@example.net,\n  carol@example.net\n"
                + DAEMON
                + """

                This message was created automatically by mail delivery software.

                  bob@example.net
                    SMTP error from remote mail server after RCPT TO:<bob@example.net>:
                    host mx.example.net [192.0.2.1]: 550 5.1.1 unknown
                  carol@example.net
                    mailbox is full

                ------ This is a copy of the message, including all the headers. ------
                """);
    assertThat(addresses(mail)).containsExactly("bob@example.net", "carol@example.net");
    assertThat(mail.recipients().get(0).remoteServer()).isEqualTo("mx.example.net");
    assertThat(mail.recipients().get(1).reply().line()).isEqualTo("mailbox is full");
  }

  @Test
  void encodingsAndCharsetsAreUndone() {
    String words = "Nie mogła zostać dostarczona\n\n<bob@example.net>: skrzynka pełna";
    String base64 =
        Base64.getMimeEncoder().encodeToString(words.getBytes(Charset.forName("ISO-8859-2")));
    ReturnedMail mail =
        read(
            DAEMON.replaceAll("Subject:.*\n", "")
                + "Content-Type: text/plain; charset=iso-8859-2\n"
                + "Content-Transfer-Encoding: base64\n\n"
                + base64);
    assertThat(addresses(mail)).containsExactly("bob@example.net");
    assertThat(mail.recipients().getFirst().reply().text()).isEqualTo("skrzynka pełna");
  }

  @Test
  void aReceiptIsADelivery() {
    ReturnedMail mail =
        read(
            """
            From: bob@example.net
            To: anna@example.com
            Content-Type: multipart/report; report-type=disposition-notification; boundary=b

            --b

            Read.
            --b
            Content-Type: message/disposition-notification

            Final-Recipient: rfc822;bob@example.net
            Disposition: manual-action/MDN-sent-manually; displayed
            --b--
            """);
    assertThat(mail.kind()).isEqualTo(Kind.DELIVERED);
    assertThat(addresses(mail)).containsExactly("bob@example.net");
  }

  @Test
  void aComplaintNamesItsRecipient() {
    ReturnedMail mail =
        read(
            """
            From: complaints@example.net
            To: abuse@example.com
            Content-Type: multipart/report; report-type=feedback-report; boundary=b

            --b
            Content-Type: message/feedback-report

            Feedback-Type: abuse
            Original-Rcpt-To: bob@example.net
            --b--
            """);
    assertThat(mail.kind()).isEqualTo(Kind.FEEDBACK);
    assertThat(addresses(mail)).containsExactly("bob@example.net");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Auto-Submitted: auto-replied\nSubject: Re: x",
        "In-Reply-To: <1@example.com>\nSubject: Automatyczna odpowiedź: x",
        "Precedence: bulk\nSubject: =?utf-8?q?R=C3=A9ponse_automatique_:_x?=",
      })
  void anAbsenceNoteIsKnownInManyWays(String fields) {
    ReturnedMail mail =
        read("From: Bob <bob@example.net>\nTo: anna@example.com\n" + fields + "\n\nI am away.\n");
    assertThat(mail.kind()).isEqualTo(Kind.AUTOREPLY);
    assertThat(addresses(mail)).containsExactly("bob@example.net");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From: bob@example.net\nTo: anna@example.com\nSubject: Delivery failure: your parcel",
        "From: Mail Delivery System <shop@example.net>\nSubject: Undelivered mail\nTo: a@example.com",
        "From: bob@example.net\nTo: anna@example.com\nSubject: Fwd: Undelivered Mail",
        "From: bob@example.net\nTo: anna@example.com\nSubject: Out of office: sell your house",
      })
  void whoOnlyWritesOfItHasSentNothingBack(String header) {
    ReturnedMail mail =
        read(header + "\n\nSee below.\n\n<carol@example.net>: host mx said: 550 5.1.1 unknown\n");
    assertThat(mail.kind()).isEqualTo(Kind.NONE);
    assertThat(mail.recipients()).isEmpty();
  }

  @Test
  void aForwardedReportIsReadAsItself() {
    ReturnedMail mail =
        read(
            "From: anna@example.com\nTo: help@example.org\nSubject: what is this\n"
                + "Content-Type: multipart/mixed; boundary=f\n\n--f\n\nlook\n--f\n"
                + "Content-Type: message/rfc822\n\n"
                + REPORT
                + "\n--f--\n");
    assertThat(mail.kind()).isEqualTo(Kind.BOUNCE);
    assertThat(mail.recipients()).hasSize(3);
  }

  @Test
  void aDelayIsTold() {
    assertThat(
            text("Warning: <bob@example.net>\n has not yet been delivered. We will keep trying.")
                .kind())
        .isEqualTo(Kind.DELAYED);
  }

  @Test
  void aProgramThatFailedIsToldApart() {
    String report =
        REPORT.replace(
            "smtp; 554 5.7.1 Client host [203.0.113.7] blocked\n  using list.example",
            "X-Unix; 255");
    Recipient first = read(report).recipients().getFirst();
    assertThat(first.program()).isTrue();
    assertThat(first.reply().code()).isZero();
  }

  /// Hostile sizes: whatever comes is read in the time that its length takes.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void nothingHangsIt(int kind) {
    String body =
        switch (kind) {
          case 0 -> "<a@b.example>\n".repeat(50_000);
          case 1 -> "x".repeat(2_000_000) + "@";
          case 2 -> "@".repeat(300_000);
          case 3 -> "\"" + "<\"@".repeat(100_000);
          default -> "550 5.1.1 <a@b.example>:\n".repeat(30_000);
        };
    ReturnedMail[] read = new ReturnedMail[1];
    org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> read[0] = text("could not be delivered\n\n" + body));
    assertThat(read[0].recipients()).hasSizeLessThanOrEqualTo(BounceLimits.MAX_NAMED);
  }

  @Test
  void tenThousandRecipientsAndNoMore() {
    StringBuilder groups = new StringBuilder();
    for (int i = 0; i < 12_000; i++) {
      groups
          .append("\nFinal-Recipient: rfc822;u")
          .append(i)
          .append("@example.net\nAction: failed\nStatus: 5.1.1\n");
    }
    String report =
        REPORT.replace(
            "\n--b\nContent-Type: message/rfc822", groups + "\n--b\nContent-Type: message/rfc822");
    assertThat(read(report).recipients()).hasSizeBetween(3_000, BounceLimits.MAX_RECIPIENTS);
  }

  @Test
  void messagesInMessagesEnd() {
    String nested = REPORT;
    for (int i = 0; i < 50; i++) {
      nested = "From: a@example.com\nTo: b@example.com\nContent-Type: message/rfc822\n\n" + nested;
    }
    assertThat(read(nested).kind()).isEqualTo(Kind.NONE);
  }

  @Test
  void aTextIsNoMessage() {
    assertThat(ReturnedMailReader.isMessage("550 5.1.1 no".getBytes(StandardCharsets.UTF_8)))
        .isFalse();
    assertThat(ReturnedMailReader.isMessage(REPORT.getBytes(StandardCharsets.UTF_8))).isTrue();
  }
}
