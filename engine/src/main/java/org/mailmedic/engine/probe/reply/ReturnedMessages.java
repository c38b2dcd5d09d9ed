package org.mailmedic.engine.probe.reply;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.ReturnedMessage;
import org.mailmedic.engine.reply.ReturnedMailJudge;
import org.mailmedic.engine.reply.ReturnedMailJudge.Judged;
import org.mailmedic.protocol.bounce.ReturnedMail;
import org.mailmedic.protocol.bounce.ReturnedMailReader;
import org.mailmedic.protocol.bounce.SentFrom;
import org.mailmedic.protocol.dkim.DkimSignature;
import org.mailmedic.protocol.message.RawField;
import org.mailmedic.protocol.message.RawMessage;
import org.mailmedic.protocol.mime.Words;

/// Returned messages as evidence.
final class ReturnedMessages {
  /// Recipients, signatures of the original, and characters of a text that are kept
  /// (docs/limits.md).
  private static final int MAX_FAILURES = 100;

  private static final int MAX_SIGNATURES = 10;

  private static final int MAX_WORDS = 500;

  private ReturnedMessages() {}

  /// @param message each byte one character
  static ReturnedMessage read(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
    ReturnedMail mail = ReturnedMailReader.read(bytes);
    List<ReturnedMessage.Failure> failures = new ArrayList<>();
    for (Judged judged : ReturnedMailJudge.judge(mail)) {
      if (failures.size() < MAX_FAILURES) {
        failures.add(failure(judged));
      }
    }
    SentFrom from = SentFrom.of(mail, RawMessage.of(bytes));
    return new ReturnedMessage(
        mail.kind().id(),
        failures,
        mail.reportingServer(),
        from.addresses(),
        from.helo(),
        original(mail.original()));
  }

  private static ReturnedMessage.Failure failure(Judged judged) {
    ReturnedMail.Recipient recipient = judged.recipient();
    return new ReturnedMessage.Failure(
        recipient.address(),
        recipient.action(),
        recipient.reply().code(),
        recipient.reply().enhanced(),
        cut(recipient.reply().line()),
        judged.meaning().cause(),
        judged.expired() ? "message.expired" : null,
        judged.meaning().confidence(),
        recipient.remoteServer());
  }

  private static ReturnedMessage.@Nullable Original original(@Nullable RawMessage message) {
    if (message == null) {
      return null;
    }
    List<ReturnedMessage.Signature> signatures = new ArrayList<>();
    for (RawField field : message.all("DKIM-Signature")) {
      DkimSignature.Parsed parsed = DkimSignature.parse(field);
      String domain = parsed.domain();
      String selector = parsed.selector();
      if (domain != null && selector != null && signatures.size() < MAX_SIGNATURES) {
        signatures.add(new ReturnedMessage.Signature(domain, selector));
      }
    }
    return new ReturnedMessage.Original(
        domain(value(message, "From")),
        domain(value(message, "Return-Path")),
        signatures,
        bare(value(message, "Message-ID")),
        value(message, "Subject"));
  }

  private static @Nullable String value(RawMessage message, String name) {
    List<RawField> fields = message.all(name);
    if (fields.isEmpty()) {
      return null;
    }
    String value = cut(Words.decode(fields.getFirst().unfolded()).text().strip());
    return value.isEmpty() ? null : value;
  }

  /// What stands behind the last `@` of an address; null where there is none.
  private static @Nullable String domain(@Nullable String value) {
    int at = value == null ? -1 : value.lastIndexOf('@');
    if (value == null || at < 0) {
      return null;
    }
    int end = at + 1;
    while (end < value.length()
        && (Character.isLetterOrDigit(value.charAt(end))
            || ".-_".indexOf(value.charAt(end)) >= 0)) {
      end++;
    }
    return end == at + 1 ? null : value.substring(at + 1, end).toLowerCase(Locale.ROOT);
  }

  private static @Nullable String bare(@Nullable String id) {
    if (id == null) {
      return null;
    }
    boolean bracket = id.startsWith("<") && id.endsWith(">") && id.length() > 2;
    return bracket ? id.substring(1, id.length() - 1) : id;
  }

  private static String cut(String text) {
    return text.length() > MAX_WORDS ? text.substring(0, MAX_WORDS) : text;
  }
}
