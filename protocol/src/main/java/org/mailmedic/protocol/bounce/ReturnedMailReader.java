package org.mailmedic.protocol.bounce;

import java.util.Locale;
import java.util.Set;
import org.mailmedic.protocol.message.RawField;
import org.mailmedic.protocol.message.RawMessage;

/// The one reader of returned messages.
public final class ReturnedMailReader {
  /// Fields that every message has some of.
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
          "reply-to");

  private ReturnedMailReader() {}

  /// Whether the bytes are a message, and no text that somebody pasted: its header has at least two
  /// of the usual fields.
  public static boolean isMessage(byte[] bytes) {
    int usual = 0;
    for (RawField field : RawMessage.of(bytes).fields()) {
      usual += USUAL.contains(field.name().toLowerCase(Locale.ROOT)) ? 1 : 0;
    }
    return usual >= 2;
  }
}
