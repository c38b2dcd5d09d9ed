package org.mailmedic.protocol.fuzz;

import java.util.List;
import org.mailmedic.protocol.bounce.ReturnedMail;
import org.mailmedic.protocol.bounce.ReturnedMail.Kind;
import org.mailmedic.protocol.bounce.ReturnedMailReader;
import org.mailmedic.protocol.bounce.SentFrom;
import org.mailmedic.protocol.message.RawMessage;
import org.mailmedic.protocol.reply.ReplyReader;

/// Messages that came back, in whatever form.
public final class ReturnedMailFuzz {
  private ReturnedMailFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    ReturnedMailReader.isMessage(input);
    ReturnedMail mail = ReturnedMailReader.read(input);
    Claim.that(
        mail.kind() == Kind.NONE == mail.recipients().isEmpty(), "a kind for every recipient");
    for (ReturnedMail.Recipient recipient : mail.recipients()) {
      Claim.that(recipient.kind() != Kind.NONE, "what it is for a recipient");
      int digit = recipient.reply().code() / 100;
      Claim.that(digit == 0 || digit == 2 || digit == 4 || digit == 5, "a code");
      code(recipient.status());
      code(recipient.reply().enhanced());
      Claim.that(recipient.reply().text().length() <= ReplyReader.MAX_REPLY, "length of the words");
      Claim.that(recipient.reply().text().indexOf('\n') < 0, "one line");
    }
    List<String> from = SentFrom.of(mail, RawMessage.of(input)).addresses();
    Claim.that(from.size() <= 5, "sending addresses");
    Claim.that(mail.kind() == ReturnedMailReader.read(input).kind(), "the same twice");
  }

  private static void code(String code) {
    Claim.that(code == null || code.matches("[245]\\.[0-9]\\.[0-9]{1,3}"), "code " + code);
  }
}
