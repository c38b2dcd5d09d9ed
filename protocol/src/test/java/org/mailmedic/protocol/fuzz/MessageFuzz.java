package org.mailmedic.protocol.fuzz;

import java.nio.charset.StandardCharsets;
import org.mailmedic.protocol.message.RawField;
import org.mailmedic.protocol.mime.HtmlText;
import org.mailmedic.protocol.mime.MimeMessage;
import org.mailmedic.protocol.mime.MimePart;
import org.mailmedic.protocol.mime.Words;
import org.mailmedic.protocol.received.MessageDate;
import org.mailmedic.protocol.received.ReceivedField;

/// Messages: their parts, texts, pages, Received lines and dates.
public final class MessageFuzz {
  private static final int PLAIN = "2026-11-23T10:00:00Z".length();

  private MessageFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    MimeMessage message = MimeMessage.of(input);
    Claim.that(!message.parts().isEmpty(), "a message has a part");
    for (MimePart part : message.parts()) {
      Claim.that(
          part.start() >= 0 && part.start() <= part.end() && part.end() <= input.length,
          "where a part lies");
      String text = part.decoded().text();
      Claim.that(HtmlText.of(text).letters() <= text.length(), "letters of a page");
    }
    message.enclosed();
    for (RawField field : message.raw().fields()) {
      ReceivedField.parse(field.value());
      Words.decode(field.unfolded());
      MessageDate date = MessageDate.parse(field.value());
      String written = date == null ? "" : date.instant().toString();
      if (date != null && written.length() == PLAIN && !written.startsWith("0")) {
        MessageDate again = MessageDate.parse(written);
        Claim.that(again != null && again.instant().equals(date.instant()), "a date");
      }
    }
    HtmlText.of(new String(input, StandardCharsets.ISO_8859_1));
  }
}
