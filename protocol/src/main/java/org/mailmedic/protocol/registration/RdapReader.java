package org.mailmedic.protocol.registration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.registration.RegistryAnswer.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads the answer of an RDAP server to a domain query (RFC 9083 section 5.3). Lenient: what is
/// missing or of another kind than it should be is passed over. Never throws.
public final class RdapReader {
  private static final class Holder {
    static final JsonFactory FACTORY = new JsonFactory();
  }

  private int values;

  private RdapReader() {}

  /// Reads.
  ///
  /// @param domain the name that was asked for, A-labels in lower case
  /// @param json the body of an answer with status 200
  public static RegistryAnswer read(String domain, String json) {
    try (JsonParser in = Holder.FACTORY.createParser(ObjectReadContext.empty(), json)) {
      in.nextToken();
      return new RdapReader().value(in, 0) instanceof Map<?, ?> object
          ? answer(domain, object)
          : unreadable();
    } catch (JacksonException e) {
      return unreadable();
    }
  }

  private static RegistryAnswer unreadable() {
    return RegistryAnswer.without(Kind.UNREADABLE, null);
  }

  private static RegistryAnswer answer(String domain, Map<?, ?> object) {
    Object error = object.get("errorCode");
    if (error != null) {
      String said = error + " " + text(object, "title");
      return switch (String.valueOf(error)) {
        case "404" -> RegistryAnswer.without(Kind.NOT_FOUND, RegistryLimits.cut(said));
        case "401", "403", "429" -> RegistryAnswer.without(Kind.REFUSED, RegistryLimits.cut(said));
        default -> unreadable();
      };
    }
    String name = text(object, "ldhName");
    boolean other = !name.isEmpty() && !withoutRoot(name).equals(domain);
    boolean domainObject =
        text(object, "objectClassName").equalsIgnoreCase("domain") || !name.isEmpty();
    return domainObject && !other ? registered(object) : unreadable();
  }

  private static RegistryAnswer registered(Map<?, ?> object) {
    List<String> status = new ArrayList<>();
    Set<DomainState> states = EnumSet.noneOf(DomainState.class);
    for (Object word : list(object, "status")) {
      if (word instanceof String text && status.size() < RegistryLimits.ITEMS) {
        status.add(RegistryLimits.cut(text));
        states.addAll(DomainState.of(text));
      }
    }
    return new RegistryAnswer(
        Kind.REGISTERED,
        status,
        states,
        expires(object),
        false,
        registrar(object),
        nameServers(object),
        null);
  }

  /// The earlier one of the registry's and the registrar's date (RFC 9083 section 10.2.3).
  private static @Nullable Instant expires(Map<?, ?> object) {
    Instant earliest = null;
    for (Object event : list(object, "events")) {
      if (event instanceof Map<?, ?> fields) {
        String action = text(fields, "eventAction").toLowerCase(Locale.ROOT);
        if (action.equals("expiration") || action.equals("registrar expiration")) {
          Instant date = RegistryDate.read(text(fields, "eventDate"));
          earliest =
              earliest == null || (date != null && date.isBefore(earliest)) ? date : earliest;
        }
      }
    }
    return earliest;
  }

  private static @Nullable String registrar(Map<?, ?> object) {
    for (Object entity : list(object, "entities")) {
      if (entity instanceof Map<?, ?> fields && list(fields, "roles").contains("registrar")) {
        String name = cardName(fields);
        return name == null || name.isBlank() ? null : RegistryLimits.cut(name);
      }
    }
    return null;
  }

  /// The `fn` of a jCard (RFC 7095), or its `org`.
  private static @Nullable String cardName(Map<?, ?> entity) {
    List<?> card = list(entity, "vcardArray");
    String organisation = null;
    for (Object property : card.size() > 1 && card.get(1) instanceof List<?> all ? all : card) {
      if (property instanceof List<?> parts
          && parts.size() >= 4
          && parts.get(3) instanceof String value) {
        if ("fn".equals(parts.get(0)) && !value.isBlank()) {
          return value;
        }
        organisation = "org".equals(parts.get(0)) ? value : organisation;
      }
    }
    return organisation;
  }

  private static List<String> nameServers(Map<?, ?> object) {
    List<String> servers = new ArrayList<>();
    for (Object server : list(object, "nameservers")) {
      if (server instanceof Map<?, ?> fields && servers.size() < RegistryLimits.ITEMS) {
        String name = text(fields, "ldhName");
        if (!name.isEmpty()) {
          servers.add(RegistryLimits.cut(withoutRoot(name)));
        }
      }
    }
    return servers;
  }

  private static String withoutRoot(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static String text(Map<?, ?> object, String field) {
    return object.get(field) instanceof String text ? text : "";
  }

  private static List<?> list(Map<?, ?> object, String field) {
    return object.get(field) instanceof List<?> list ? list : List.of();
  }

  /// The value at the current token as maps, lists and strings; null for the JSON null, for what is
  /// nested too deep and once there are too many.
  private @Nullable Object value(JsonParser in, int depth) {
    JsonToken token = in.currentToken();
    if (token == null || ++values > RegistryLimits.VALUES || depth > RegistryLimits.DEPTH) {
      in.skipChildren();
      return null;
    }
    return switch (token) {
      case START_OBJECT -> object(in, depth);
      case START_ARRAY -> array(in, depth);
      case VALUE_NULL -> null;
      default -> in.getString();
    };
  }

  private Map<String, Object> object(JsonParser in, int depth) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String name = in.nextName(); name != null; name = in.nextName()) {
      in.nextToken();
      Object value = value(in, depth + 1);
      if (value != null) {
        fields.putIfAbsent(name, value);
      }
    }
    return fields;
  }

  private List<Object> array(JsonParser in, int depth) {
    List<Object> elements = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      Object value = value(in, depth + 1);
      if (value != null) {
        elements.add(value);
      }
    }
    return elements;
  }
}
