package org.mailmedic.report;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.message.AuthenticationSaid;
import org.mailmedic.engine.message.FilterSaid;
import org.mailmedic.engine.message.Forgery;
import org.mailmedic.engine.message.Hop;
import org.mailmedic.engine.message.MessageReading;
import tools.jackson.core.JsonGenerator;

/// What a message says, as the part `message` of an explanation (docs/json.md).
final class MessageJson {
  private MessageJson() {}

  static void write(JsonGenerator out, MessageReading reading, Wording words) {
    out.writeStartObject();
    JsonReport.text(out, "from", reading.from());
    JsonReport.text(out, "subject", reading.subject());
    JsonReport.text(out, "messageId", reading.messageId());
    out.writeArrayPropertyStart("hops");
    reading.transit().hops().forEach(hop -> hop(out, hop));
    out.writeEndArray();
    millis(out, "totalMs", reading.transit().total());
    number(out, "held", reading.transit().held() < 0 ? null : (double) reading.transit().held());
    out.writeArrayPropertyStart("authentication");
    reading.authentication().forEach(said -> said(out, said, words));
    out.writeEndArray();
    out.writeArrayPropertyStart("filters");
    reading.filters().forEach(said -> filter(out, said));
    out.writeEndArray();
    notice(out, reading.forgery());
    out.writeArrayPropertyStart("content");
    reading.content().forEach(finding -> trait(out, finding, words));
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void hop(JsonGenerator out, Hop hop) {
    out.writeStartObject();
    JsonReport.text(out, "from", hop.from());
    JsonReport.text(out, "address", hop.address());
    JsonReport.text(out, "by", hop.by());
    JsonReport.text(out, "with", hop.with());
    out.writeBooleanProperty("encrypted", hop.encrypted());
    out.writeBooleanProperty("authenticated", hop.authenticated());
    JsonReport.text(out, "time", hop.time() == null ? null : hop.time().toString());
    millis(out, "delayMs", hop.delay());
    millis(out, "skewMs", hop.skew());
    out.writeEndObject();
  }

  private static void said(JsonGenerator out, AuthenticationSaid said, Wording words) {
    out.writeStartObject();
    JsonReport.text(out, "by", said.by().isEmpty() ? null : said.by());
    out.writeNumberProperty("instance", said.instance());
    out.writeBooleanProperty("last", said.last());
    out.writeArrayPropertyStart("results");
    for (AuthenticationSaid.Result result : said.results()) {
      out.writeStartObject();
      JsonReport.text(out, "method", result.method());
      JsonReport.text(out, "result", result.result());
      JsonReport.text(out, "about", result.about());
      JsonReport.text(out, "why", result.why());
      JsonReport.text(out, "meaning", MessageTelling.meaning(words, result));
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void filter(JsonGenerator out, FilterSaid said) {
    out.writeStartObject();
    JsonReport.text(out, "filter", said.filter());
    JsonReport.text(out, "field", said.field());
    JsonReport.text(out, "words", said.words());
    out.writeStringProperty("verdict", said.verdict().id());
    number(out, "score", said.score());
    number(out, "limit", said.limit());
    out.writeArrayPropertyStart("tests");
    for (FilterSaid.Test test : said.tests()) {
      out.writeStartObject();
      JsonReport.text(out, "name", test.name());
      number(out, "score", test.score());
      JsonReport.text(out, "about", test.about());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void notice(JsonGenerator out, @Nullable Forgery forgery) {
    if (forgery == null) {
      out.writeNullProperty("notice");
      return;
    }
    out.writeObjectPropertyStart("notice");
    out.writeStringProperty("kind", forgery.kind().id());
    JsonReport.strings(out, "signs", forgery.signs().stream().map(Forgery.Sign::id).toList());
    out.writeEndObject();
  }

  private static void trait(JsonGenerator out, Finding finding, Wording words) {
    out.writeStartObject();
    out.writeStringProperty("id", finding.id());
    JsonReport.text(out, "trait", String.valueOf(finding.arguments().get("trait")));
    Object what = finding.arguments().get("what");
    JsonReport.text(out, "what", what == null ? null : what.toString());
    JsonReport.text(out, "title", words.brief(finding));
    out.writeEndObject();
  }

  private static void millis(JsonGenerator out, String name, @Nullable Duration duration) {
    if (duration == null) {
      out.writeNullProperty(name);
    } else {
      out.writeNumberProperty(name, duration.toMillis());
    }
  }

  private static void number(JsonGenerator out, String name, @Nullable Double number) {
    if (number == null) {
      out.writeNullProperty(name);
    } else if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      out.writeNumberProperty(name, number.longValue());
    } else {
      out.writeNumberProperty(name, number);
    }
  }
}
