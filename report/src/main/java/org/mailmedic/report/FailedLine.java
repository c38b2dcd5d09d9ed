package org.mailmedic.report;

import java.io.StringWriter;
import org.mailmedic.engine.evidence.RecordJson;
import tools.jackson.core.JsonGenerator;

/// A line of a list that nothing could be made of, as JSON on one line: it stands where its result
/// would.
///
/// @param schema of the results beside it
/// @param line counted from 1
/// @param input the line, shortened
/// @param error one sentence
public record FailedLine(String schema, long line, String input, String error) {

  /// A line of a list of addresses and domains.
  public static FailedLine ofScan(long line, String input, String error) {
    return new FailedLine(JsonReport.SCHEMA, line, input, error);
  }

  /// With a line feed.
  public String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = RecordJson.generator(text, false)) {
      out.writeStartObject();
      out.writeStringProperty("schema", schema);
      out.writeNumberProperty("line", line);
      out.writeName("input");
      RecordJson.writeText(out, input);
      out.writeName("error");
      RecordJson.writeText(out, error);
      out.writeEndObject();
    }
    return text.append('\n').toString();
  }
}
