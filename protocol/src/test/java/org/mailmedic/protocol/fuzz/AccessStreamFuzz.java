package org.mailmedic.protocol.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.mailmedic.protocol.access.AccessLimits;
import org.mailmedic.protocol.access.ImapLine;
import org.mailmedic.protocol.access.Line;
import org.mailmedic.protocol.access.LineFraming;
import org.mailmedic.protocol.access.PopLine;
import org.mailmedic.protocol.access.SieveLine;

/// The bytes that an IMAP, POP3 or ManageSieve server sends. In whatever pieces they come, they say
/// the same.
public final class AccessStreamFuzz {
  private AccessStreamFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    for (boolean literals : new boolean[] {false, true}) {
      List<Line> whole = read(new ByteArrayInputStream(input)::read, literals, input.length);
      for (int size : new int[] {1, 7}) {
        ByteArrayInputStream in = new ByteArrayInputStream(input);
        List<Line> pieces =
            read(
                (buffer, offset, length) -> in.read(buffer, offset, Math.min(length, size)),
                literals,
                input.length);
        Claim.that(whole.size() == pieces.size(), "as many lines in pieces");
        for (int i = 0; i < whole.size(); i++) {
          boolean text = whole.get(i) instanceof Line.Text;
          Claim.that(
              text
                  ? whole.get(i).equals(pieces.get(i))
                  : whole.get(i).getClass() == pieces.get(i).getClass(),
              "the same in pieces");
        }
      }
      whole.forEach(AccessStreamFuzz::check);
    }
  }

  private static List<Line> read(LineFraming.Source source, boolean literals, int bytes)
      throws IOException {
    LineFraming framing = new LineFraming(source);
    List<Line> all = new ArrayList<>();
    while (all.size() <= bytes) {
      Line next = literals ? framing.nextWithLiterals() : framing.next();
      all.add(next);
      if (!(next instanceof Line.Text)) {
        return all;
      }
    }
    throw new AssertionError("more lines than bytes");
  }

  private static void check(Line line) {
    switch (line) {
      case Line.Text(String text) -> {
        shown(text);
        read(text);
      }
      case Line.TooLong(String seen) -> seen(seen);
      case Line.Ended(String seen) -> seen(seen);
    }
  }

  private static void read(String text) {
    ImapLine imap = ImapLine.of(text);
    if (imap != null) {
      Claim.that(
          imap.capabilities().size() <= AccessLimits.MAX_CAPABILITIES, "number of capabilities");
      ImapLine.Quota quota = imap.quota("STORAGE");
      Claim.that(quota == null || (quota.used() >= 0 && quota.limit() >= 0), "sizes");
      imap.words().forEach(AccessStreamFuzz::shown);
    }
    PopLine pop = PopLine.of(text);
    if (pop != null) {
      Claim.that(pop.timestamp() == null || pop.timestamp().startsWith("<"), "timestamp");
    }
    SieveLine sieve = SieveLine.of(text);
    if (sieve != null) {
      Claim.that(sieve.last() || !sieve.words().isEmpty(), "a capability has a name");
      shown(sieve.text());
    }
  }

  private static void seen(String text) {
    shown(text);
    Claim.that(text.length() <= 8 * AccessLimits.MAX_SEEN, "length of what is shown");
  }

  private static void shown(String text) {
    Claim.that(text.chars().noneMatch(c -> c < ' ' || c == 0x7f), "fit to show");
  }
}
