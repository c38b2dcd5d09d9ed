package org.mailmedic.protocol.autoconfig;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A small JSON text as maps, lists and strings. Numbers and words are strings too.
final class JsonText {
  private static final class Holder {
    static final JsonFactory FACTORY = new JsonFactory();
  }

  private int values;

  private JsonText() {}

  /// The object that a text is; null where it is none.
  static @Nullable Map<?, ?> object(String json) {
    if (json.length() > Limits.LENGTH) {
      return null;
    }
    try (JsonParser in = Holder.FACTORY.createParser(ObjectReadContext.empty(), json)) {
      in.nextToken();
      return new JsonText().value(in, 0) instanceof Map<?, ?> object ? object : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  /// The value that begins at this token; null where it is null or too much.
  private @Nullable Object value(JsonParser in, int depth) {
    if (++values > Limits.NODES || depth > Limits.DEPTH) {
      in.close();
      return null;
    }
    JsonToken token = in.currentToken();
    return switch (token) {
      case null -> null;
      case START_OBJECT -> {
        Map<String, Object> object = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = in.currentName();
          in.nextToken();
          Object value = value(in, depth + 1);
          if (value != null) {
            object.putIfAbsent(name, value);
          }
        }
        yield object;
      }
      case START_ARRAY -> {
        List<Object> array = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY && in.currentToken() != null) {
          Object value = value(in, depth + 1);
          if (value != null) {
            array.add(value);
          }
        }
        yield array;
      }
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          Limits.cut(in.getString());
      default -> null;
    };
  }

  /// The text under a name, whatever the case of its letters; empty where there is none.
  static String text(Map<?, ?> object, String name) {
    for (Map.Entry<?, ?> entry : object.entrySet()) {
      if (name.equalsIgnoreCase(String.valueOf(entry.getKey()))
          && entry.getValue() instanceof String text) {
        return text;
      }
    }
    return "";
  }

  /// The object under a name; empty where there is none.
  static Map<?, ?> object(Map<?, ?> object, String name) {
    return object.get(name) instanceof Map<?, ?> inner ? inner : Map.of();
  }
}
