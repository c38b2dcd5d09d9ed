package org.mailmedic.engine.probe.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnedTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "554 5.7.1 Service unavailable; Client host [192.0.2.25] blocked using x | 192.0.2.25",
        "550 5.7.26 with ip: [2001:db8::25] = did not pass | 2001:db8::25",
        "550 5.7.26 ip: [2001:0DB8:0:0:0:0:0:25]. | 2001:db8::25",
        "550 192.0.2.25:34032 is in an RBL | 192.0.2.25",
        "550 SPF does not allow 198.51.100.99. | 198.51.100.99",
        "421 4.7.28 [192.0.2.25      15] rate limited, 192.0.2.25 | 192.0.2.25",
        "550 ::ffff:192.0.2.25 is listed | 192.0.2.25",
        "550 5.1.1 User unknown at 12:30:45 | -",
        "550 5.7.1 refused | -",
        "550 host-192.0.2.25.example.net | -",
        "550 version 4.99.300.1 | -",
        "550 :: 0.0.0.0 | -",
        "'' | -"
      })
  void findsTheAddressesOfARefusal(String reply, String addresses) {
    assertThat(String.join(" ", Returned.addresses(reply)))
        .isEqualTo(addresses == null ? "" : addresses);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "554 Client host [192.0.2.1] blocked using rbl.example.net; see | rbl.example.net",
        "554 Blocked Using RBL.Example.NET. | rbl.example.net",
        "554 blocked using Spamhaus PBL | -",
        "554 blocked using ..; | -",
        "554 blocked using | -"
      })
  void findsTheListThatARefusalNames(String reply, String zone) {
    assertThat(ListsToAsk.blockedUsing(reply)).isEqualTo(zone);
  }
}
