package org.mailmedic.protocol.dns;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringTokenizer;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// The keys that are trusted without proof, by zone: DS or DNSKEY records. Immutable.
public final class TrustAnchors {
  /// Anchors past this number are a mistake in the file.
  private static final int MAX_ANCHORS = 100;

  private static final class Iana {
    static final TrustAnchors ROOT = load();

    private static TrustAnchors load() {
      try (InputStream in = TrustAnchors.class.getResourceAsStream("root-anchors.ds")) {
        byte[] text = Objects.requireNonNull(in, "root-anchors.ds").readAllBytes();
        return parse(new String(text, StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final Map<Name, List<Record>> byZone;

  private TrustAnchors(Map<Name, List<Record>> byZone) {
    this.byZone = byZone;
  }

  /// IANA's anchors for the root zone, as shipped.
  public static TrustAnchors iana() {
    return Iana.ROOT;
  }

  /// Reads DS or DNSKEY records in zone-file form, one a line, TTL and class optional; `;` begins a
  /// comment.
  ///
  /// @throws UnreadableAnchors for a line that is no such record, and where there is no record at
  ///   all
  public static TrustAnchors parse(String text) {
    Map<Name, List<Record>> byZone = new HashMap<>();
    int number = 0;
    int anchors = 0;
    for (String line : text.lines().toList()) {
      number++;
      int comment = line.indexOf(';');
      String record = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (record.isEmpty()) {
        continue;
      }
      if (++anchors > MAX_ANCHORS) {
        throw new UnreadableAnchors(number, "one more than " + MAX_ANCHORS, null);
      }
      Record anchor = record(record, number);
      byZone.computeIfAbsent(anchor.getName(), zone -> new ArrayList<>()).add(anchor);
    }
    if (byZone.isEmpty()) {
      throw new UnreadableAnchors(0, "no DS or DNSKEY record in it", null);
    }
    return new TrustAnchors(byZone);
  }

  /// The anchored zone that is nearest above a name, or the name itself; empty where none is.
  public Optional<Name> closest(Name name) {
    for (int labels = 0; labels < name.labels(); labels++) {
      Name zone = labels == 0 ? name : new Name(name, labels);
      if (byZone.containsKey(zone)) {
        return Optional.of(zone);
      }
    }
    return Optional.empty();
  }

  /// The records trusted for a zone; empty where there are none.
  public List<Record> at(Name zone) {
    return byZone.getOrDefault(zone, List.of());
  }

  private static Record record(String line, int number) {
    String[] words = words(line);
    int at = 1;
    long ttl = 0;
    for (; at < words.length && at <= 2; at++) {
      if (words[at].equalsIgnoreCase("IN")) {
        continue;
      }
      if (!words[at].chars().allMatch(Character::isDigit) || words[at].length() > 9) {
        break;
      }
      ttl = Long.parseLong(words[at]);
    }
    String type = at < words.length ? words[at].toUpperCase(Locale.ROOT) : "";
    if (!type.equals("DS") && !type.equals("DNSKEY")) {
      throw new UnreadableAnchors(number, "no DS or DNSKEY record", null);
    }
    try {
      Name zone = Name.fromString(words[0].toLowerCase(Locale.ROOT), Name.root);
      String data = String.join(" ", List.of(words).subList(at + 1, words.length));
      return Record.fromString(zone, Type.value(type), DClass.IN, ttl, data, Name.root);
    } catch (IOException | RuntimeException e) {
      throw new UnreadableAnchors(number, "no whole " + type + " record", e);
    }
  }

  private static String[] words(String line) {
    List<String> words = new ArrayList<>();
    for (StringTokenizer rest = new StringTokenizer(line); rest.hasMoreTokens(); ) {
      words.add(rest.nextToken());
    }
    return words.toArray(String[]::new);
  }
}
