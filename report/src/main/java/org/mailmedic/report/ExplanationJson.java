package org.mailmedic.report;

import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.RecordJson;
import org.mailmedic.engine.message.MessageReading;
import org.mailmedic.engine.reply.Explanation;
import tools.jackson.core.JsonGenerator;

/// What came back, as JSON (`mailmedic.explanation/v1`, docs/json.md).
final class ExplanationJson {
  static final String SCHEMA = "mailmedic.explanation/v1";

  private ExplanationJson() {}

  /// @param indented false: on one line
  static String of(Explanation explanation, Wording words, ReplyWording replies, boolean indented) {
    return of(explanation, null, words, replies, indented);
  }

  /// @param message what a given message says of itself; null where none was given
  /// @param indented false: on one line
  static String of(
      Explanation explanation,
      @Nullable MessageReading message,
      Wording words,
      ReplyWording replies,
      boolean indented) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = RecordJson.generator(text, indented)) {
      out.writeStartObject();
      out.writeStringProperty("schema", SCHEMA);
      out.writeBooleanProperty("isBounce", explanation.isBounce());
      out.writeArrayPropertyStart("failures");
      for (Explanation.Failure failure : explanation.failures()) {
        failure(out, failure, words, replies);
      }
      out.writeEndArray();
      if (message != null) {
        out.writeName("message");
        MessageJson.write(out, message, words);
      }
      out.writeEndObject();
    }
    return text.append('\n').toString();
  }

  private static void failure(
      JsonGenerator out, Explanation.Failure failure, Wording words, ReplyWording replies) {
    out.writeStartObject();
    JsonReport.text(out, "recipient", failure.recipient());
    out.writeName("cause");
    JsonReport.cause(out, words, failure.cause());
    JsonReport.text(out, "outlook", failure.outlook() == null ? null : failure.outlook().id());
    reply(out, failure.reply(), replies);
    JsonReport.text(out, "reportingServer", failure.reportingServer());
    JsonReport.text(out, "remoteServer", failure.remoteServer());
    out.writeEndObject();
  }

  private static void reply(JsonGenerator out, Explanation.Reply reply, ReplyWording replies) {
    out.writeObjectPropertyStart("reply");
    if (reply.code() > 0) {
      out.writeNumberProperty("code", reply.code());
    } else {
      out.writeNullProperty("code");
    }
    JsonReport.text(out, "enhanced", reply.enhanced());
    JsonReport.text(out, "text", reply.text());
    JsonReport.text(out, "meaning", replies.meaning(reply.code(), reply.enhanced()));
    truth(out, "permanent", reply.permanent());
    out.writeEndObject();
  }

  private static void truth(JsonGenerator out, String name, @Nullable Boolean truth) {
    if (truth == null) {
      out.writeNullProperty(name);
    } else {
      out.writeBooleanProperty(name, truth);
    }
  }
}
