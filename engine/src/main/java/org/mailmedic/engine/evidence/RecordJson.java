package org.mailmedic.engine.evidence;

import java.io.OutputStream;
import java.io.Writer;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/// Records as JSON and back, without a line of mapping code. Thread-safe.
///
/// A record is an object whose fields are its components, in their order and under their names.
/// Components may be `String`, `int`, `long`, `boolean`, `double` (boxed too), enums (by their
/// constant's name), `Instant` (ISO 8601), `Duration` (a number of milliseconds, with a fraction
/// where it has one), `List<T>`, `Set<T>`, `Map<String, T>` (both sorted, so that equal values give
/// equal bytes), records, and sealed interfaces of records, which have a field `type` first: the
/// record's simple name beginning with a small letter. Null is written as `null`.
///
/// Reading is lenient towards files of other versions: fields that are not known are skipped, and
/// those that are missing are null, 0, false or empty. What does not fit is an [UnreadableJson].
public final class RecordJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().characterEscapes(new SafeEscapes()).build();

  private RecordJson() {}

  /// A factory for all JSON that Mailmedic writes: characters that a terminal would act upon or
  /// that turn the reading direction are written as a backslash, `u` and four hex digits.
  public static JsonFactory factory() {
    return FACTORY;
  }

  /// A generator of UTF-8 for people and programs.
  ///
  /// @param indented whether to write on several lines, two spaces a level, `\n` at the line ends
  public static JsonGenerator generator(OutputStream out, boolean indented) {
    return FACTORY.createGenerator(context(indented), out);
  }

  /// A generator of text; the same as [#generator(OutputStream, boolean)] otherwise.
  public static JsonGenerator generator(Writer out, boolean indented) {
    return FACTORY.createGenerator(context(indented), out);
  }

  /// Writes a record, or null, as one JSON value. The fields do not depend on where it stands: a
  /// record of a sealed interface has no `type` here.
  public static void write(JsonGenerator out, @Nullable Record value) {
    if (value == null) {
      out.writeNull();
    } else {
      RecordShape.of(value.getClass()).write(out, value);
    }
  }

  /// Writes a value as what it was declared to be: with `type` where that is a sealed interface.
  public static void write(JsonGenerator out, @Nullable Object value, Type declared) {
    Codec.of(declared, "value").write(out, value);
  }

  /// Writes text; half of a surrogate pair, which is no character, becomes U+FFFD.
  public static void writeText(JsonGenerator out, @Nullable String text) {
    Codec.writeText(out, text);
  }

  /// Reads one value. The parser stands before it or at its first token, and afterwards at its last
  /// token.
  ///
  /// @throws UnreadableJson if it is no JSON or does not fit the type
  public static <T> @Nullable T read(JsonParser in, Class<T> type) throws UnreadableJson {
    return type.cast(read(in, (Type) type));
  }

  /// Reads one value of a generic type.
  ///
  /// @throws UnreadableJson if it is no JSON or does not fit the type
  public static @Nullable Object read(JsonParser in, Type type) throws UnreadableJson {
    try {
      if (in.currentToken() == null || in.currentToken() == JsonToken.PROPERTY_NAME) {
        in.nextToken();
      }
      return Codec.of(type, "value").read(in);
    } catch (JacksonException e) {
      throw UnreadableJson.at(in, e.getOriginalMessage(), e);
    }
  }

  /// Looks through a record type and all that it consists of.
  ///
  /// @throws IllegalArgumentException naming the first component whose type can't be kept
  public static void requireKeepable(Class<? extends Record> type) {
    RecordShape.requireKeepable(type);
  }

  private static ObjectWriteContext context(boolean indented) {
    if (!indented) {
      return ObjectWriteContext.empty();
    }
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    PrettyPrinter printer =
        new DefaultPrettyPrinter()
            .withObjectIndenter(indenter)
            .withArrayIndenter(indenter)
            .withSeparators(
                PrettyPrinter.DEFAULT_SEPARATORS
                    .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""));
    return new ObjectWriteContext.Base() {
      @Override
      public PrettyPrinter getPrettyPrinter() {
        return printer;
      }

      @Override
      public boolean hasPrettyPrinter() {
        return true;
      }
    };
  }
}
