package org.mailmedic.report;

import java.io.StringWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.cause.Cause;
import org.mailmedic.engine.cause.Check;
import org.mailmedic.engine.cause.Diagnosis;
import org.mailmedic.engine.cause.Verdict;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.Evidence;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.RecordJson;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.knowledge.causes.Symptom;
import tools.jackson.core.JsonGenerator;

/// A diagnosis as JSON (`mailmedic.diagnosis/v1`, docs/json.md).
final class JsonReport {
  static final String SCHEMA = "mailmedic.diagnosis/v1";

  private final Diagnosis diagnosis;
  private final Wording words;
  private final JsonGenerator out;

  private JsonReport(Diagnosis diagnosis, Wording words, JsonGenerator out) {
    this.diagnosis = diagnosis;
    this.words = words;
    this.out = out;
  }

  /// @param indented false: on one line
  static String of(Diagnosis diagnosis, Wording words, boolean indented) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = RecordJson.generator(text, indented)) {
      new JsonReport(diagnosis, words, out).write();
    }
    return text.append('\n').toString();
  }

  private void write() {
    out.writeStartObject();
    out.writeStringProperty("schema", SCHEMA);
    subject(diagnosis.file().complaint());
    out.writeStringProperty("startedAt", diagnosis.file().startedAt().toString());
    out.writeNumberProperty("durationMs", diagnosis.file().durationMs());
    service(diagnosis.service());
    verdict();
    out.writeArrayPropertyStart("causes");
    for (Cause cause : diagnosis.causes()) {
      cause(out, words, cause);
    }
    out.writeEndArray();
    out.writeArrayPropertyStart("findings");
    diagnosis.findings().forEach(this::finding);
    out.writeEndArray();
    out.writeArrayPropertyStart("checks");
    diagnosis.checks().forEach(this::check);
    out.writeEndArray();
    out.writeArrayPropertyStart("evidence");
    diagnosis.file().observations().forEach(this::evidence);
    out.writeEndArray();
    out.writeEndObject();
  }

  private void subject(Complaint complaint) {
    out.writeObjectPropertyStart("subject");
    text(out, "input", complaint.input());
    text(out, "address", complaint.address());
    text(out, "domain", complaint.domain());
    out.writeEndObject();
  }

  private void service(Diagnosis.@Nullable Service service) {
    if (service == null) {
      out.writeNullProperty("service");
      return;
    }
    out.writeObjectPropertyStart("service");
    text(out, "id", service.id());
    text(out, "name", service.name());
    text(out, "detectedBy", service.detectedBy());
    out.writeEndObject();
  }

  private void verdict() {
    out.writeObjectPropertyStart("verdict");
    for (Symptom symptom : Symptom.values()) {
      Verdict verdict = diagnosis.verdict().getOrDefault(symptom, Verdict.UNKNOWN);
      out.writeStringProperty(symptom.id(), verdict.id());
    }
    out.writeEndObject();
  }

  static void cause(JsonGenerator out, Wording words, Cause cause) {
    out.writeStartObject();
    out.writeStringProperty("id", cause.id());
    out.writeStringProperty("level", cause.level().id());
    out.writeArrayPropertyStart("affects");
    cause.affects().stream().sorted().forEach(symptom -> out.writeString(symptom.id()));
    out.writeEndArray();
    out.writeStringProperty("responsible", cause.responsible().id());
    out.writeNumberProperty("confidence", cause.confidence());
    text(out, "title", words.title(cause.finding()));
    text(out, "explanation", words.explanation(cause.finding()));
    out.writeArrayPropertyStart("actions");
    for (Wording.Step step : words.steps(cause.finding())) {
      out.writeStartObject();
      out.writeStringProperty("who", step.who());
      text(out, "text", step.text());
      text(out, "link", step.link());
      out.writeEndObject();
    }
    out.writeEndArray();
    strings(out, "evidence", cause.evidence());
    strings(out, "explains", cause.explains().stream().map(Finding::id).distinct().toList());
    out.writeEndObject();
  }

  private void finding(Finding finding) {
    out.writeStartObject();
    out.writeStringProperty("id", finding.id());
    out.writeStringProperty("level", finding.level().id());
    text(out, "subject", finding.subject());
    text(out, "title", words.brief(finding));
    strings(out, "evidence", finding.evidence());
    out.writeEndObject();
  }

  private void check(Check check) {
    out.writeStartObject();
    out.writeStringProperty("id", check.id());
    out.writeStringProperty("status", check.status().id());
    out.writeNumberProperty("durationMs", check.durationMs());
    text(out, "note", words.note(check));
    out.writeEndObject();
  }

  private void evidence(Observation<?> observation) {
    out.writeStartObject();
    out.writeStringProperty("id", observation.id());
    out.writeStringProperty("check", observation.checkId());
    Evidence seen = observation.attempt().observed().orElse(null);
    if (seen == null) {
      unseen(observation);
    } else {
      out.writeStringProperty("kind", seen.kind());
      text(out, "summary", seen.summary());
      out.writeName("detail");
      RecordJson.write(out, (Record) seen);
    }
    out.writeEndObject();
  }

  private void unseen(Observation<?> observation) {
    Attempt<?> attempt = observation.attempt();
    Attempt.Reason reason = Objects.requireNonNullElse(attempt.reason(), Attempt.Reason.INTERNAL);
    out.writeStringProperty("kind", "unobserved");
    text(
        out,
        "summary",
        observation.key().type().getSimpleName() + " " + observation.key().subject());
    out.writeObjectPropertyStart("detail");
    out.writeStringProperty("reason", reason.id());
    text(out, "note", words.say("note." + reason.id()));
    text(out, "seen", attempt.detail());
    out.writeEndObject();
  }

  static void text(JsonGenerator out, String name, @Nullable String text) {
    out.writeName(name);
    RecordJson.writeText(out, text);
  }

  static void strings(JsonGenerator out, String name, Iterable<String> strings) {
    out.writeArrayPropertyStart(name);
    strings.forEach(string -> RecordJson.writeText(out, string));
    out.writeEndArray();
  }
}
