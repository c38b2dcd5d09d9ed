package org.mailmedic.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailmedic.engine.Diagnostician;
import org.mailmedic.engine.Outcome;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.probe.ProgressEvent;
import org.mailmedic.lab.scenario.Estate;

/// A lab on long wires: everything arrives, and arrives late.
final class DelayTest {
  private static final Duration DELAY = Duration.ofMillis(40);

  @Test
  void theLastWordsBeforeTheEndArriveToo() {
    Diagnostician diagnostician = new Diagnostician();
    Complaint complaint = Complaint.about("anna@florist.example", "anna", "florist.example");
    try (Lab lab = Lab.start(DELAY, Estate.sound("florist.example")::plant)) {
      CaseFile file =
          diagnostician.gather(
              complaint, lab.world(), Duration.ofSeconds(30), ProgressEvent.Listener.NONE);
      assertEquals(Outcome.FINE, Outcome.of(diagnostician.conclude(file)));
      List<SmtpDialogue> dialogues = file.seen(SmtpDialogue.class);
      assertEquals(2, dialogues.size());
      for (SmtpDialogue dialogue : dialogues) {
        assertTrue(dialogue.accepted(), dialogue.summary());
        // Greeting, EHLO, STARTTLS, TLS, EHLO, MAIL with RCPT: each a round trip.
        assertTrue(dialogue.rcpt().atMs() >= 6 * DELAY.toMillis(), dialogue.summary());
      }
    }
  }
}
