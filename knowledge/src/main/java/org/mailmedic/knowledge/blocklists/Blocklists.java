package org.mailmedic.knowledge.blocklists;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.mailmedic.knowledge.blocklists.Blocklist.Ask;
import org.mailmedic.knowledge.blocklists.Blocklist.Code;
import org.mailmedic.knowledge.blocklists.Blocklist.Kind;
import org.mailmedic.knowledge.blocklists.Blocklist.Meaning;

/// The well-known lists. Read when first asked for.
public final class Blocklists {
  private static final class Holder {
    static final Blocklists BUILT_IN = new Blocklists(read(resource()));
  }

  private final List<Blocklist> lists;

  private Blocklists(List<Blocklist> lists) {
    this.lists = List.copyOf(lists);
  }

  /// Those that come with the program.
  public static Blocklists builtIn() {
    return Holder.BUILT_IN;
  }

  /// All of them, those that were shut down too.
  public List<Blocklist> all() {
    return lists;
  }

  /// Those of a kind that are asked at such an occasion.
  public List<Blocklist> of(Kind kind, Ask ask) {
    return lists.stream().filter(list -> list.kind() == kind && list.ask() == ask).toList();
  }

  /// The list that a zone belongs to; empty where it is not known.
  public Optional<Blocklist> find(String zone) {
    String lower = zone.toLowerCase(Locale.ROOT);
    return lists.stream().filter(list -> list.has(lower)).findFirst();
  }

  /// The lists of a kind that a reply names.
  public List<Blocklist> namedIn(String reply, Kind kind) {
    String lower = reply.toLowerCase(Locale.ROOT);
    return lists.stream()
        .filter(list -> list.kind() == kind)
        .filter(
            list -> lower.contains(list.zone()) || list.words().stream().anyMatch(lower::contains))
        .toList();
  }

  private static String resource() {
    String name = "/org/mailmedic/knowledge/blocklists.txt";
    try (InputStream in = Blocklists.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The form that the build writes: a line a list, its codes in lines of their own below it, tabs
  /// between the fields.
  static List<Blocklist> read(String text) {
    List<Blocklist> lists = new ArrayList<>();
    List<Code> codes = new ArrayList<>();
    String[] head = {};
    for (String line : text.split("\n", -1)) {
      String[] fields = line.split("\t", -1);
      if (fields[0].equals("code")) {
        codes.add(
            new Code(
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Integer.parseInt(fields[3]),
                Meaning.of(fields[4]),
                fields[5].isEmpty() ? null : fields[5]));
        continue;
      }
      if (head.length > 0) {
        lists.add(list(head, codes));
      }
      codes.clear();
      head = line.isEmpty() ? new String[0] : fields;
    }
    return lists;
  }

  private static Blocklist list(String[] fields, List<Code> codes) {
    return new Blocklist(
        fields[1],
        fields[2],
        Kind.valueOf(fields[3]),
        fields[4],
        words(fields[5]),
        Boolean.parseBoolean(fields[6]),
        Ask.valueOf(fields[7]),
        codes,
        fields[8].isEmpty() ? null : fields[8],
        words(fields[9]));
  }

  private static List<String> words(String field) {
    return field.isEmpty() ? List.of() : List.of(field.split("\\|"));
  }
}
