package org.mailmedic.engine.evidence;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The components of a record type and how to get at them. Made once a type.
final class RecordShape {
  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return new RecordShape(type);
        }
      };

  private final Class<?> type;
  private final String[] names;
  private final Method[] accessors;
  private final Codec[] codecs;
  private final Map<String, Integer> places = new HashMap<>();
  private @Nullable Constructor<?> constructor;

  private RecordShape(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(type.getName() + " is no record");
    }
    this.type = type;
    RecordComponent[] components = type.getRecordComponents();
    names = new String[components.length];
    accessors = new Method[components.length];
    codecs = new Codec[components.length];
    for (int i = 0; i < components.length; i++) {
      names[i] = components[i].getName();
      accessors[i] = components[i].getAccessor();
      accessors[i].setAccessible(true);
      codecs[i] = Codec.of(components[i].getGenericType(), type.getSimpleName() + "." + names[i]);
      places.put(names[i], i);
    }
  }

  /// The shape of a record type.
  ///
  /// @throws IllegalArgumentException if it is none or has a component that can't be kept
  static RecordShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  void write(JsonGenerator out, Object value) {
    out.writeStartObject();
    writeFields(out, value);
    out.writeEndObject();
  }

  void writeFields(JsonGenerator out, Object value) {
    for (int i = 0; i < names.length; i++) {
      out.writeName(names[i]);
      codecs[i].write(out, component(i, value));
    }
  }

  private @Nullable Object component(int place, Object value) {
    try {
      return accessors[place].invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + "." + names[place], e);
    }
  }

  /// Reads fields up to the end of the object; the parser stands at the first name or at the end.
  Object readFields(JsonParser in) throws UnreadableJson {
    @Nullable Object[] values = new @Nullable Object[names.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = codecs[i].absent();
    }
    for (; in.currentToken() == JsonToken.PROPERTY_NAME; in.nextToken()) {
      Integer place = places.get(in.currentName());
      in.nextToken();
      if (place == null) {
        in.skipChildren();
      } else {
        values[place] = codecs[place].read(in);
      }
    }
    Codec.expect(in, JsonToken.END_OBJECT, "the end of the object");
    return create(in, values);
  }

  private Object create(JsonParser in, @Nullable Object[] values) throws UnreadableJson {
    try {
      return constructor().newInstance(values);
    } catch (InvocationTargetException e) {
      throw UnreadableJson.at(in, "no valid " + type.getSimpleName() + ": " + reason(e), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }

  private static @Nullable String reason(InvocationTargetException e) {
    Throwable cause = e.getCause();
    return cause == null ? e.getMessage() : cause.getMessage();
  }

  private Constructor<?> constructor() throws NoSuchMethodException {
    Constructor<?> known = constructor;
    if (known == null) {
      RecordComponent[] components = type.getRecordComponents();
      Class<?>[] types = new Class<?>[components.length];
      for (int i = 0; i < types.length; i++) {
        types[i] = components[i].getType();
      }
      known = type.getDeclaredConstructor(types);
      known.setAccessible(true);
      constructor = known;
    }
    return known;
  }

  static void requireKeepable(Class<?> root) {
    Set<Class<?>> seen = new HashSet<>();
    Deque<Class<?>> open = new ArrayDeque<>();
    open.add(root);
    while (!open.isEmpty()) {
      Class<?> next = open.remove();
      if (!seen.add(next)) {
        continue;
      }
      if (next.isSealed()) {
        open.addAll(java.util.List.of(next.getPermittedSubclasses()));
      } else {
        for (Codec codec : of(next).codecs) {
          open.addAll(codec.leadsTo());
        }
      }
    }
  }
}
