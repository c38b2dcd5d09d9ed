package org.mailmedic.protocol.autoconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailmedic.protocol.autoconfig.MailService.Target;

class MailServiceTest {
  private static final Target NONE = new Target(0, 0, 0, ".");
  private static final Target FIRST = new Target(0, 5, 993, "b.example");
  private static final Target HEAVY = new Target(10, 60, 993, "c.example");
  private static final Target LIGHT = new Target(10, 40, 993, "a.example");

  @Test
  void triesTheLowestPriorityFirstAndAmongEqualsTheHeaviest() {
    assertThat(MailService.inOrder(List.of(LIGHT, HEAVY, FIRST)))
        .containsExactly(FIRST, HEAVY, LIGHT);
  }

  @Test
  void aDotAloneSaysThatThereIsNoSuchService() {
    assertThat(MailService.notOffered(List.of(NONE))).isTrue();
    assertThat(MailService.notOffered(List.of())).isFalse();
    assertThat(MailService.notOffered(List.of(NONE, FIRST))).isFalse();
    assertThat(MailService.inOrder(List.of(NONE, FIRST))).containsExactly(FIRST);
  }

  @Test
  void namesItsRecords() {
    assertThat(MailService.SUBMISSIONS.name("florist.example"))
        .isEqualTo("_submissions._tcp.florist.example");
  }
}
