package org.mailmedic.report;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.RecordJson;
import org.mailmedic.knowledge.causes.CauseCatalogue;
import org.mailmedic.knowledge.codes.Asked;
import org.mailmedic.knowledge.codes.ReplyCode;
import org.mailmedic.knowledge.codes.ReplyCodes;
import tools.jackson.core.JsonGenerator;

/// The reference of SMTP replies, whole or what it has on one code.
final class CodesReport {
  static final String SCHEMA = "mailmedic.codes/v1";

  private final @Nullable Asked asked;
  private final Wording words;
  private final ReplyWording replies;
  private final List<ReplyCode> entries;
  private final List<String> digits;

  /// @param asked null: all of it
  CodesReport(@Nullable Asked asked, Wording words, ReplyWording replies) {
    this.asked = asked;
    this.words = words;
    this.replies = replies;
    ReplyCodes codes = ReplyCodes.builtIn();
    if (asked == null) {
      entries = List.copyOf(codes.all());
      digits = List.of();
    } else {
      entries = new ArrayList<>(codes.about(asked));
      entries.addAll(codes.dialects(asked));
      digits = replies.digits(asked);
    }
  }

  String tell(Page page) {
    if (asked == null) {
      page.title(words.say("ui.codes"), Page.Tone.PLAIN);
      Map<String, String> lines = new LinkedHashMap<>();
      entries.forEach(entry -> lines.put(entry.key(), replies.meaning(entry)));
      page.pairs(lines);
      return page.finish();
    }
    page.title(written(asked), Page.Tone.PLAIN);
    page.list(digits);
    entries.forEach(entry -> entry(page, entry));
    return page.finish();
  }

  private void entry(Page page, ReplyCode entry) {
    page.section(
        entry.by().isEmpty() || entry.by().equals("many")
            ? entry.key()
            : words.say("ui.code-by", Map.of("code", entry.key(), "by", entry.by())));
    page.paragraph(replies.meaning(entry));
    String action = replies.action(entry);
    if (action != null) {
      page.paragraph(action);
    }
    List<String> causes = new ArrayList<>();
    if (entry.cause() != null) {
      causes.add(named(entry.cause()));
    }
    entry.also().forEach(also -> causes.add(named(also)));
    if (!causes.isEmpty()) {
      page.strong(words.say("ui.code-causes"));
      page.list(causes);
    }
    page.remark(words.say("ui.code-source", Map.of("source", entry.source())));
  }

  /// A cause in a sentence, and who can put it right.
  private String named(String id) {
    String who = words.say("role." + CauseCatalogue.builtIn().get(id).responsible().id());
    return words.say("ui.step-by", Map.of("text", replies.cause(id), "who", who));
  }

  private static String written(Asked asked) {
    String code = asked.code() > 0 ? String.valueOf(asked.code()) : "";
    return (code + " " + (asked.enhanced() == null ? "" : asked.enhanced())).strip();
  }

  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = RecordJson.generator(text, true)) {
      out.writeStartObject();
      out.writeStringProperty("schema", SCHEMA);
      JsonReport.text(out, "asked", asked == null ? null : written(asked));
      JsonReport.strings(out, "digits", digits);
      out.writeArrayPropertyStart("codes");
      entries.forEach(entry -> entry(out, entry));
      out.writeEndArray();
      out.writeEndObject();
    }
    return text.append('\n').toString();
  }

  private void entry(JsonGenerator out, ReplyCode entry) {
    out.writeStartObject();
    out.writeStringProperty("code", entry.key());
    JsonReport.text(out, "by", entry.by().isEmpty() ? null : entry.by());
    JsonReport.text(out, "meaning", replies.meaning(entry));
    JsonReport.text(out, "action", replies.action(entry));
    out.writeName("cause");
    if (entry.cause() == null) {
      out.writeNull();
    } else {
      cause(out, entry.cause());
    }
    out.writeArrayPropertyStart("also");
    entry.also().forEach(also -> cause(out, also));
    out.writeEndArray();
    out.writeStringProperty("source", entry.source());
    out.writeEndObject();
  }

  private void cause(JsonGenerator out, String id) {
    out.writeStartObject();
    out.writeStringProperty("id", id);
    JsonReport.text(out, "title", replies.cause(id));
    String who = CauseCatalogue.builtIn().get(id).responsible().id();
    out.writeStringProperty("responsible", who);
    out.writeEndObject();
  }
}
