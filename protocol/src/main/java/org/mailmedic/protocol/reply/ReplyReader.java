package org.mailmedic.protocol.reply;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one reader of SMTP replies. It takes whatever text there is and never fails: what has no
/// code is a reply without a code. Its time grows with the length of the text only.
public final class ReplyReader {
  /// Characters of a text that are read.
  public static final int MAX_TEXT = 1 << 18;

  /// Characters of one reply that are kept.
  public static final int MAX_REPLY = 2_000;

  /// Replies of one text that are kept.
  public static final int MAX_REPLIES = 200;

  /// Characters of an address or a server's name that are kept.
  public static final int MAX_NAME = 400;

  private ReplyReader() {}

  /// Reads a text as one reply: the first that is in it, or all its words where no code is.
  public static Reply read(String text) {
    int end = Math.min(text.length(), MAX_TEXT);
    int from = Scan.skipSpaces(text, 0, end);
    Start start = new Start();
    if (Scan.code(text, from, end) > 0) {
      start.read(text, from, end);
      return reply(text, start, end);
    }
    if (start.find(text, from, end) || start.findLoose(text, from, end)) {
      return reply(text, start, end);
    }
    int enhanced = Scan.enhanced(text, from, end, (char) 0);
    if (enhanced < 0) {
      return new Reply(0, null, Words.oneLine(text, from, end));
    }
    String words = Words.oneLine(text, from, end);
    String code = text.substring(enhanced, Scan.enhancedEnd(text, enhanced, end));
    return new Reply(
        0, code, words.startsWith(code) ? words.substring(code.length()).strip() : words);
  }

  /// Reads all the replies of a text: of a delivery report, or of a bounce, a log or a list that
  /// somebody pasted.
  public static ReadReplies readAll(String text) {
    String cut = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    List<String> lines = cut.lines().toList();
    return Report.read(lines).orElseGet(() -> new ReadReplies(false, null, Pasted.read(lines)));
  }

  /// The reply that starts as `start` says and goes on to `end`.
  static Reply reply(String text, Start start, int end) {
    String words = Words.of(text, start.words, end, start.code, start.more);
    return new Reply(start.code, enhanced(text, start, words), words);
  }

  static @Nullable String enhanced(String text, Start start, String words) {
    if (start.hasEnhanced()) {
      return start.enhanced(text);
    }
    char digit = start.code == 0 ? 0 : (char) ('0' + start.code / 100);
    int late = Scan.enhanced(words, 0, words.length(), digit);
    return late < 0 ? null : words.substring(late, Scan.enhancedEnd(words, late, words.length()));
  }
}
