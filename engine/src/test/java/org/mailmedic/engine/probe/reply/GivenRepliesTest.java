package org.mailmedic.engine.probe.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.evidence.GivenReply;

class GivenRepliesTest {

  /// Verdict 26: a code without a telling text says little.
  @ParameterizedTest
  @CsvSource({
    "554, reputation.ip-blocklisted",
    "503, settings.authentication-off",
    "552, recipient.mailbox-full",
    "421, recipient.server-overloaded",
    "550 5.7.26, authentication.missing",
    "450 4.1.1, recipient.server-error"
  })
  void aBareCodeNamesItsCauseWithLittleConfidence(String text, String cause) {
    GivenReply.Said said = GivenReplies.read(text).replies().getFirst();
    assertThat(said.cause()).isEqualTo(cause);
    assertThat(said.confidence()).isLessThanOrEqualTo(0.5);
  }

  @Test
  void codesAndWordsAreReadFromALogLine() {
    GivenReply.Said said =
        GivenReplies.read(
                "host mx1.example.net[192.0.2.1] said:\n  550-5.1.1 <x@example.net>: no such user")
            .replies()
            .getFirst();
    assertThat(said.code()).isEqualTo(550);
    assertThat(said.enhanced()).isEqualTo("5.1.1");
    assertThat(said.cause()).isEqualTo("recipient.unknown");
    assertThat(said.words()).doesNotContain("\n");
  }

  @Test
  void hugeTextsAreCut() {
    GivenReply given = GivenReplies.read("550 5.1.1 " + "x".repeat(1_000_000));
    assertThat(given.text()).hasSize(GivenReplies.MAX_TEXT);
    assertThat(given.replies().getFirst().words().length()).isLessThanOrEqualTo(500);
  }

  @Test
  void anEmptyTextHasNoReply() {
    assertThat(GivenReplies.read(" \n").replies()).isEmpty();
  }
}
