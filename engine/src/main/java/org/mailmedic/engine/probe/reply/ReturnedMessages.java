package org.mailmedic.engine.probe.reply;

import java.util.ArrayList;
import java.util.List;
import org.mailmedic.engine.evidence.ReturnedMessage;
import org.mailmedic.engine.reply.Explainer;
import org.mailmedic.engine.reply.ReplyMeaning;
import org.mailmedic.protocol.reply.FoundReply;
import org.mailmedic.protocol.reply.ReadReplies;
import org.mailmedic.protocol.reply.ReplyReader;

/// Returned messages as evidence.
final class ReturnedMessages {
  private static final int MAX_WORDS = 500;

  private ReturnedMessages() {}

  static ReturnedMessage read(String message) {
    ReadReplies read = ReplyReader.readAll(message);
    List<ReturnedMessage.Failure> failures = new ArrayList<>();
    for (FoundReply found : read.replies()) {
      ReplyMeaning meaning = Explainer.meaning(found);
      String shown = found.reply().line();
      failures.add(
          new ReturnedMessage.Failure(
              found.recipient(),
              null,
              found.reply().code(),
              found.reply().enhanced(),
              shown.length() > MAX_WORDS ? shown.substring(0, MAX_WORDS) : shown,
              meaning.cause(),
              null,
              meaning.confidence(),
              found.remoteServer()));
    }
    return new ReturnedMessage(
        failures.isEmpty() ? "none" : "bounce",
        failures,
        read.reportingServer(),
        List.of(),
        null,
        null);
  }
}
