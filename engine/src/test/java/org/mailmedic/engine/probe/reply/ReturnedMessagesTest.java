package org.mailmedic.engine.probe.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mailmedic.engine.evidence.CameBack;
import org.mailmedic.engine.evidence.GivenReply;
import org.mailmedic.engine.evidence.ReturnedMessage;

class ReturnedMessagesTest {
  private static final String REPORT =
      """
      Return-Path: <>
      From: MAILER-DAEMON@out.example.com
      To: anna@example.com
      Subject: Undelivered Mail Returned to Sender
      Content-Type: multipart/report; report-type=delivery-status; boundary=b

      --b

      Sorry.
      --b
      Content-Type: message/delivery-status

      Reporting-MTA: dns; out.example.com

      Final-Recipient: rfc822;bob@example.net
      Action: failed
      Status: 4.4.7
      Remote-MTA: dns; mx.example.net
      Diagnostic-Code: smtp; 450 4.7.1 Client host rejected: cannot find your hostname, [203.0.113.7]

      Final-Recipient: rfc822;carol@example.net
      Action: failed
      Status: 4.4.7
      Diagnostic-Code: smtp; delivery time expired

      Final-Recipient: rfc822;dave@example.net
      Action: delivered
      Status: 2.0.0
      --b
      Content-Type: text/rfc822-headers

      Return-Path: <bounce@mail.example.com>
      DKIM-Signature: v=1; a=rsa-sha256; d=example.com; s=sel1; h=from; bh=AAAA; b=AAAA
      From: Anna <anna@example.com>
      Message-ID: <1@example.com>
      Subject: =?utf-8?q?Za=C5=BC=C3=B3=C5=82=C4=87?=
      --b--
      """;

  private final ReturnedMessage read = ReturnedMessages.read(REPORT);

  @Test
  void theReasonStandsAboveThatItExpired() {
    ReturnedMessage.Failure first = read.failures().getFirst();
    assertThat(first.cause()).isEqualTo("reputation.reverse-dns");
    assertThat(first.alsoCause()).isEqualTo("message.expired");
    assertThat(first.recipient()).isEqualTo("bob@example.net");
    assertThat(first.remoteServer()).isEqualTo("mx.example.net");
  }

  @Test
  void withoutAReasonItExpired() {
    ReturnedMessage.Failure second = read.failures().get(1);
    assertThat(second.cause()).isEqualTo("message.expired");
    assertThat(second.alsoCause()).isNull();
    assertThat(second.code()).isZero();
  }

  @Test
  void whatArrivedIsNoFailure() {
    assertThat(read.failures().get(2).cause()).isEqualTo("notice.delivered");
  }

  @Test
  void whatItWasSentFromAndSignedWithIsKept() {
    assertThat(read.sendingAddresses()).containsExactly("203.0.113.7");
    ReturnedMessage.Original original = read.original();
    assertThat(original).isNotNull();
    assertThat(original.fromDomain()).isEqualTo("example.com");
    assertThat(original.returnPathDomain()).isEqualTo("mail.example.com");
    assertThat(original.signatures())
        .containsExactly(new ReturnedMessage.Signature("example.com", "sel1"));
    assertThat(original.messageId()).isEqualTo("1@example.com");
    assertThat(original.subject()).isEqualTo("Zażółć");
  }

  @Test
  void eachFactIsAReplyThatCameBack() {
    assertThat(CameBack.of(read))
        .extracting(GivenReply.Said::cause)
        .containsExactly(
            "reputation.reverse-dns", "message.expired", "message.expired", "notice.delivered");
  }

  @Test
  void anOrdinaryMessageSaysNothing() {
    ReturnedMessage none = ReturnedMessages.read("From: a@example.com\nTo: b@example.com\n\nHi\n");
    assertThat(none.noticeKind()).isEqualTo("none");
    assertThat(none.failures()).isEmpty();
  }
}
