package org.mailmedic.protocol.received;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageDateTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // RFC 5322 appendix A.1.1, A.6.2
        "Fri, 21 Nov 1997 09:55:06 -0600 | 1997-11-21T15:55:06Z",
        "21 Nov 97 09:55:06 GMT | 1997-11-21T09:55:06Z",
        "Mon, 23 Nov 2026 12:40:12 +0100 (CET) | 2026-11-23T11:40:12Z",
        "Mon, 23 Nov 2026 12:40 +0100 | 2026-11-23T11:40:00Z",
        "23 Nov 2026 11:40:12 -0000 | 2026-11-23T11:40:12Z",
        "Mon,23 Nov 2026 12:40:12 +01:00 | 2026-11-23T11:40:12Z",
        "Mon Nov 23 11:40:12 2026 | 2026-11-23T11:40:12Z",
        "Mon Nov 23 11:40:12 CET 2026 | 2026-11-23T10:40:12Z",
        "Mon Nov 23 11:40:12 2026 -0500 | 2026-11-23T16:40:12Z",
        "2026-11-23T11:40:12Z | 2026-11-23T11:40:12Z",
        "2026-11-23T11:40:12.123456+01:00 | 2026-11-23T10:40:12Z",
        "2026-11-23 11:40:12.1 +0100 | 2026-11-23T10:40:12Z",
        "23-Nov-2026 11:40:12 +0000 | 2026-11-23T11:40:12Z",
        "11/23/2026 11:40:12 PM | 2026-11-23T23:40:12Z",
        "11/23/2026 12:40:12 AM | 2026-11-23T00:40:12Z",
        "Mon, 23 Nov 2026 11:40:12 PST | 2026-11-23T19:40:12Z",
        "Thu, 31 Dec 1998 23:59:60 +0000 | 1998-12-31T23:59:59Z",
        "Mon, 23 Nov 126 11:40:12 GMT | 2026-11-23T11:40:12Z",
      })
  void isRead(String text, String expected) {
    assertThat(MessageDate.parse(text)).isNotNull();
    assertThat(MessageDate.parse(text).instant()).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mon Nov 23 11:40:12 2026 | false",
        "Mon, 23 Nov 2026 12:40:12 +0100 | true",
        "Mon, 23 Nov 2026 12:40:12 XYZ | false",
      })
  void saysWhetherTheZoneIsKnown(String text, boolean zoned) {
    assertThat(MessageDate.parse(text).zoned()).isEqualTo(zoned);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "Mon, 31 Feb 2026 10:00:00 +0000",
        "23 Nov 2026",
        "10:00:00",
        "99999999999999 Nov 2026 10:00:00",
        "2026-11-23T",
        "1/2/3/4 10:00",
        "+0100",
        "Mon, 23 Nov 2026 25:61:00 +0000",
        "2026-99-99 10:00:00"
      })
  void isNoDate(String text) {
    assertThat(MessageDate.parse(text)).isNull();
  }
}
