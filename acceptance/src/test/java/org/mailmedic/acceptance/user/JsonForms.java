package org.mailmedic.acceptance.user;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The published forms of the program's JSON.
final class JsonForms {
  private static final Schema DIAGNOSIS = schema("mailmedic.diagnosis.v1.json");

  private JsonForms() {}

  private static Schema schema(String name) {
    try (InputStream in = JsonForms.class.getResourceAsStream("/schemas/" + name)) {
      JsonNode schema = JsonMapper.shared().readTree(Objects.requireNonNull(in, name));
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A diagnosis, once it is sure to be one.
  static JsonNode diagnosis(String text) {
    JsonNode json = JsonMapper.shared().readTree(text);
    List<Error> errors =
        DIAGNOSIS.validate(
            json,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    if (!errors.isEmpty()) {
      throw new AssertionError(errors + "\n" + text);
    }
    return json;
  }
}
