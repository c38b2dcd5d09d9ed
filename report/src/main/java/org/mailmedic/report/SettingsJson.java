package org.mailmedic.report;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.RecordJson;
import org.mailmedic.engine.settings.Live;
import org.mailmedic.engine.settings.MailSettings;
import org.mailmedic.engine.settings.MailSettings.Server;
import org.mailmedic.knowledge.providers.ProviderProfile;
import tools.jackson.core.JsonGenerator;

/// Mail settings as JSON (`mailmedic.settings/v1`, docs/json.md).
final class SettingsJson {
  static final String SCHEMA = "mailmedic.settings/v1";

  private final MailSettings settings;
  private final SettingsWording words;
  private final JsonGenerator out;

  private SettingsJson(MailSettings settings, SettingsWording words, JsonGenerator out) {
    this.settings = settings;
    this.words = words;
    this.out = out;
  }

  /// @param program whose steps are wanted; null: none
  static String of(
      MailSettings settings, SettingsWording words, @Nullable MailProgramGuide program) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = RecordJson.generator(text, true)) {
      new SettingsJson(settings, words, out).write(program);
    }
    return text.append('\n').toString();
  }

  private void write(@Nullable MailProgramGuide program) {
    out.writeStartObject();
    out.writeStringProperty("schema", SCHEMA);
    out.writeObjectPropertyStart("subject");
    JsonReport.text(out, "input", settings.complaint().input());
    JsonReport.text(out, "address", settings.complaint().address());
    JsonReport.text(out, "domain", settings.complaint().domain());
    out.writeEndObject();
    service();
    out.writeStringProperty("source", settings.source().id());
    JsonReport.text(out, "unseen", settings.unseen() == null ? null : settings.unseen().id());
    out.writeArrayPropertyStart("servers");
    settings.servers().forEach(this::server);
    out.writeEndArray();
    JsonReport.strings(
        out, "signIn", settings.signIn().stream().map(ProviderProfile.SignIn::id).toList());
    JsonReport.strings(out, "before", settings.known() ? words.before() : List.of());
    JsonReport.text(out, "webmail", words.webmail());
    limits();
    JsonReport.strings(out, "programs", MailProgramGuide.ids());
    steps(program);
    out.writeEndObject();
  }

  private void service() {
    ProviderProfile profile = settings.profile();
    if (profile == null) {
      out.writeNullProperty("service");
      return;
    }
    out.writeObjectPropertyStart("service");
    out.writeStringProperty("id", profile.id());
    JsonReport.text(out, "name", profile.name());
    JsonReport.text(out, "detectedBy", settings.detectedBy());
    out.writeBooleanProperty("certain", settings.certain());
    JsonReport.strings(out, "alike", settings.alike().stream().map(ProviderProfile::id).toList());
    out.writeEndObject();
  }

  private void server(Server server) {
    out.writeStartObject();
    out.writeStringProperty("protocol", server.protocol().id());
    JsonReport.text(out, "host", server.host());
    out.writeBooleanProperty("complete", server.complete());
    out.writeNumberProperty("port", server.port());
    out.writeStringProperty("security", server.security().name().toLowerCase(Locale.ROOT));
    JsonReport.text(out, "username", settings.username(server));
    JsonReport.strings(
        out, "signIn", server.signIn().stream().map(ProviderProfile.SignIn::id).toList());
    Live live = server.live();
    out.writeObjectPropertyStart("live");
    out.writeStringProperty("state", live.state().id());
    JsonReport.text(
        out, "certificate", live.certificate() == null ? null : live.certificate().id());
    JsonReport.strings(out, "mechanisms", live.mechanisms());
    JsonReport.text(out, "reason", live.reason() == null ? null : live.reason().id());
    JsonReport.text(out, "seen", live.seen());
    JsonReport.text(out, "text", words.live(server));
    out.writeEndObject();
    out.writeEndObject();
  }

  private void limits() {
    ProviderProfile profile = settings.profile();
    out.writeObjectPropertyStart("limits");
    if (profile != null) {
      profile.limits().forEach(out::writeNumberProperty);
    }
    out.writeEndObject();
  }

  private void steps(@Nullable MailProgramGuide program) {
    if (program == null) {
      out.writeNullProperty("program");
      return;
    }
    out.writeObjectPropertyStart("program");
    out.writeStringProperty("id", program.id());
    JsonReport.text(out, "name", words.program(program));
    JsonReport.strings(out, "steps", settings.known() ? words.steps(program) : List.of());
    out.writeEndObject();
  }
}
