package org.mailmedic.knowledge.providers;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a profile from the maps, lists and scalars of a YAML file (docs/profiles.md).
public final class ProfileReader {
  private static final int MAX_ENTRIES = 100;
  private static final int MAX_TEXT = 500;
  private static final int MAX_PORT = 65_535;
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "name",
          "detect",
          "redirectOnly",
          "mx",
          "spf",
          "dkim",
          "username",
          "signIn",
          "imap",
          "pop",
          "submission",
          "activesync",
          "ews",
          "mapi",
          "autodiscover",
          "webmail",
          "limits",
          "status",
          "panel",
          "guide");
  private static final Set<String> LIMITS =
      Set.of("perAccountPerHour", "perAddressPerHour", "messageBytes");
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern HOST = Pattern.compile("[a-z0-9_*?-]{1,63}(\\.[a-z0-9_*?-]{1,63})*");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}(-[A-Za-z]{2,8})?");

  private ProfileReader() {}

  /// Reads it.
  ///
  /// @throws ProfileProblem where a key is unknown, missing or has a value that can't be used
  public static ProviderProfile read(Map<?, ?> top) throws ProfileProblem {
    known("", top, KEYS);
    Map<?, ?> detect = map("detect", top.get("detect"));
    known("detect.", detect, Set.of("mx", "domains"));
    Map<?, ?> dkim = map("dkim", top.get("dkim"));
    known("dkim.", dkim, Set.of("selectors"));
    String id = required("id", top.get("id"));
    if (!ID.matcher(id).matches()) {
      throw value("id");
    }
    String name = top.get("name") == null ? id : required("name", top.get("name"));
    return new ProviderProfile(
        id,
        name,
        hosts("detect.mx", detect.get("mx")),
        hosts("detect.domains", detect.get("domains")),
        hosts("redirectOnly", top.get("redirectOnly")),
        mx(top.get("mx")),
        text("spf", top.get("spf")),
        texts("dkim.selectors", dkim.get("selectors")),
        usernameIsAddress(top.get("username")),
        signIn(top.get("signIn")),
        endpoints("imap", top.get("imap")),
        endpoints("pop", top.get("pop")),
        endpoints("submission", top.get("submission")),
        endpoints("activesync", top.get("activesync")),
        endpoints("ews", top.get("ews")),
        endpoints("mapi", top.get("mapi")),
        endpoints("autodiscover", top.get("autodiscover")),
        url("webmail", top.get("webmail")),
        limits(map("limits", top.get("limits"))),
        status(top.get("status")),
        panel(top.get("panel")),
        guide(map("guide", top.get("guide"))));
  }

  private static List<ProviderProfile.Mx> mx(@Nullable Object value) throws ProfileProblem {
    List<ProviderProfile.Mx> records = new ArrayList<>();
    for (Object each : list("mx", value)) {
      String key = "mx[" + records.size() + "]";
      Map<?, ?> fields = map(key, each);
      known(key + ".", fields, Set.of("host", "priority"));
      records.add(
          new ProviderProfile.Mx(
              host(key + ".host", fields.get("host")),
              number(key + ".priority", fields.get("priority"), MAX_PORT)));
    }
    records.sort(java.util.Comparator.comparingInt(ProviderProfile.Mx::priority));
    return records;
  }

  private static List<ProviderProfile.Endpoint> endpoints(String name, @Nullable Object value)
      throws ProfileProblem {
    List<ProviderProfile.Endpoint> endpoints = new ArrayList<>();
    for (Object each : list(name, value)) {
      String key = name + "[" + endpoints.size() + "]";
      Map<?, ?> fields = map(key, each);
      known(key + ".", fields, Set.of("host", "port", "security"));
      String security = required(key + ".security", fields.get("security"));
      if (!Set.of("tls", "starttls", "none").contains(security)) {
        throw value(key + ".security");
      }
      int port = number(key + ".port", fields.get("port"), MAX_PORT);
      endpoints.add(
          new ProviderProfile.Endpoint(host(key + ".host", fields.get("host")), port, security));
    }
    return endpoints;
  }

  private static boolean usernameIsAddress(@Nullable Object value) throws ProfileProblem {
    String word = value == null ? "address" : String.valueOf(value);
    if (!word.equals("address") && !word.equals("local-part")) {
      throw value("username");
    }
    return word.equals("address");
  }

  private static List<ProviderProfile.SignIn> signIn(@Nullable Object value) throws ProfileProblem {
    List<ProviderProfile.SignIn> ways = new ArrayList<>();
    for (String word : texts("signIn", value)) {
      ProviderProfile.SignIn way = null;
      for (ProviderProfile.SignIn each : ProviderProfile.SignIn.values()) {
        way = each.id().equals(word) ? each : way;
      }
      if (way == null || ways.contains(way)) {
        throw value("signIn");
      }
      ways.add(way);
    }
    return ways;
  }

  private static Map<String, Long> limits(Map<?, ?> fields) throws ProfileProblem {
    known("limits.", fields, LIMITS);
    Map<String, Long> limits = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : fields.entrySet()) {
      if (!(entry.getValue() instanceof Number number) || number.longValue() <= 0) {
        throw value("limits." + entry.getKey());
      }
      limits.put(String.valueOf(entry.getKey()), number.longValue());
    }
    return limits;
  }

  private static ProviderProfile.@Nullable Status status(@Nullable Object value)
      throws ProfileProblem {
    if (value == null) {
      return null;
    }
    Map<?, ?> fields = map("status", value);
    known("status.", fields, Set.of("type", "url", "components"));
    String url = url("status.url", required("status.url", fields.get("url")));
    return new ProviderProfile.Status(
        required("status.type", fields.get("type")),
        url == null ? "" : url,
        texts("status.components", fields.get("components")));
  }

  private static ProviderProfile.@Nullable Panel panel(@Nullable Object value)
      throws ProfileProblem {
    if (value == null) {
      return null;
    }
    Map<?, ?> fields = map("panel", value);
    known("panel.", fields, Set.of("type", "product"));
    return new ProviderProfile.Panel(
        required("panel.type", fields.get("type")), text("panel.product", fields.get("product")));
  }

  /// `topic: text`, `topic: {language: text}` or `language: {topic: text}`.
  private static Map<String, Map<String, String>> guide(Map<?, ?> fields) throws ProfileProblem {
    Map<String, Map<String, String>> guide = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : fields.entrySet()) {
      String key = String.valueOf(entry.getKey());
      if (!(entry.getValue() instanceof Map<?, ?> below)) {
        put(guide, key, "", required("guide." + key, entry.getValue()));
        continue;
      }
      for (Map.Entry<?, ?> each : below.entrySet()) {
        String inner = String.valueOf(each.getKey());
        String text = required("guide." + key + "." + inner, each.getValue());
        if (LANGUAGE.matcher(key).matches()) {
          put(guide, inner, key, text);
        } else {
          put(guide, key, inner, text);
        }
      }
    }
    return guide;
  }

  private static void put(
      Map<String, Map<String, String>> guide, String topic, String language, String text) {
    guide.computeIfAbsent(topic, t -> new LinkedHashMap<>()).put(language, text);
  }

  private static void known(String prefix, Map<?, ?> map, Set<String> keys) throws ProfileProblem {
    for (Object key : map.keySet()) {
      if (!keys.contains(String.valueOf(key))) {
        Set<String> whole = new TreeSet<>();
        keys.forEach(each -> whole.add(prefix + each));
        throw new ProfileProblem(prefix + key, whole);
      }
    }
  }

  private static ProfileProblem value(String key) {
    return new ProfileProblem(key, Set.of());
  }

  private static Map<?, ?> map(String key, @Nullable Object value) throws ProfileProblem {
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map && map.size() <= MAX_ENTRIES) {
      return map;
    }
    throw value(key);
  }

  /// A list; one value alone is a list of it.
  private static List<?> list(String key, @Nullable Object value) throws ProfileProblem {
    List<?> list =
        value instanceof List<?> many ? many : value == null ? List.of() : List.of(value);
    if (list.size() > MAX_ENTRIES || list.stream().anyMatch(each -> each == null)) {
      throw value(key);
    }
    return list;
  }

  private static List<String> texts(String key, @Nullable Object value) throws ProfileProblem {
    List<String> texts = new ArrayList<>();
    for (Object each : list(key, value)) {
      texts.add(required(key, each));
    }
    return texts;
  }

  private static List<String> hosts(String key, @Nullable Object value) throws ProfileProblem {
    List<String> hosts = new ArrayList<>();
    for (Object each : list(key, value)) {
      hosts.add(host(key, each));
    }
    return hosts;
  }

  private static String host(String key, @Nullable Object value) throws ProfileProblem {
    String host = required(key, value).toLowerCase(Locale.ROOT);
    String bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    if (bare.length() > 253 || !HOST.matcher(bare).matches()) {
      throw value(key);
    }
    return bare;
  }

  private static int number(String key, @Nullable Object value, int most) throws ProfileProblem {
    if (value instanceof Integer number && number >= 0 && number <= most) {
      return number;
    }
    throw value(key);
  }

  private static @Nullable String url(String key, @Nullable Object value) throws ProfileProblem {
    String text = text(key, value);
    if (text == null) {
      return null;
    }
    try {
      String scheme = String.valueOf(new URI(text).getScheme());
      if (scheme.equals("https") || scheme.equals("http")) {
        return text;
      }
      throw value(key);
    } catch (URISyntaxException e) {
      throw value(key);
    }
  }

  private static @Nullable String text(String key, @Nullable Object value) throws ProfileProblem {
    return value == null ? null : required(key, value);
  }

  private static String required(String key, @Nullable Object value) throws ProfileProblem {
    if (value == null || value instanceof Map || value instanceof List) {
      throw value(key);
    }
    String text = String.valueOf(value).strip();
    if (text.isEmpty()
        || text.length() > MAX_TEXT
        || text.codePoints().anyMatch(Character::isISOControl)) {
      throw value(key);
    }
    return text;
  }
}
