package org.mailmedic.engine.reply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.cause.Cause;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.knowledge.causes.CauseCatalogue;
import org.mailmedic.knowledge.causes.CauseType;
import org.mailmedic.protocol.reply.FoundReply;
import org.mailmedic.protocol.reply.ReadReplies;
import org.mailmedic.protocol.reply.Reply;
import org.mailmedic.protocol.reply.ReplyReader;

/// Explains what came back: one reply, a screenful of a bounce with several in it, or a bounce with
/// its report (RFC 3464). Thread-safe.
public final class Explainer {
  /// Characters that are read.
  public static final int MAX_TEXT = ReplyReader.MAX_TEXT;

  /// Characters of a reply that are shown.
  private static final int MAX_WORDS = 500;

  private Explainer() {}

  /// Explains a text.
  public static Explanation explain(String given) {
    ReadReplies read = ReplyReader.readAll(given);
    List<Explanation.Failure> failures = new ArrayList<>();
    for (FoundReply found : read.replies()) {
      failures.add(failure(found, read.reportingServer()));
    }
    return new Explanation(read.report(), failures);
  }

  /// What a reply in a longer text means: by its own words, or where they tell nothing, by those
  /// around it too.
  public static ReplyMeaning meaning(FoundReply found) {
    Reply reply = found.reply();
    ReplyMeaning own = ReplyClassifier.classify(reply);
    if (own.ruleId() != null || found.context().length() <= reply.text().length()) {
      return own;
    }
    ReplyMeaning wider = ReplyClassifier.classify(reply.code(), reply.enhanced(), found.context());
    return wider.ruleId() == null ? own : wider;
  }

  private static Explanation.Failure failure(FoundReply found, @Nullable String reporting) {
    Reply reply = found.reply();
    ReplyMeaning meaning = meaning(found);
    CauseType type = CauseCatalogue.builtIn().get(meaning.cause());
    String words = cut(reply.text());
    Map<String, Object> arguments = new HashMap<>();
    put(arguments, "reply", new Reply(reply.code(), reply.enhanced(), words).line());
    put(arguments, "recipient", found.recipient());
    Finding finding =
        new Finding(
            type.id(),
            type.level(),
            Finding.REPLY,
            arguments,
            List.of("reply"),
            meaning.confidence());
    Cause cause =
        new Cause(
            finding,
            type.level(),
            type.affects(),
            type.responsible(),
            meaning.confidence(),
            List.of(),
            List.of());
    return new Explanation.Failure(
        found.recipient(),
        cause,
        meaning.outlook(),
        new Explanation.Reply(reply.code(), reply.enhanced(), words),
        reporting,
        found.remoteServer());
  }

  private static void put(Map<String, Object> arguments, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      arguments.put(name, value);
    }
  }

  private static String cut(String text) {
    return text.length() > MAX_WORDS ? text.substring(0, MAX_WORDS) : text;
  }
}
