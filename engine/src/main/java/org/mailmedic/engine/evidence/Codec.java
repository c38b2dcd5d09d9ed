package org.mailmedic.engine.evidence;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Writes and reads the values of one declared type. Null is written and read by all of them alike.
abstract sealed class Codec {

  /// The codec of a type.
  ///
  /// @param where the component, for the message
  /// @throws IllegalArgumentException if values of this type can't be kept
  static Codec of(Type type, String where) {
    if (type instanceof Class<?> plain) {
      return ofClass(plain, where);
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
      Type[] arguments = generic.getActualTypeArguments();
      if (raw == List.class) {
        return new Elements(of(arguments[0], where), false);
      }
      if (raw == Set.class) {
        return new Elements(of(arguments[0], where), true);
      }
      if (raw == Map.class && arguments[0] == String.class) {
        return new Entries(of(arguments[1], where));
      }
    }
    throw unsupported(type, where);
  }

  private static Codec ofClass(Class<?> type, String where) {
    Codec scalar = Scalar.find(type);
    if (scalar != null) {
      return scalar;
    }
    if (type.isEnum()) {
      return new Constant(type.asSubclass(Enum.class));
    }
    if (type.isRecord()) {
      return new Nested(type);
    }
    if (type.isInterface() && type.isSealed()) {
      return new OneOf(type);
    }
    throw unsupported(type, where);
  }

  private static IllegalArgumentException unsupported(Type type, String where) {
    return new IllegalArgumentException(
        where + ": values of type " + type.getTypeName() + " can't be kept as JSON");
  }

  /// Writes a value that may be null.
  final void write(JsonGenerator out, @Nullable Object value) {
    if (value == null) {
      out.writeNull();
    } else {
      writeValue(out, value);
    }
  }

  /// Reads the value at whose first token the parser stands; null where it is `null`.
  final @Nullable Object read(JsonParser in) throws UnreadableJson {
    return in.currentToken() == JsonToken.VALUE_NULL ? absent() : readValue(in);
  }

  /// The value where the JSON has none.
  @Nullable Object absent() {
    return null;
  }

  abstract void writeValue(JsonGenerator out, Object value);

  abstract Object readValue(JsonParser in) throws UnreadableJson;

  static void writeText(JsonGenerator out, @Nullable String text) {
    out.writeString(text == null ? null : wellFormed(text));
  }

  /// Text without halves of surrogate pairs, which UTF-8 can't hold.
  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return replaceHalves(text);
      }
    }
    return text;
  }

  private static String replaceHalves(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
      whole.appendCodePoint(half ? 0xfffd : point);
    }
    return whole.toString();
  }

  private static String text(JsonParser in, String expected) throws UnreadableJson {
    expect(in, JsonToken.VALUE_STRING, expected);
    return in.getString();
  }

  static void expect(JsonParser in, JsonToken token, String expected) throws UnreadableJson {
    if (in.currentToken() != token) {
      throw UnreadableJson.at(in, expected + " expected", null);
    }
  }

  /// Strings, numbers, moments.
  private static final class Scalar extends Codec {
    private final Class<?> type;
    private final @Nullable Object absent;

    private Scalar(Class<?> type, @Nullable Object absent) {
      this.type = type;
      this.absent = absent;
    }

    static @Nullable Scalar find(Class<?> type) {
      return switch (type.getName()) {
        case "java.lang.String",
            "java.time.Instant",
            "java.time.Duration",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Boolean",
            "java.lang.Double" ->
            new Scalar(type, null);
        case "int" -> new Scalar(Integer.class, 0);
        case "long" -> new Scalar(Long.class, 0L);
        case "boolean" -> new Scalar(Boolean.class, false);
        case "double" -> new Scalar(Double.class, Double.NaN);
        default -> null;
      };
    }

    @Override
    @Nullable Object absent() {
      return absent;
    }

    @Override
    void writeValue(JsonGenerator out, Object value) {
      switch (value) {
        case String text -> writeText(out, text);
        case Integer number -> out.writeNumber(number);
        case Long number -> out.writeNumber(number);
        case Boolean truth -> out.writeBoolean(truth);
        case Double number when number.isNaN() || number.isInfinite() -> out.writeNull();
        case Double number -> out.writeNumber(number);
        case Instant moment -> out.writeString(moment.toString());
        case Duration length -> writeMillis(out, length);
        default -> throw new IllegalArgumentException("unexpected " + value.getClass());
      }
    }

    private static void writeMillis(JsonGenerator out, Duration length) {
      if (length.getNano() % 1_000_000 == 0) {
        out.writeNumber(length.toMillis());
      } else {
        BigDecimal nanos =
            BigDecimal.valueOf(length.getSeconds())
                .movePointRight(9)
                .add(BigDecimal.valueOf(length.getNano()));
        out.writeNumber(nanos.movePointLeft(6).stripTrailingZeros());
      }
    }

    @Override
    Object readValue(JsonParser in) throws UnreadableJson {
      return switch (type.getSimpleName()) {
        case "String" -> text(in, "text");
        case "Instant" -> moment(in);
        case "Boolean" -> truth(in);
        case "Integer" -> {
          expect(in, JsonToken.VALUE_NUMBER_INT, "a whole number");
          yield in.getIntValue();
        }
        case "Long" -> {
          expect(in, JsonToken.VALUE_NUMBER_INT, "a whole number");
          yield in.getLongValue();
        }
        case "Double" -> {
          requireNumber(in);
          yield in.getDoubleValue();
        }
        default -> length(in);
      };
    }

    private static boolean truth(JsonParser in) throws UnreadableJson {
      if (in.currentToken() != JsonToken.VALUE_TRUE) {
        expect(in, JsonToken.VALUE_FALSE, "true or false");
      }
      return in.currentToken() == JsonToken.VALUE_TRUE;
    }

    private static Instant moment(JsonParser in) throws UnreadableJson {
      String text = text(in, "a time in ISO 8601");
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        throw UnreadableJson.at(in, "a time in ISO 8601 expected", e);
      }
    }

    private static Duration length(JsonParser in) throws UnreadableJson {
      requireNumber(in);
      try {
        BigDecimal[] parts =
            in.getDecimalValue().movePointRight(6).divideAndRemainder(BigDecimal.TEN.pow(9));
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
      } catch (ArithmeticException e) {
        throw UnreadableJson.at(in, "a number of milliseconds expected", e);
      }
    }

    private static void requireNumber(JsonParser in) throws UnreadableJson {
      if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
        expect(in, JsonToken.VALUE_NUMBER_FLOAT, "a number");
      }
    }
  }

  /// Enum constants, by name.
  @SuppressWarnings("rawtypes")
  private static final class Constant extends Codec {
    private final Class<? extends Enum> type;

    private Constant(Class<? extends Enum> type) {
      this.type = type;
    }

    @Override
    void writeValue(JsonGenerator out, Object value) {
      out.writeString(((Enum<?>) value).name());
    }

    @Override
    Object readValue(JsonParser in) throws UnreadableJson {
      String name = text(in, "a word");
      for (Enum<?> constant : type.getEnumConstants()) {
        if (constant.name().equals(name)) {
          return constant;
        }
      }
      throw UnreadableJson.at(in, "no " + type.getSimpleName() + " is called that", null);
    }
  }

  /// Lists and sets.
  private static final class Elements extends Codec {
    private final Codec element;
    private final boolean set;

    private Elements(Codec element, boolean set) {
      this.element = element;
      this.set = set;
    }

    @Override
    Object absent() {
      return set ? Set.of() : List.of();
    }

    @Override
    void writeValue(JsonGenerator out, Object value) {
      out.writeStartArray();
      for (Object each : set ? sorted((Set<?>) value) : (Collection<?>) value) {
        element.write(out, each);
      }
      out.writeEndArray();
    }

    /// Sets have no order of their own; sorted, equal ones give equal bytes.
    private static Collection<?> sorted(Set<?> set) {
      for (Object each : set) {
        if (!(each instanceof Comparable)) {
          return set;
        }
      }
      return new TreeSet<Object>(set);
    }

    @Override
    Object readValue(JsonParser in) throws UnreadableJson {
      expect(in, JsonToken.START_ARRAY, "a list");
      List<@Nullable Object> elements = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        elements.add(element.read(in));
      }
      return set
          ? Collections.unmodifiableSet(new LinkedHashSet<>(elements))
          : Collections.unmodifiableList(elements);
    }
  }

  /// Maps from strings, sorted by key.
  private static final class Entries extends Codec {
    private final Codec element;

    private Entries(Codec element) {
      this.element = element;
    }

    @Override
    Object absent() {
      return Map.of();
    }

    @Override
    void writeValue(JsonGenerator out, Object value) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : new TreeMap<>((Map<?, ?>) value).entrySet()) {
        out.writeName(wellFormed((String) entry.getKey()));
        element.write(out, entry.getValue());
      }
      out.writeEndObject();
    }

    @Override
    Object readValue(JsonParser in) throws UnreadableJson {
      expect(in, JsonToken.START_OBJECT, "an object");
      Map<String, @Nullable Object> entries = new TreeMap<>();
      for (String name = in.nextName(); name != null; name = in.nextName()) {
        in.nextToken();
        entries.put(name, element.read(in));
      }
      return Collections.unmodifiableMap(entries);
    }
  }

  /// Records. The shape is looked up when needed, so that records may contain their own kind.
  private static final class Nested extends Codec {
    private final Class<?> type;

    private Nested(Class<?> type) {
      this.type = type;
    }

    @Override
    void writeValue(JsonGenerator out, Object value) {
      RecordShape.of(type).write(out, value);
    }

    @Override
    Object readValue(JsonParser in) throws UnreadableJson {
      expect(in, JsonToken.START_OBJECT, "an object");
      in.nextToken();
      return RecordShape.of(type).readFields(in);
    }
  }

  /// The records of a sealed interface, told apart by `type`.
  private static final class OneOf extends Codec {
    private static final String TYPE = "type";
    private final Class<?> sealed;

    private OneOf(Class<?> sealed) {
      this.sealed = sealed;
    }

    @Override
    void writeValue(JsonGenerator out, Object value) {
      out.writeStartObject();
      out.writeName(TYPE);
      out.writeString(word(value.getClass()));
      RecordShape.of(value.getClass()).writeFields(out, value);
      out.writeEndObject();
    }

    @Override
    Object readValue(JsonParser in) throws UnreadableJson {
      expect(in, JsonToken.START_OBJECT, "an object");
      if (!TYPE.equals(in.nextName())) {
        throw UnreadableJson.at(in, "the field type expected first", null);
      }
      in.nextToken();
      Class<?> type = find(sealed, text(in, "a word"));
      if (type == null) {
        throw UnreadableJson.at(in, "no " + sealed.getSimpleName() + " is called that", null);
      }
      in.nextToken();
      return RecordShape.of(type).readFields(in);
    }

    private static @Nullable Class<?> find(Class<?> sealed, String word) {
      for (Class<?> permitted : sealed.getPermittedSubclasses()) {
        Class<?> found =
            permitted.isRecord()
                ? (word(permitted).equals(word) ? permitted : null)
                : (permitted.isSealed() ? find(permitted, word) : null);
        if (found != null) {
          return found;
        }
      }
      return null;
    }

    private static String word(Class<?> record) {
      String name = record.getSimpleName();
      return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
  }

  /// The types that this codec leads to, for looking through.
  List<Class<?>> leadsTo() {
    return switch (this) {
      case Nested nested -> List.of(nested.type);
      case OneOf oneOf -> List.of(oneOf.sealed.getPermittedSubclasses());
      case Elements elements -> elements.element.leadsTo();
      case Entries entries -> entries.element.leadsTo();
      case Scalar scalar -> List.of();
      case Constant constant -> List.of();
    };
  }
}
