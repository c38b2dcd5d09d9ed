package org.mailmedic.engine.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.complaint.WebmailSeen;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.knowledge.causes.Level;

class WebmailWordTest {
  @ParameterizedTest
  @CsvSource({
    "WORKS, settings.wrong-port, host, 0.8, 0.86",
    "WORKS, network.port-blocked, host, 0.8, 0.86",
    "WORKS, login.two-factor, reply, 0.8, 0.86",
    "WORKS, login.wrong-password, reply, 0.5, 0.3",
    "WORKS, mx.elsewhere, domain, 0.95, 0.9",
    "WORKS, account.disabled, reply, 0.5, 0.3",
    "WORKS, spf.missing, domain, 0.9, 0.9",
    "FAILS, settings.wrong-username, domain, 0.8, 0.76",
    "FAILS, login.wrong-password, reply, 0.5, 0.65",
    "FAILS, account.disabled, domain, 0.95, 0.97",
    "FAILS, mx.elsewhere, domain, 0.95, 0.95",
    "FAILS, webmail.unreachable, domain, 0.95, 0.97",
    ", settings.wrong-port, host, 0.8, 0.8",
  })
  void weighsAndNeverOverrules(
      WebmailSeen seen, String id, String subject, double before, double after) {
    Finding root = new Finding(id, Level.BROKEN, subject, Map.of(), List.of("e1"), before);
    assertThat(WebmailWord.weigh(seen, root, before)).isEqualTo(after);
  }
}
