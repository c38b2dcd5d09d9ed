package org.mailmedic.engine.probe.reply;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mailmedic.engine.evidence.GivenReply;
import org.mailmedic.engine.reply.Explainer;
import org.mailmedic.engine.reply.ReplyMeaning;
import org.mailmedic.protocol.reply.FoundReply;
import org.mailmedic.protocol.reply.Reply;
import org.mailmedic.protocol.reply.ReplyReader;

/// The replies in a text that a person gives.
final class GivenReplies {
  static final int MAX_TEXT = 4000;
  private static final int MAX_WORDS = 500;

  private GivenReplies() {}

  static GivenReply read(String given) {
    String text = given.length() > MAX_TEXT ? given.substring(0, MAX_TEXT) : given;
    Map<String, GivenReply.Said> byCause = new LinkedHashMap<>();
    for (FoundReply found : ReplyReader.readAll(text).replies()) {
      ReplyMeaning meaning = Explainer.meaning(found);
      byCause.putIfAbsent(meaning.cause(), said(found, meaning));
    }
    return new GivenReply(text, List.copyOf(byCause.values()));
  }

  private static GivenReply.Said said(FoundReply found, ReplyMeaning meaning) {
    Reply reply = found.reply();
    String shown = reply.line();
    return new GivenReply.Said(
        reply.code(),
        reply.enhanced(),
        shown.length() > MAX_WORDS ? shown.substring(0, MAX_WORDS) : shown,
        meaning.cause(),
        meaning.confidence(),
        found.recipient());
  }
}
