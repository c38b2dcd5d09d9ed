package org.mailmedic.knowledge.replies;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Turns rules and their phrases into tables. Used by the build only.
///
/// A phrase is words with single spaces: `mailbox is full`. `user|account` any of these words,
/// `block~` any word that begins so, `is?` a word that may be missing, `*` up to six words, `@` an
/// address, `#` a number.
public final class RuleCompiler {
  private static final int MAX_EXPANSIONS = 64;

  private final List<ReplyRules.Rule> rules = new ArrayList<>();
  private final List<List<Set<String>>> phrases = new ArrayList<>();
  private final List<Integer> ruleOf = new ArrayList<>();

  /// Adds a rule.
  ///
  /// @throws IllegalArgumentException for a phrase that can't be read, with a line that says why
  public void add(ReplyRules.Rule rule, List<String> texts) {
    int index = rules.size();
    rules.add(rule);
    for (String text : texts) {
      for (List<Set<String>> phrase : expand(text)) {
        phrases.add(phrase);
        ruleOf.add(index);
      }
    }
  }

  private static final Set<String> ANY = Set.of("*");

  /// The phrases that a text with optional words stands for.
  private static List<List<Set<String>>> expand(String text) {
    if (text.startsWith("*") || text.endsWith("*") || text.endsWith("?")) {
      throw new IllegalArgumentException("“" + text + "” must begin and end with a certain word");
    }
    List<List<Set<String>>> all = new ArrayList<>();
    all.add(new ArrayList<>());
    for (String token : text.strip().split(" +", -1)) {
      boolean optional = token.endsWith("?");
      Set<String> element = element(optional ? token.substring(0, token.length() - 1) : token);
      List<List<Set<String>>> next = new ArrayList<>();
      for (List<Set<String>> phrase : all) {
        List<Set<String>> longer = new ArrayList<>(phrase);
        longer.add(element);
        next.add(longer);
        if (optional) {
          next.add(phrase);
        }
      }
      all = next;
      if (all.size() > MAX_EXPANSIONS) {
        throw new IllegalArgumentException("“" + text + "” has too many optional words");
      }
    }
    for (List<Set<String>> phrase : all) {
      boolean bare = phrase.stream().allMatch(ANY::equals);
      if (bare || phrase.getFirst().equals(ANY) || phrase.getLast().equals(ANY)) {
        throw new IllegalArgumentException("“" + text + "” must begin and end with a word");
      }
    }
    return all;
  }

  private static Set<String> element(String token) {
    if (token.equals("*")) {
      return ANY;
    }
    Set<String> words = new LinkedHashSet<>();
    for (String word : token.split("\\|", -1)) {
      String bare = word.endsWith("~") ? word.substring(0, word.length() - 1) : word;
      boolean symbol = word.equals("@") || word.equals("#");
      if (!symbol && !plain(bare)) {
        throw new IllegalArgumentException(
            "“" + word + "” is no word: lower case letters and digits without accents");
      }
      if (word.endsWith("~") && bare.length() < Vocabulary.LEAST_PREFIX) {
        throw new IllegalArgumentException("“" + word + "” is too short a beginning");
      }
      words.add(word);
    }
    return words;
  }

  private static boolean plain(String word) {
    boolean digits = true;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (Words.fold(c) != c || c == ' ' || c == '.' || c == '<' || c == '\'' || c == '@') {
        return false;
      }
      digits &= c >= '0' && c <= '9';
    }
    return !word.isEmpty() && !digits;
  }

  /// The tables.
  public ReplyRules compile() {
    Map<String, Integer> numbers = numbers();
    long[] keys = new long[numbers.size()];
    int[] ids = new int[numbers.size()];
    int n = 0;
    for (Map.Entry<String, Integer> each : numbers.entrySet()) {
      keys[n] = hash(each.getKey());
      ids[n++] = each.getValue();
    }
    int size = Vocabulary.FIRST + numbers.size();
    Map<Set<Integer>, Integer> sets = new LinkedHashMap<>();
    List<int[]> rows = new ArrayList<>();
    List<List<Set<Integer>>> meant = new ArrayList<>();
    for (List<Set<String>> phrase : phrases) {
      int[] row = new int[phrase.size()];
      List<Set<Integer>> elements = new ArrayList<>();
      for (int i = 0; i < row.length; i++) {
        Set<Integer> element = meaning(phrase.get(i), numbers);
        elements.add(element);
        row[i] =
            phrase.get(i).equals(ANY)
                ? ReplyRules.GAP
                : element.size() == 1
                    ? element.iterator().next()
                    : -2 - sets.computeIfAbsent(element, key -> sets.size());
      }
      rows.add(row);
      meant.add(elements);
    }
    return tables(new Vocabulary(keys, ids), size, sets.keySet(), rows, meant);
  }

  /// A number for each word and beginning.
  private Map<String, Integer> numbers() {
    Set<String> words = new TreeSet<>();
    for (List<Set<String>> phrase : phrases) {
      for (Set<String> element : phrase) {
        if (!element.equals(ANY)) {
          words.addAll(element);
        }
      }
    }
    words.remove("@");
    words.remove("#");
    Map<String, Integer> numbers = new TreeMap<>();
    for (String word : words) {
      numbers.put(word, Vocabulary.FIRST + numbers.size());
    }
    return numbers;
  }

  private static long hash(String word) {
    return word.endsWith("~")
        ? Vocabulary.prefix(Vocabulary.hash(word.substring(0, word.length() - 1)))
        : Vocabulary.hash(word);
  }

  /// The numbers that fit an element: a beginning takes in every word and longer beginning.
  private static Set<Integer> meaning(Set<String> element, Map<String, Integer> numbers) {
    Set<Integer> ids = new TreeSet<>();
    if (element.equals(ANY)) {
      return ids;
    }
    for (String word : element) {
      switch (word) {
        case "@" -> ids.add(Vocabulary.ADDRESS);
        case "#" -> ids.add(Vocabulary.NUMBER);
        default -> {
          ids.add(numbers.get(word));
          if (word.endsWith("~")) {
            String bare = word.substring(0, word.length() - 1);
            numbers.forEach((other, id) -> {
              if (other.startsWith(bare)) {
                ids.add(id);
              }
            });
          }
        }
      }
    }
    return ids;
  }

  private ReplyRules tables(
      Vocabulary vocabulary,
      int size,
      Set<Set<Integer>> sets,
      List<int[]> rows,
      List<List<Set<Integer>>> meant) {
    int[] used = new int[size];
    for (List<Set<Integer>> phrase : meant) {
      Set<Integer> ids = new HashSet<>();
      phrase.forEach(ids::addAll);
      ids.forEach(id -> used[id]++);
    }
    Map<Integer, List<Integer>> hanging = new HashMap<>();
    int[] anchors = new int[rows.size()];
    for (int p = 0; p < rows.size(); p++) {
      anchors[p] = anchor(meant.get(p), used);
      for (int id : meant.get(p).get(anchors[p])) {
        hanging.computeIfAbsent(id, key -> new ArrayList<>()).add(p);
      }
    }
    List<int[]> hang = new ArrayList<>();
    for (int id = 0; id < size; id++) {
      hang.add(numbers(hanging.getOrDefault(id, List.of())));
    }
    List<int[]> owners = new ArrayList<>();
    for (int p = 0; p < rows.size(); p++) {
      owners.add(new int[] {anchors[p], ruleOf.get(p)});
    }
    return new ReplyRules(
        rules.toArray(ReplyRules.Rule[]::new),
        vocabulary,
        Rows.of(hang),
        Rows.of(rows),
        Rows.of(owners),
        Rows.of(sets.stream().map(RuleCompiler::numbers).toList()));
  }

  private static int[] numbers(Collection<Integer> ids) {
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }

  /// The element whose words the fewest phrases share.
  private static int anchor(List<Set<Integer>> phrase, int[] used) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < phrase.size(); i++) {
      int cost = phrase.get(i).isEmpty() ? Integer.MAX_VALUE : 0;
      for (int id : phrase.get(i)) {
        cost = Math.max(cost, used[id]);
      }
      if (cost < least) {
        least = cost;
        best = i;
      }
    }
    return best;
  }

  /// Writes the tables.
  public static void write(ReplyRules rules, DataOutputStream out) throws IOException {
    rules.write(out);
  }
}
