package org.mailmedic.protocol.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpScopeTest {

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, this network",
    "10.255.255.255, private",
    "100.64.0.1, shared",
    "100.127.255.255, shared",
    "127.1.2.3, loopback",
    "169.254.169.254, link-local",
    "172.16.0.1, private",
    "172.31.255.255, private",
    "192.0.0.8, protocol",
    "192.168.1.1, private",
    "198.19.0.1, benchmarking",
    "224.0.0.1, multicast",
    "239.1.1.1, multicast",
    "255.255.255.255, reserved",
    "::, unspecified",
    "::1, loopback",
    "::ffff:10.0.0.1, private",
    "::ffff:0:192.168.0.1, private",
    "::127.0.0.1, loopback",
    "64:ff9b::10.1.2.3, private",
    "64:ff9b:1::1, local NAT64",
    "100::1, discard",
    "2002:a00:1::1, private",
    "2002:7f00:1::, loopback",
    "2001:0:5ef5:79fb::f5ff:fffe, private",
    "2001:db8::5efe:192.168.0.1, private",
    "2001:db8::200:5efe:10.0.0.1, private",
    "fc00::1, unique local",
    "fd12:3456::1, unique local",
    "fe80::1, link-local",
    "febf::1, link-local",
    "fec0::1, site-local",
    "ff02::1, multicast",
  })
  void addressesOfOnesOwnNetworkAreNotPublic(String address, String block) throws Exception {
    assertThat(IpScope.reservedBlock(InetAddress.getByName(address))).startsWith(block);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.1",
        "192.0.2.25",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
        "2002:808:808::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::25",
        "2001:db8::5efe:8.8.8.8",
        "2606:4700::1111",
        "2a00:1450:4001::1a",
      })
  void addressesOfTheInternetArePublic(String address) throws Exception {
    assertThat(IpScope.isPublic(InetAddress.getByName(address))).isTrue();
  }
}
