package org.mailmedic.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmedic.engine.complaint.MailProgram;

class GivenProgramTest {
  @ParameterizedTest
  @CsvSource({
    "imap.example.com, imap.example.com, 0",
    "IMAP.Example.com:993, imap.example.com, 993",
    "bücher.example:143, xn--bcher-kva.example, 143",
    "192.0.2.1, 192.0.2.1, 0",
    "192.0.2.1:587, 192.0.2.1, 587",
    "2001:db8::1, 2001:db8::1, 0",
    "[2001:db8::1]:993, 2001:db8::1, 993",
  })
  void serversAreRead(String word, String host, int port) {
    assertThat(GivenProgram.server(word)).isEqualTo(new MailProgram.Server(host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":993",
        "imap.example.com:",
        "imap.example.com:0",
        "imap.example.com:65536",
        "imap.example.com:imaps",
        "[imap.example.com]:993",
        "anna@example.com",
        "2001:db8::1]:993",
        "imap example.com"
      })
  void whatIsNoServerIsRefused(String word) {
    assertThat(GivenProgram.server(word)).isNull();
  }
}
