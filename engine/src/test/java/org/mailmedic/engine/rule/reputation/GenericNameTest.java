package org.mailmedic.engine.rule.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenericNameTest {

  @ParameterizedTest
  @CsvSource({
    "192-0-2-25.dsl.example.net, 192.0.2.25, true",
    "static.25.2.0.192.clients.example.net, 192.0.2.25, true",
    "ip-192-0-2-25.example.net, 192.0.2.25, true",
    "ip192-000-002-025.example.net, 192.0.2.25, true",
    "c0000219.example.net, 192.0.2.25, true",
    "dynamic7.example.net, 192.0.2.25, true",
    "pool-1.example.net, 192.0.2.25, true",
    "mail.example.net, 192.0.2.25, false",
    "mx25.example.net, 192.0.2.25, false",
    "mail-25.example.net, 192.0.2.25, false",
    "smtp-out-2-25.example.net, 192.0.2.25, false",
    "dynamic.net, 192.0.2.25, false",
    "example.net, 192.0.2.25, false",
    "mail.example.net, 2001:db8::25, false",
    "0000000000000025.example.net, 2001:db8::25, true"
  })
  void namesMadeForEveryConnectionAreToldFromChosenOnes(
      String name, String address, boolean generic) {
    assertThat(GenericName.is(name, address)).isEqualTo(generic);
  }
}
