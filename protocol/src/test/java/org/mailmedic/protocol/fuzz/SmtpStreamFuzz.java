package org.mailmedic.protocol.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mailmedic.protocol.smtp.EhloAnswer;
import org.mailmedic.protocol.smtp.Framed;
import org.mailmedic.protocol.smtp.ReplyFraming;
import org.mailmedic.protocol.smtp.SmtpLimits;

/// The bytes that a mail server sends: where replies begin and end, what EHLO offers. In whatever
/// pieces they come, they say the same.
public final class SmtpStreamFuzz {
  private SmtpStreamFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    List<Framed> whole = read(new ByteArrayInputStream(input)::read, input.length);
    for (int size : new int[] {1, 7}) {
      ByteArrayInputStream in = new ByteArrayInputStream(input);
      ReplyFraming.Source pieces =
          (buffer, offset, length) -> in.read(buffer, offset, Math.min(length, size));
      same(whole, read(pieces, input.length));
    }
    whole.forEach(SmtpStreamFuzz::check);
  }

  private static List<Framed> read(ReplyFraming.Source source, int bytes) throws IOException {
    ReplyFraming framing = new ReplyFraming(source);
    List<Framed> all = new ArrayList<>();
    while (all.size() <= bytes) {
      Framed next = framing.next();
      all.add(next);
      if (!(next instanceof Framed.Reply)) {
        return all;
      }
    }
    throw new AssertionError("more replies than bytes");
  }

  /// What is shown of a stream that is no SMTP depends on how much of it had come.
  private static void same(List<Framed> whole, List<Framed> pieces) {
    Claim.that(whole.size() == pieces.size(), "as many replies in pieces");
    for (int i = 0; i < whole.size(); i++) {
      boolean reply = whole.get(i) instanceof Framed.Reply;
      Claim.that(
          reply
              ? whole.get(i).equals(pieces.get(i))
              : whole.get(i).getClass() == pieces.get(i).getClass(),
          "the same in pieces: " + whole.get(i) + " and " + pieces.get(i));
    }
  }

  private static void check(Framed framed) {
    switch (framed) {
      case Framed.Reply reply -> {
        Claim.that(reply.code() >= 200 && reply.code() <= 599, "code " + reply.code());
        Claim.that(
            !reply.lines().isEmpty() && reply.lines().size() <= SmtpLimits.MAX_REPLY_LINES,
            "number of lines");
        reply.lines().forEach(SmtpStreamFuzz::shown);
        offered(EhloAnswer.of(reply.lines()));
      }
      case Framed.NotSmtp other -> seen(other.seen());
      case Framed.TooLong tooLong -> seen(tooLong.seen());
      case Framed.Ended ended -> shown(ended.seen());
    }
  }

  private static void offered(EhloAnswer answer) {
    Claim.that(answer.extensions().size() <= SmtpLimits.MAX_EXTENSIONS, "number of extensions");
    Claim.that(answer.name().indexOf(' ') < 0, "a name is one word");
    Set<String> keywords = new HashSet<>();
    for (String extension : answer.extensions()) {
      shown(extension);
      String keyword = extension.split(" ", 2)[0];
      Claim.that(keyword.matches("[A-Z0-9][A-Z0-9-]*"), "keyword " + keyword);
      Claim.that(keywords.add(keyword), "each keyword once: " + keyword);
      Claim.that(answer.offers(keyword), "offers " + keyword);
      Claim.that(!answer.offers(keyword + "X") || keywords(answer, keyword + "X"), "no prefix");
    }
  }

  private static boolean keywords(EhloAnswer answer, String keyword) {
    return answer.extensions().stream().anyMatch(e -> e.split(" ", 2)[0].equals(keyword));
  }

  private static void seen(String text) {
    shown(text);
    Claim.that(text.length() <= 8 * SmtpLimits.MAX_SEEN, "length of what is shown");
  }

  private static void shown(String text) {
    Claim.that(text.chars().noneMatch(c -> c < ' ' || c == 0x7f), "fit to show");
    Claim.that(text.codePoints().noneMatch(SmtpStreamFuzz::turnsText), "no turning of text");
  }

  /// Marks that make a line read otherwise than it is.
  private static boolean turnsText(int point) {
    return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
  }
}
