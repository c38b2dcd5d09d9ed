package org.mailmedic.engine.message;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mailmedic.engine.evidence.GivenMessage;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.message.ContentTraits;
import org.mailmedic.protocol.message.RawField;
import org.mailmedic.protocol.message.RawMessage;
import org.mailmedic.protocol.mime.MimeMessage;

/// Reads what a message or a header block says. Nothing is asked. Thread-safe.
public final class MessageReader {
  private static final Set<String> USUAL =
      Set.of(
          "from",
          "to",
          "subject",
          "date",
          "received",
          "message-id",
          "return-path",
          "mime-version",
          "content-type",
          "delivered-to",
          "authentication-results",
          "received-spf",
          "dkim-signature",
          "x-spam-status",
          "x-received");

  /// Characters in which the header of a message begins, if it is one.
  private static final int LOOKED_AT = 4_000;

  private MessageReader() {}

  /// Whether a text is a message or the header of one, and no reply or talk: two of the usual
  /// fields stand in it before anything that is no field. Costs nothing for a text on one line.
  public static boolean isMessage(String text) {
    if (text.indexOf('\n') < 0) {
      return false;
    }
    String start = text.stripLeading();
    String head = start.length() <= LOOKED_AT ? start : start.substring(0, LOOKED_AT);
    int usual = 0;
    for (RawField field : RawMessage.of(GivenMessages.bytes(head)).fields()) {
      usual += USUAL.contains(field.name().toLowerCase(Locale.ROOT)) ? 1 : 0;
    }
    return usual >= 2;
  }

  /// Reads a message. What its content may be blamed for is told of a whole one that is no notice.
  public static MessageReading read(byte[] bytes) {
    MimeMessage message = MimeMessage.of(start(bytes));
    RawMessage raw = message.raw();
    Forgery forgery = Forgery.of(message);
    GivenMessage facts = GivenMessages.read(raw, false);
    List<Finding> content =
        forgery == null && facts.bodySeen()
            ? ContentTraits.of(facts, List.of("message"))
            : List.of();
    String id = GivenMessages.field(raw, "Message-ID").replaceAll("[<>\\s]", "");
    return new MessageReading(
        facts.from(),
        facts.subject(),
        id.isEmpty() ? null : GivenMessages.cut(id),
        Transit.of(raw),
        AuthenticationSaid.of(raw),
        FilterSaid.of(raw),
        forgery,
        content);
  }

  /// Without the empty lines that somebody pasted before it.
  private static byte[] start(byte[] bytes) {
    int at = 0;
    while (at < bytes.length && (bytes[at] == '\r' || bytes[at] == '\n' || bytes[at] == ' ')) {
      at++;
    }
    return at == 0 ? bytes : java.util.Arrays.copyOfRange(bytes, at, bytes.length);
  }
}
