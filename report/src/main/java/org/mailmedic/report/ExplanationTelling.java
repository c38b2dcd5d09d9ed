package org.mailmedic.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.mailmedic.engine.reply.Explanation;

/// What came back, as it is told to people: for each refusal what it means, who can put it right,
/// the server's words, and the steps.
final class ExplanationTelling {
  private final Explanation explanation;
  private final Wording words;
  private final ReplyWording replies;
  private final boolean whole;

  /// @param whole whether servers and codes are told too
  ExplanationTelling(Explanation explanation, Wording words, ReplyWording replies, boolean whole) {
    this.explanation = explanation;
    this.words = words;
    this.replies = replies;
    this.whole = whole;
  }

  String tell(Page page) {
    return tell(page, rest -> {});
  }

  /// @param rest tells what follows
  String tell(Page page, Consumer<Page> rest) {
    if (explanation.failures().isEmpty()) {
      page.title(words.say("ui.no-failure"), Page.Tone.PLAIN);
      page.paragraph(words.say("ui.no-failure.detail"));
    }
    CauseTelling telling = new CauseTelling(page, words);
    for (Explanation.Failure failure : explanation.failures()) {
      telling.begin(failure.cause());
      page.quote(ReplyLine.of(failure.reply()));
      telling.go(failure.cause());
      if (failure.outlook() != null) {
        page.paragraph(words.say("outlook." + failure.outlook().id()));
      }
      Map<String, String> facts = facts(failure);
      if (!facts.isEmpty()) {
        page.section(words.say("ui.reply-facts"));
        page.pairs(facts);
      }
    }
    rest.accept(page);
    return page.finish();
  }

  private Map<String, String> facts(Explanation.Failure failure) {
    Map<String, String> facts = new LinkedHashMap<>();
    put(facts, "ui.reply-recipient", failure.recipient());
    if (whole) {
      Explanation.Reply reply = failure.reply();
      put(facts, "ui.reply-meaning", replies.meaning(reply.code(), reply.enhanced()));
      put(facts, "ui.reply-remote", failure.remoteServer());
      put(facts, "ui.reply-reporting", failure.reportingServer());
    }
    return facts;
  }

  private void put(
      Map<String, String> facts, String key, @org.jspecify.annotations.Nullable String value) {
    if (value != null) {
      facts.put(words.say(key), ReplyLine.visible(value));
    }
  }
}
