package org.mailmedic.knowledge.build;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailmedic.knowledge.blocklists.Blocklist.Ask;
import org.mailmedic.knowledge.blocklists.Blocklist.Kind;
import org.mailmedic.knowledge.blocklists.Blocklist.Meaning;
import org.mailmedic.protocol.ip.IpAddress;

/// `blocklists/*.yaml` → `blocklists.txt`. A list has its codes or was shut down, and every list a
/// source.
final class BlocklistsPart implements KnowledgeCompiler.Part {
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern ZONE = Pattern.compile("(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)+");
  private static final Set<String> KEYS =
      Set.of(
          "id", "name", "kind", "zone", "keyed", "ipv6", "ask", "codes", "bits", "removal", "words",
          "limits", "note", "source");
  private static final int LARGEST = 255;

  private final Set<String> ids = new HashSet<>();
  private final Set<String> zones = new HashSet<>();

  @Override
  public void compile(KnowledgeCompiler compiler) throws IOException {
    ids.clear();
    zones.clear();
    StringBuilder text = new StringBuilder();
    List<Path> files;
    try (Stream<Path> found = Files.list(compiler.source("blocklists"))) {
      files = found.sorted().toList();
    }
    for (Path file : files) {
      String name = "blocklists/" + file.getFileName();
      for (Object entry : (List<?>) compiler.yaml(file)) {
        Map<?, ?> list = (Map<?, ?>) entry;
        try {
          text.append(line(list));
        } catch (IllegalArgumentException | ClassCastException e) {
          compiler.problem(name + ", " + list.get("id"), String.valueOf(e.getMessage()));
        }
      }
    }
    try (DataOutputStream out = compiler.resource("blocklists.txt")) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private String line(Map<?, ?> list) {
    for (Object key : list.keySet()) {
      check(KEYS.contains(String.valueOf(key)), "no key is called " + key);
    }
    String id = string(list, "id");
    check(ID.matcher(id).matches() && ids.add(id), "the id is none, or another list's");
    String zone = string(list, "zone");
    check(ZONE.matcher(zone).matches() && zones.add(zone), zone + " is no zone, or another list's");
    check(!string(list, "source").isEmpty(), "a source is missing");
    Kind kind = Kind.valueOf(string(list, "kind").toUpperCase(Locale.ROOT));
    Ask ask = Ask.valueOf(string(list, "ask").toUpperCase(Locale.ROOT).replace('-', '_'));
    boolean ipv6 = Boolean.TRUE.equals(list.get("ipv6"));
    check(!ipv6 || kind == Kind.IP, "a list of domains has no IPv6 addresses");
    List<?> keyed = list.get("keyed") instanceof List<?> given ? given : List.of();
    for (Object pattern : keyed) {
      String text = String.valueOf(pattern);
      check(ZONE.matcher(text).matches() && text.startsWith("*."), text + " is no *.zone");
    }
    String codes = codes(list);
    check(codes.isEmpty() || ask != Ask.SHUT_DOWN, "it was shut down and has codes");
    check(
        !codes.isEmpty() || ask == Ask.SHUT_DOWN || ask == Ask.CONFIGURED,
        "a list that is asked unless configured has codes");
    return String.join(
            "\t",
            "list",
            id,
            string(list, "name"),
            kind.name(),
            zone,
            joined(keyed),
            String.valueOf(ipv6),
            ask.name(),
            removal(list),
            joined(list.get("words") instanceof List<?> words ? words : List.of()))
        + "\n"
        + codes;
  }

  private static String removal(Map<?, ?> list) {
    Object removal = list.get("removal");
    if (removal == null) {
      return "";
    }
    URI uri = URI.create(removal.toString());
    check(uri.getHost() != null && removal.toString().startsWith("http"), removal + " is no link");
    return removal.toString();
  }

  private static String codes(Map<?, ?> list) {
    StringBuilder text = new StringBuilder();
    if (list.get("codes") instanceof Map<?, ?> codes) {
      for (Map.Entry<?, ?> code : codes.entrySet()) {
        String[] ends = String.valueOf(code.getKey()).split(" to ", 2);
        long first = address(ends[0]);
        long last = address(ends[ends.length - 1]);
        check(first <= last, code.getKey() + " is no range");
        text.append(code(first, last, 0, (Map<?, ?>) code.getValue()));
      }
    }
    if (list.get("bits") instanceof Map<?, ?> bits) {
      for (Map.Entry<?, ?> bit : bits.entrySet()) {
        int mask = bit.getKey() instanceof Integer number ? number : 0;
        check(mask > 0 && mask <= LARGEST, bit.getKey() + " is no mask");
        text.append(code(0, 0, mask, (Map<?, ?>) bit.getValue()));
      }
    }
    return text.toString();
  }

  private static String code(long first, long last, int bits, Map<?, ?> meant) {
    Meaning meaning = Meaning.of(string(meant, "meaning"));
    Object part = meant.get("part");
    return "code\t"
        + first
        + "\t"
        + last
        + "\t"
        + bits
        + "\t"
        + meaning.id()
        + "\t"
        + (part == null ? "" : part)
        + "\n";
  }

  private static long address(String text) {
    IpAddress address = IpAddress.parse4(text);
    check(address != null && address.low() >>> 24 == 127, text + " is not in 127.0.0.0/8");
    return address == null ? 0 : address.low();
  }

  private static String string(Map<?, ?> map, String key) {
    Object value = map.get(key);
    check(value != null, key + " is missing");
    String text = String.valueOf(value);
    check(text.indexOf('\t') < 0 && text.indexOf('\n') < 0, key + " has more than a line");
    return text;
  }

  private static String joined(List<?> values) {
    return String.join("|", values.stream().map(String::valueOf).toList());
  }

  private static void check(boolean holds, @Nullable String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem);
    }
  }
}
