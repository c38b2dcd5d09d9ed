package org.mailmedic.protocol.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1, 1.2.0.192.in-addr.arpa",
    "0.0.0.0, 0.0.0.0, 0.0.0.0.in-addr.arpa",
    "255.255.255.255, 255.255.255.255, 255.255.255.255.in-addr.arpa",
    "::, ::, 0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa",
    "2001:DB8::1, 2001:db8::1,"
        + " 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0,"
        + " 0.0.0.0.7.0.0.0.6.0.0.0.5.0.0.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.ip6.arpa",
    "::ffff:192.0.2.1, ::ffff:c000:201,"
        + " 1.0.2.0.0.0.0.c.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa",
  })
  void readsAndWrites(String text, String written, String reverse) throws Exception {
    IpAddress address = IpAddress.parse(text);
    assertThat(address).isNotNull();
    assertThat(address).hasToString(written);
    assertThat(address.reverseName()).isEqualTo(reverse);
    assertThat(address.bytes()).hasSize(address.ipv6() ? 16 : 4);
    assertThat(IpAddress.of(address.bytes())).isEqualTo(address);
    if (!text.startsWith("::ffff")) { // which the library makes IPv4 at once
      assertThat(address.inet()).isEqualTo(InetAddress.getByName(text));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.4 ", "1.2..4", "a.b.c.d",
        ":", ":1", "1:", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", ":::", "12345::", "::g",
        "::1.2.3", "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:6:7:8::", "fe80::1%eth0", "[::1]", "::1/64"
      })
  void refuses(String text) {
    assertThat(IpAddress.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0, 24, 192.0.2.255, true",
    "192.0.2.0, 24, 192.0.3.0, false",
    "192.0.2.1, 32, 192.0.2.1, true",
    "192.0.2.1, 32, 192.0.2.0, false",
    "1.1.1.1, 0, 192.0.2.0, true",
    "1.1.1.1, 0, 2001:db8::1, false",
    "2001:db8::, 32, 2001:db8:ffff::1, true",
    "2001:db8::, 65, 2001:db8::7fff:0:0:1, true",
    "2001:db8::, 65, 2001:db8::8000:0:0:1, false",
    "2001:db8::, 64, 2001:db8:0:1::, false",
    "2001:db8::1, 128, 2001:db8::1, true",
    "2001:db8::1, 128, 2001:db8::2, false",
    "::, 0, ffff::, true",
  })
  void ranges(String network, int prefix, String address, boolean contained) {
    IpAddress first = IpAddress.parse(network);
    IpAddress other = IpAddress.parse(address);
    assertThat(first).isNotNull();
    assertThat(other).isNotNull();
    assertThat(new IpRange(first, prefix).contains(other)).isEqualTo(contained);
  }
}
