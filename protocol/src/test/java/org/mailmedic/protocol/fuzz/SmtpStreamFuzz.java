package org.mailmedic.protocol.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.mailmedic.protocol.smtp.EhloAnswer;
import org.mailmedic.protocol.smtp.Framed;
import org.mailmedic.protocol.smtp.ReplyFraming;
import org.mailmedic.protocol.smtp.SmtpLimits;

/// The bytes that a mail server sends.
public final class SmtpStreamFuzz {
  private SmtpStreamFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    ReplyFraming framing = new ReplyFraming(new ByteArrayInputStream(input)::read);
    for (int replies = 0; replies <= input.length; replies++) {
      switch (framing.next()) {
        case Framed.Reply reply -> {
          Claim.that(reply.code() >= 200 && reply.code() <= 599, "code " + reply.code());
          Claim.that(
              !reply.lines().isEmpty() && reply.lines().size() <= SmtpLimits.MAX_REPLY_LINES,
              "number of lines");
          reply.lines().forEach(SmtpStreamFuzz::shown);
          EhloAnswer answer = EhloAnswer.of(reply.lines());
          Claim.that(
              answer.extensions().size() <= SmtpLimits.MAX_EXTENSIONS, "number of extensions");
        }
        case Framed.NotSmtp other -> {
          seen(other.seen());
          return;
        }
        case Framed.TooLong tooLong -> {
          seen(tooLong.seen());
          return;
        }
        case Framed.Ended ended -> {
          shown(ended.seen());
          return;
        }
      }
    }
    throw new AssertionError("more replies than bytes");
  }

  private static void seen(String text) {
    shown(text);
    Claim.that(text.length() <= 8 * SmtpLimits.MAX_SEEN, "length of what is shown");
  }

  private static void shown(String text) {
    Claim.that(text.chars().noneMatch(c -> c == 0x1b || c == '\n' || c == '\r'), "fit to show");
  }
}
