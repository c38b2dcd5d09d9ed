package org.mailmedic.engine.probe.reply;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailmedic.engine.evidence.GivenReply;
import org.mailmedic.engine.reply.ReplyClassifier;
import org.mailmedic.knowledge.codes.ReplyCodes;

/// The replies in a text that a person gives.
final class GivenReplies {
  static final int MAX_TEXT = 4000;
  private static final int MAX_WORDS = 500;
  private static final double CERTAINTY = 0.8;

  /// A code that stands alone says little (verdict 26).
  private static final double BARE = 0.5;

  private static final Pattern CODES =
      Pattern.compile("\\b([245][0-9]{2})(?:[ -]+#?([245]\\.[0-9]{1,3}\\.[0-9]{1,3}))?\\b");

  private GivenReplies() {}

  static GivenReply read(String given) {
    String text = given.length() > MAX_TEXT ? given.substring(0, MAX_TEXT) : given;
    String line = text.replaceAll("\\s+", " ").strip();
    Map<String, GivenReply.Said> byCause = new LinkedHashMap<>();
    Matcher codes = CODES.matcher(line);
    int code = 0;
    String enhanced = null;
    String words = line;
    if (codes.find()) {
      code = Integer.parseInt(codes.group(1));
      enhanced = codes.group(2);
      words = line.substring(codes.end()).strip();
    }
    if (!line.isEmpty()) {
      String cause =
          words.isEmpty()
              ? ReplyCodes.builtIn().cause(code, enhanced).orElse("unknown")
              : ReplyClassifier.cause(code, enhanced, words);
      double confidence = words.isEmpty() ? BARE : CERTAINTY;
      String shown = line.length() > MAX_WORDS ? line.substring(0, MAX_WORDS) : line;
      byCause.put(cause, new GivenReply.Said(code, enhanced, shown, cause, confidence, null, null));
    }
    return new GivenReply(text, List.copyOf(byCause.values()));
  }
}
