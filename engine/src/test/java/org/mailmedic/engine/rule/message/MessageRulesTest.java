package org.mailmedic.engine.rule.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.evidence.GivenReply;
import org.mailmedic.engine.evidence.MessageSignatures;
import org.mailmedic.engine.message.GivenMessages;
import org.mailmedic.engine.testkit.Evidences;
import org.mailmedic.engine.testkit.Rows;

class MessageRulesTest {
  /// A message without a date, given as it is or inside one that came back, and the reply to it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          message  | reply                     | near               | expected
          sound    |                           | message.suspicious |
          dateless |                           |                    | message.suspicious ADVICE no_date [trait=no_date]
          returned | 554 reputation.poor       |                    | message.suspicious ADVICE no_date
          returned | 450 recipient.greylisted  |                    | message.suspicious ADVICE no_date
          returned | 550 message.spam          |                    | message.suspicious ADVICE no_date
          returned | 550 recipient.unknown     | message.suspicious |
          """)
  void content(
      String message, @Nullable String reply, @Nullable String near, @Nullable String expected) {
    String sent =
        (message.equals("sound") ? "Date: Mon, 23 Nov 2026 10:00:00 +0000\n" : "")
            + "From: a@a.test\nTo: b@b.test\nSubject: Hi\nMessage-ID: <1@a.test>\n\nHello\n";
    String given =
        message.equals("returned")
            ? "From: MAILER-DAEMON@b.test\nContent-Type: multipart/report; boundary=x\n\n--x\n"
                + "Content-Type: message/rfc822\n\n"
                + sent
                + "--x--\n"
            : sent;
    Evidences evidences =
        new Evidences()
            .seen("message", GivenMessages.read(given.getBytes(StandardCharsets.ISO_8859_1)));
    if (reply != null) {
      String[] words = reply.split(" ");
      evidences.seen(
          "given",
          new GivenReply(
              reply,
              List.of(
                  new GivenReply.Said(
                      Integer.parseInt(words[0]), null, reply, words[1], 0.9, null))));
    }
    Rows.check(new MessageContentRule().judge(evidences.about("a.test")), near, expected);
  }

  /// Signatures as `DOMAIN status reason`; `returned` inside a message that came back, `draft` one
  /// that no server has had, `foreign` from another domain.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          given           | signatures                                               | near                      | expected
          sent            | a.test pass none                                         | dkim.missing dkim.invalid |
          sent            | a.test fail signature_wrong                              |                           | dkim.invalid AT_RISK a.test/s [problem=signature, selector=s]
          sent            | a.test fail signature_wrong, a.test pass none            | dkim.invalid              |
          sent            | a.test fail body_changed                                 |                           | dkim.invalid AT_RISK a.test/s [problem=signature]
          returned        | a.test fail body_changed                                 | dkim.invalid              |
          returned        | a.test fail signature_wrong                              |                           | dkim.invalid AT_RISK a.test/s [problem=signature]
          sent            | a.test temperror key_unavailable                         | dkim.invalid              |
          sent            |                                                          |                           | dkim.missing AT_RISK a.test [domain=a.test]
          sent            | b.test pass none                                         |                           | dkim.missing AT_RISK a.test
          sent            | m.a.test pass none                                       | dkim.missing              |
          draft           |                                                          | dkim.missing              |
          foreign         |                                                          | dkim.missing              |
          """)
  void signatures(
      String given, @Nullable String signatures, @Nullable String near, @Nullable String expected) {
    List<MessageSignatures.Tried> tried = new ArrayList<>();
    for (String each : signatures == null ? new String[0] : signatures.split(", ")) {
      String[] words = each.split(" ");
      tried.add(new MessageSignatures.Tried(words[0], "s", words[1], words[2]));
    }
    MessageSignatures seen =
        new MessageSignatures(
            given.equals("foreign") ? "c.test" : "a.test",
            given.equals("returned"),
            !given.equals("draft"),
            tried,
            "none",
            null);
    Rows.check(
        new MessageSignatureRule().judge(new Evidences().seen("message", seen).about("a.test")),
        near,
        expected);
  }
}
