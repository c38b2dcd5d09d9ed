package org.mailmedic.engine.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.Complaint;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamReadException;

/// Case files as JSON (`mailmedic.case/v1`): what `--record` writes and `--replay` reads. They hold
/// what was asked and seen, never a password.
public final class CaseFileJson {
  /// The value of `schema`.
  public static final String SCHEMA = "mailmedic.case/v1";

  private CaseFileJson() {}

  /// Writes a case file, indented, in UTF-8; the stream stays open.
  public static void write(CaseFile file, OutputStream stream) throws IOException {
    try {
      JsonGenerator out = RecordJson.generator(stream, true);
      out.writeStartObject();
      out.writeStringProperty("schema", SCHEMA);
      out.writeStringProperty("startedAt", file.startedAt().toString());
      out.writeNumberProperty("durationMs", file.durationMs());
      out.writeName("complaint");
      RecordJson.write(out, file.complaint());
      out.writeArrayPropertyStart("observations");
      for (Observation<?> observation : file.observations()) {
        write(out, observation);
      }
      out.writeEndArray();
      out.writeEndObject();
      out.flush();
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  private static void write(JsonGenerator out, Observation<?> observation) {
    out.writeStartObject();
    out.writeStringProperty("id", observation.id());
    out.writeStringProperty("check", observation.checkId());
    out.writeStringProperty("type", observation.key().type().getSimpleName());
    out.writeName("subject");
    RecordJson.writeText(out, observation.key().subject());
    out.writeStringProperty("startedAt", observation.startedAt().toString());
    out.writeNumberProperty("durationMs", observation.durationMs());
    switch (observation.attempt()) {
      case Attempt.Observed<?> seen -> {
        out.writeName("observed");
        RecordJson.write(out, (Record) seen.evidence());
      }
      case Attempt.Unobserved<?> not -> reason(out, "unobserved", not.reason(), not.detail());
      case Attempt.NotTried<?> not -> reason(out, "notTried", not.reason(), not.detail());
    }
    out.writeEndObject();
  }

  private static void reason(
      JsonGenerator out, String name, Attempt.Reason reason, @Nullable String detail) {
    out.writeName(name);
    RecordJson.write(out, new Why(reason, detail));
  }

  /// Why something was not seen.
  record Why(Attempt.@Nullable Reason reason, @Nullable String detail) {}

  /// Reads a case file.
  ///
  /// @throws UnreadableJson if it is none, with one line that says what is wrong and where
  public static CaseFile read(InputStream stream) throws IOException {
    try (JsonParser in = RecordJson.factory().createParser(ObjectReadContext.empty(), stream)) {
      return new Reader(in).read();
    } catch (StreamReadException e) {
      throw new UnreadableJson(e.getLocation().getLineNr(), "", "this is no JSON", e);
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  private static final class Reader {
    private final JsonParser in;
    private @Nullable String schema;
    private @Nullable Complaint complaint;
    private Instant startedAt = Instant.EPOCH;
    private long durationMs;
    private final List<Observation<?>> observations = new ArrayList<>();

    Reader(JsonParser in) {
      this.in = in;
    }

    CaseFile read() throws UnreadableJson {
      expect(in.nextToken(), JsonToken.START_OBJECT);
      for (String name = in.nextName(); name != null; name = in.nextName()) {
        field(name);
      }
      if (!SCHEMA.equals(schema)) {
        throw new UnreadableJson(0, "/schema", "this is not " + SCHEMA, null);
      }
      if (complaint == null) {
        throw new UnreadableJson(0, "/complaint", "there is none", null);
      }
      return new CaseFile(complaint, startedAt, durationMs, observations);
    }

    private void field(String name) throws UnreadableJson {
      switch (name) {
        case "schema" -> schema = text();
        case "startedAt" -> startedAt = instant();
        case "durationMs" -> durationMs = number();
        case "complaint" -> complaint = record(Complaint.class);
        case "observations" -> {
          expect(in.nextToken(), JsonToken.START_ARRAY);
          while (in.nextToken() == JsonToken.START_OBJECT) {
            observation();
          }
        }
        default -> skip();
      }
    }

    private void observation() throws UnreadableJson {
      Draft draft = new Draft();
      for (String name = in.nextName(); name != null; name = in.nextName()) {
        switch (name) {
          case "id" -> draft.id = text();
          case "check" -> draft.checkId = text();
          case "type" -> draft.type = type(text());
          case "subject" -> draft.subject = text();
          case "startedAt" -> draft.startedAt = instant();
          case "durationMs" -> draft.durationMs = number();
          case "observed" -> draft.evidence = evidence(draft.type);
          case "unobserved" -> draft.unobserved = record(Why.class);
          case "notTried" -> draft.notTried = record(Why.class);
          default -> skip();
        }
      }
      if (draft.type != null) {
        observations.add(draft.observation(draft.type));
      }
    }

    private Class<? extends Evidence> type(String name) throws UnreadableJson {
      Class<? extends Evidence> type = EvidenceTypes.find(name);
      if (type == null) {
        throw UnreadableJson.at(in, "no evidence is called " + name, null);
      }
      return type;
    }

    private @Nullable Evidence evidence(@Nullable Class<? extends Evidence> type)
        throws UnreadableJson {
      if (type == null) {
        throw UnreadableJson.at(in, "the type has to stand before what was observed", null);
      }
      return RecordJson.read(in, type);
    }

    private <T> T record(Class<T> type) throws UnreadableJson {
      T value;
      try {
        value = RecordJson.read(in, type);
      } catch (IllegalArgumentException | NullPointerException e) {
        throw UnreadableJson.at(in, String.valueOf(e.getMessage()), e);
      }
      if (value == null) {
        throw UnreadableJson.at(in, "must not be null", null);
      }
      return value;
    }

    private String text() throws UnreadableJson {
      expect(in.nextToken(), JsonToken.VALUE_STRING);
      return in.getString();
    }

    private long number() throws UnreadableJson {
      expect(in.nextToken(), JsonToken.VALUE_NUMBER_INT);
      return in.getLongValue();
    }

    private Instant instant() throws UnreadableJson {
      String text = text();
      try {
        return Instant.parse(text);
      } catch (java.time.DateTimeException e) {
        throw UnreadableJson.at(in, "not a time: " + text, e);
      }
    }

    private void skip() {
      in.nextToken();
      in.skipChildren();
    }

    private void expect(@Nullable JsonToken found, JsonToken wanted) throws UnreadableJson {
      if (found != wanted) {
        throw UnreadableJson.at(in, "this is no case file", null);
      }
    }
  }

  /// An observation that is being read.
  private static final class Draft {
    String id = "";
    String checkId = "";
    @Nullable Class<? extends Evidence> type;
    String subject = "";
    Instant startedAt = Instant.EPOCH;
    long durationMs;
    @Nullable Evidence evidence;
    @Nullable Why unobserved;
    @Nullable Why notTried;

    @SuppressWarnings({"unchecked", "rawtypes"}) // the evidence was read as this type
    Observation<?> observation(Class<? extends Evidence> ofType) {
      return new Observation(
          id, checkId, new EvidenceKey(ofType, subject), attempt(), startedAt, durationMs);
    }

    private Attempt<?> attempt() {
      if (evidence != null) {
        return new Attempt.Observed<>(evidence);
      }
      Why why = unobserved == null ? notTried : unobserved;
      Attempt.Reason reason =
          why == null || why.reason() == null ? Attempt.Reason.INTERNAL : why.reason();
      String detail = why == null ? null : why.detail();
      return unobserved == null && notTried != null
          ? new Attempt.NotTried<>(reason, detail)
          : new Attempt.Unobserved<>(reason, detail);
    }
  }
}
