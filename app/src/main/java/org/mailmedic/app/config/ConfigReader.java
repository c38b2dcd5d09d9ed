package org.mailmedic.app.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mailmedic.app.cli.Nearest;
import org.mailmedic.app.cli.WrongCall;
import org.mailmedic.engine.world.BlocklistZones;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads a configuration file. Whatever is wrong with it is a [WrongCall] that names the file and
/// the key.
public final class ConfigReader {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_ALIASES = 20;
  private static final int WHOIS_PORT = 43;

  /// Blocklists of a kind, and characters of the name of one.
  private static final int MAX_ZONES = 50;

  private static final int MAX_ZONE = 180;
  private static final int MAX_LABEL = 63;

  private static final Set<String> KEYS =
      new TreeSet<>(
          List.of(
              "language",
              "resolver",
              "trustAnchors",
              "caFile",
              "allowPrivate",
              "timeout",
              "ports",
              "rdap",
              "whois",
              "blocklists",
              "providers",
              "panels"));

  private final Path file;
  private final Map<?, ?> top;

  private ConfigReader(Path file, Map<?, ?> top) {
    this.file = file;
    this.top = top;
  }

  /// Reads a file.
  public static Config read(Path file) throws WrongCall {
    return new ConfigReader(file.toAbsolutePath(), yaml(file)).config();
  }

  /// The language that a file asks for, whatever else is in it; null where it asks for none or
  /// can't be read. For telling what is wrong with a call, perhaps with that file.
  public static @Nullable String language(Path file) {
    try {
      Object language = yaml(file).get("language");
      return language instanceof String said ? said : null;
    } catch (WrongCall e) {
      return null;
    }
  }

  /// A YAML map from a file.
  public static Map<?, ?> yaml(Path file) throws WrongCall {
    String text = text(file);
    try {
      LoadSettings settings =
          LoadSettings.builder()
              .setMaxAliasesForCollections(MAX_ALIASES)
              .setAllowDuplicateKeys(false)
              .build();
      Object value = new Load(settings).loadFromString(text);
      if (value == null) {
        return Map.of();
      }
      if (value instanceof Map<?, ?> map) {
        return map;
      }
      throw new WrongCall("config-no-map", "file", file.toString());
    } catch (MarkedYamlEngineException e) {
      throw new WrongCall(
          "config-yaml",
          Map.of(
              "file",
              file.toString(),
              "line",
              (long) e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1)));
    } catch (YamlEngineException | StackOverflowError e) {
      // Deeper than any configuration: the reader calls itself for each level.
      throw new WrongCall("config-yaml", Map.of("file", file.toString(), "line", 1L));
    }
  }

  private static String text(Path file) throws WrongCall {
    byte[] bytes = GivenFile.bytes(file, MAX_BYTES);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new WrongCall("config-yaml", Map.of("file", file.toString(), "line", 1L));
    }
  }

  private Config config() throws WrongCall {
    known("", top, KEYS);
    Map<?, ?> ports = map("ports", top.get("ports"));
    known("ports.", ports, Set.of("smtp", "https"));
    known("rdap.", map("rdap", top.get("rdap")), Set.of("servers"));
    known("whois.", map("whois", top.get("whois")), Set.of("servers"));
    known("blocklists.", map("blocklists", top.get("blocklists")), Set.of("ip", "domain"));
    return new Config(
        string("language", top.get("language")),
        resolvers(),
        path("trustAnchors", top.get("trustAnchors")),
        path("caFile", top.get("caFile")),
        bool("allowPrivate", top.get("allowPrivate")),
        timeout(),
        port("ports.smtp", ports.get("smtp")),
        port("ports.https", ports.get("https")),
        rdap(),
        whois(),
        blocklists(),
        paths("providers", top.get("providers")));
  }

  private void known(String prefix, Map<?, ?> map, Set<String> keys) throws WrongCall {
    for (Object key : map.keySet()) {
      String name = String.valueOf(key);
      if (!keys.contains(name)) {
        String nearest = Nearest.to(name, keys);
        Map<String, Object> facts = new HashMap<>();
        facts.put("file", file.toString());
        facts.put("key", prefix + name);
        if (nearest != null) {
          facts.put("nearest", prefix + nearest);
        }
        throw new WrongCall("config-key", facts);
      }
    }
  }

  private WrongCall wrong(String key) {
    return new WrongCall("config-value", Map.of("file", file.toString(), "key", key));
  }

  private @Nullable String string(String key, @Nullable Object value) throws WrongCall {
    if (value == null) {
      return null;
    }
    if (value instanceof Map || value instanceof List) {
      throw wrong(key);
    }
    return value.toString();
  }

  private List<String> strings(String key, @Nullable Object value) throws WrongCall {
    List<String> strings = new ArrayList<>();
    List<?> values =
        value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    for (Object each : values) {
      String string = string(key, each);
      if (string == null) {
        throw wrong(key);
      }
      strings.add(string);
    }
    return strings;
  }

  private boolean bool(String key, @Nullable Object value) throws WrongCall {
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw wrong(key);
  }

  private Map<?, ?> map(String key, @Nullable Object value) throws WrongCall {
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw wrong(key);
  }

  private @Nullable Path path(String key, @Nullable Object value) throws WrongCall {
    String text = string(key, value);
    return text == null ? null : resolved(key, text);
  }

  private List<Path> paths(String key, @Nullable Object value) throws WrongCall {
    List<Path> paths = new ArrayList<>();
    for (String text : strings(key, value)) {
      paths.add(resolved(key, text));
    }
    return paths;
  }

  /// Relative paths are relative to the file.
  private Path resolved(String key, String text) throws WrongCall {
    try {
      return file.resolveSibling(text).normalize();
    } catch (java.nio.file.InvalidPathException e) {
      throw wrong(key);
    }
  }

  private @Nullable Duration timeout() throws WrongCall {
    String text = string("timeout", top.get("timeout"));
    Duration timeout = text == null ? null : Values.duration(text);
    if (text != null && timeout == null) {
      throw wrong("timeout");
    }
    return timeout;
  }

  private int port(String key, @Nullable Object value) throws WrongCall {
    if (value == null) {
      return 0;
    }
    int port = Values.port(value.toString());
    if (port < 0) {
      throw wrong(key);
    }
    return port;
  }

  private List<InetSocketAddress> resolvers() throws WrongCall {
    List<InetSocketAddress> resolvers = new ArrayList<>();
    for (String text : strings("resolver", top.get("resolver"))) {
      InetSocketAddress resolver = Values.resolver(text);
      if (resolver == null) {
        throw wrong("resolver");
      }
      resolvers.add(resolver);
    }
    return resolvers;
  }

  private Map<String, URI> rdap() throws WrongCall {
    Map<String, URI> servers = new HashMap<>();
    for (Map.Entry<?, ?> entry : servers("rdap").entrySet()) {
      String key = "rdap.servers." + entry.getKey();
      String text = string(key, entry.getValue());
      try {
        URI uri = new URI(text == null ? "" : text);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
          throw wrong(key);
        }
        servers.put(tld(entry.getKey()), uri);
      } catch (URISyntaxException e) {
        throw wrong(key);
      }
    }
    return servers;
  }

  private Map<String, InetSocketAddress> whois() throws WrongCall {
    Map<String, InetSocketAddress> servers = new HashMap<>();
    for (Map.Entry<?, ?> entry : servers("whois").entrySet()) {
      String key = "whois.servers." + entry.getKey();
      String text = string(key, entry.getValue());
      InetSocketAddress place = text == null ? null : Values.place(text, WHOIS_PORT);
      if (place == null) {
        throw wrong(key);
      }
      servers.put(tld(entry.getKey()), place);
    }
    return servers;
  }

  private BlocklistZones blocklists() throws WrongCall {
    Map<?, ?> lists = map("blocklists", top.get("blocklists"));
    return new BlocklistZones(zones("ip", lists), zones("domain", lists));
  }

  /// Zones of blocklists in lower case, without the trailing dot; null where the key is not there.
  private @Nullable List<String> zones(String kind, Map<?, ?> lists) throws WrongCall {
    if (!lists.containsKey(kind)) {
      return null;
    }
    String key = "blocklists." + kind;
    List<String> zones = new ArrayList<>();
    for (String text : strings(key, lists.get(kind))) {
      String zone = text.toLowerCase(Locale.ROOT);
      if (zone.endsWith(".")) {
        zone = zone.substring(0, zone.length() - 1);
      }
      if (zone.length() > MAX_ZONE || !isZone(zone)) {
        throw wrong(key);
      }
      zones.add(zone);
    }
    if (zones.size() > MAX_ZONES) {
      throw wrong(key);
    }
    return zones;
  }

  /// Whether these are labels with dots between them; without a pattern, which would have to be
  /// loaded.
  private static boolean isZone(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
      if (c == '.' ? length == 0 : !good || length == MAX_LABEL) {
        return false;
      }
      length = c == '.' ? 0 : length + 1;
    }
    return length > 0;
  }

  private Map<?, ?> servers(String group) throws WrongCall {
    return map(group + ".servers", map(group, top.get(group)).get("servers"));
  }

  private static String tld(Object key) {
    String text = String.valueOf(key).toLowerCase(Locale.ROOT);
    return text.startsWith(".") ? text.substring(1) : text;
  }
}
