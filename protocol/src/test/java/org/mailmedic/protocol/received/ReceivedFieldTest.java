package org.mailmedic.protocol.received;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each server's own way of writing it.
class ReceivedFieldTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // Postfix
        "from out.shop.example (mail.shop.example [198.51.100.7]) by mx1.florist.example (Postfix)"
            + " with ESMTPS id 4XyZ for <anna@florist.example>; Mon, 23 Nov 2026 11:40:10 +0000 (UTC)"
            + " | out.shop.example | mail.shop.example | 198.51.100.7 | mx1.florist.example | ESMTPS"
            + " | 4XyZ | anna@florist.example | true | false | 2026-11-23T11:40:10Z",
        "from [192.168.1.5] (unknown [203.0.113.9]) (Authenticated sender: anna@florist.example) by"
            + " smtp.florist.example (Postfix) with ESMTPSA id 1; Mon, 23 Nov 2026 11:40:10 +0000"
            + " | - | - | 203.0.113.9 | smtp.florist.example | ESMTPSA | 1 | - | true | true"
            + " | 2026-11-23T11:40:10Z",
        // Exim
        "from host.shop.example ([198.51.100.7] helo=web) by mx.florist.example with esmtps (TLS1.3)"
            + " tls TLS_AES_256_GCM_SHA384 (Exim 4.98) id 1t-2; Mon, 23 Nov 2026 11:40:10 +0100"
            + " | web | host.shop.example | 198.51.100.7 | mx.florist.example | esmtps tls"
            + " TLS_AES_256_GCM_SHA384 | 1t-2 | - | true | false | 2026-11-23T10:40:10Z",
        "from [2001:db8::7] (helo=web.shop.example) by mx.florist.example with smtp id 1;"
            + " Mon, 23 Nov 2026 11:40:10 +0100 | web.shop.example | - | 2001:db8::7"
            + " | mx.florist.example | smtp | 1 | - | false | false | 2026-11-23T10:40:10Z",
        // qmail
        "from unknown (HELO web.shop.example) (198.51.100.7) by mx.florist.example with SMTP;"
            + " 23 Nov 2026 11:40:10 -0000 | web.shop.example | - | 198.51.100.7"
            + " | mx.florist.example | SMTP | - | - | false | false | 2026-11-23T11:40:10Z",
        // Exchange
        "from AM0P.eurprd.example (2603:10a6::1) by VI1P.eurprd.example (2603:10a6::2) with Mail Server"
            + " (version=TLS1_2, cipher=X) id 15.20.1; Mon, 23 Nov 2026 11:40:10 +0000"
            + " | AM0P.eurprd.example | - | 2603:10a6::1 | VI1P.eurprd.example | Mail Server"
            + " | 15.20.1 | - | true | false | 2026-11-23T11:40:10Z",
        // Sendmail, with an IPv6 literal
        "from shop.example (shop.example [IPv6:2001:db8::7]) by mx.florist.example (8.18.1/8.18.1)"
            + " with ESMTP id x for anna@florist.example; Mon, 23 Nov 2026 11:40:10 GMT"
            + " | shop.example | shop.example | 2001:db8::7 | mx.florist.example | ESMTP | x"
            + " | anna@florist.example | false | false | 2026-11-23T11:40:10Z",
        // by nobody else
        "by 2002:a05:6a10:1 with SMTP id x; Mon, 23 Nov 2026 03:40:10 -0800 (PST)"
            + " | - | - | - | 2002:a05:6a10:1 | SMTP | x | - | false | false | 2026-11-23T11:40:10Z",
        "rubbish | - | - | - | - | - | - | - | false | false | -",
        "from a (b [c; by d | a | - | - | - | - | - | - | false | false | -",
      })
  void isRead(
      String value,
      String helo,
      String name,
      String address,
      String by,
      String with,
      String id,
      String recipient,
      boolean encrypted,
      boolean authenticated,
      String date) {
    ReceivedField read = ReceivedField.parse(value.replace(" with ", "\r\n\twith "));
    assertThat(read.helo()).isEqualTo(helo);
    assertThat(read.name()).isEqualTo(name);
    assertThat(read.address() == null ? null : read.address().toString()).isEqualTo(address);
    assertThat(read.by()).isEqualTo(by);
    assertThat(read.with()).isEqualTo(with);
    assertThat(read.id()).isEqualTo(id);
    assertThat(read.recipient()).isEqualTo(recipient);
    assertThat(read.encrypted()).isEqualTo(encrypted);
    assertThat(read.authenticated()).isEqualTo(authenticated);
    assertThat(read.date() == null ? null : read.date().instant().toString()).isEqualTo(date);
  }
}
