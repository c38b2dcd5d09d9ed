package org.mailmedic.engine.rule.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.AccessReply;
import org.mailmedic.engine.evidence.AccessTalk.BreakOff;
import org.mailmedic.engine.evidence.AccessTalk.Kind;
import org.mailmedic.engine.evidence.AccessTalk.Stage;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.SignIn;
import org.mailmedic.engine.evidence.TestDelivery;
import org.mailmedic.engine.evidence.TestDelivery.Removal;
import org.mailmedic.engine.testkit.Rows;

/// What became of a message to oneself, and what is said of it (verdict 20).
class TestDeliveryRuleTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          reply                       | patience | waited | folder | junk  | broke | near                                            | expected
          250 2.0.0 queued            | 300      | 2      | INBOX  | false | false | delivery.lost delivery.delayed delivery.to-junk |
          250 2.0.0 queued            | 300      | 299    | INBOX  | false | false | delivery.delayed                                |
          250 2.0.0 queued            | 300      | 301    | INBOX  | false | false | delivery.lost                                   | delivery.delayed AT_RISK anna@a.test [minutes=5]
          250 2.0.0 queued            | 300      | 300    |        | false | false | delivery.delayed                                | delivery.lost BROKEN anna@a.test [minutes=5]
          250 2.0.0 queued            | 299      | 299    |        | false | false | delivery.lost                                   | delivery.delayed AT_RISK anna@a.test [minutes=4]
          250 2.0.0 queued            | 10       | 10     |        | false | false | delivery.lost                                   | delivery.delayed AT_RISK
          250 2.0.0 queued            | 300      | 20     |        | false | true  | delivery.lost delivery.delayed                  |
                                      | 10       | 10     |        | false | true  | delivery.lost delivery.delayed                  |
          250 2.0.0 queued            | 300      | 2      | Spam   | true  | false | delivery.lost                                   | delivery.to-junk AT_RISK anna@a.test [folder=Spam]
          250 2.0.0 queued            | 300      | 2      | Spam   | false | false | delivery.to-junk                                |
          550 5.7.1 no such content   | 0        | 0      |        | false | false | delivery.lost settings.sender-mismatch          | submission.refused BROKEN smtp.a.test
          451 4.7.1 come later        | 0        | 0      |        | false | false | delivery.lost                                   | submission.refused AT_RISK
          550 5.7.1 not owned by user | 0        | 0      |        | false | false | submission.refused                              | settings.sender-mismatch BROKEN
          """)
  void isJudged(
      @Nullable String reply,
      long patience,
      long waited,
      @Nullable String folder,
      boolean junk,
      boolean broke,
      @Nullable String near,
      @Nullable String expected) {
    TestDelivery seen =
        new TestDelivery(
            "anna@a.test",
            "x@a.test",
            "smtp.a.test",
            reply == null ? null : reply(reply),
            Duration.ofSeconds(patience).toMillis(),
            Duration.ofSeconds(waited).toMillis(),
            folder,
            junk,
            List.of(),
            List.of(),
            folder == null ? Removal.NONE : Removal.GONE,
            broke ? new BreakOff(Stage.MAILBOX, Kind.CLOSED, 0, null) : null,
            List.of());
    Rows.check(file(seen), near, expected);
  }

  private static AccessReply reply(String line) {
    String[] words = line.split(" ", 3);
    return new AccessReply(words[0], words[1], words[1] + " " + words[2], 5);
  }

  private static CaseFile file(TestDelivery seen) {
    SignIn in =
        new SignIn(
            AccessProtocol.SUBMISSION,
            "smtp.a.test",
            465,
            Security.TLS,
            "anna@a.test",
            true,
            "PLAIN",
            reply("235 2.7.0 in"),
            true,
            null,
            reply("250 2.1.0 ok"),
            reply("250 2.1.5 ok"),
            null,
            List.of());
    return new CaseFile(
        Complaint.about("anna@a.test", "anna", "a.test").withSignIn(true).withSendTest(true),
        NOW,
        1,
        List.of(
            new Observation<>(
                "e1",
                "login.submission",
                SignIn.key(AccessProtocol.SUBMISSION),
                new Attempt.Observed<>(in),
                NOW,
                1),
            new Observation<>(
                "e2",
                "delivery.test",
                TestDelivery.key("anna@a.test"),
                new Attempt.Observed<>(seen),
                NOW,
                1)));
  }
}
