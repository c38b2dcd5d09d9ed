package org.mailmedic.knowledge.replies;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The compiled rules. Immutable and thread-safe.
///
/// Every phrase hangs at one of its words, the one that the fewest phrases share; for each word of
/// a reply the phrases that hang there are compared with the words around it. So a reply costs what
/// its own words cost, however many rules there are.
public final class ReplyRules {
  /// How many words `*` may stand for.
  static final int MAX_GAP = 6;

  private static final int ANCHOR = 0;
  private static final int RULE = 1;

  /// In a phrase: `*`.
  static final int GAP = -1;

  private static final class Holder {
    static final ReplyRules BUILT_IN = load();
  }

  private final Rule[] rules;
  private final Vocabulary vocabulary;

  /// For each word number the phrases that hang at it.
  private final Rows hanging;

  /// For each phrase its elements: a word number, [#GAP], or minus a set's number minus 2.
  private final Rows phrases;

  /// For each phrase which element it hangs at, and the number of its rule.
  private final Rows owners;

  /// Sets of word numbers, as bits.
  private final long[][] sets;

  private final Rows setRows;
  private final ThreadLocal<Words> words;

  ReplyRules(
      Rule[] rules, Vocabulary vocabulary, Rows hanging, Rows phrases, Rows owners, Rows setRows) {
    this.rules = rules;
    this.vocabulary = vocabulary;
    this.hanging = hanging;
    this.phrases = phrases;
    this.owners = owners;
    this.setRows = setRows;
    this.sets = bits(setRows, hanging.count());
    this.words = ThreadLocal.withInitial(() -> new Words(vocabulary));
  }

  private static long[][] bits(Rows rows, int numbers) {
    long[][] sets = new long[rows.count()][numbers / Long.SIZE + 1];
    for (int set = 0; set < sets.length; set++) {
      for (int i = rows.starts()[set]; i < rows.starts()[set + 1]; i++) {
        int id = rows.cells()[i];
        sets[set][id >> 6] |= 1L << id;
      }
    }
    return sets;
  }

  /// A rule.
  ///
  /// @param id unique
  /// @param cause the cause that it names
  /// @param rank which rule wins where several match, 1 to 9, the higher one
  /// @param classes the reply classes that it is for, as bits: 1 for 4xx, 2 for 5xx, 4 for no code
  /// @param codes reply codes that it is for; empty: any
  /// @param enhanced enhanced codes that it is for, without their class (`7.1`); empty: any
  /// @param client whether the refusal is about the client's own address
  /// @param certainty 0 to 1
  public record Rule(
      String id,
      String cause,
      int rank,
      int classes,
      List<Integer> codes,
      List<String> enhanced,
      boolean client,
      double certainty) {
    public Rule {
      codes = List.copyOf(codes);
      enhanced = List.copyOf(enhanced);
    }

    boolean fits(int code, @Nullable String enhancedCode) {
      int bit = code == 0 ? 4 : code / 100 == 4 ? 1 : 2;
      if ((classes & bit) == 0 || (!codes.isEmpty() && !codes.contains(code))) {
        return false;
      }
      return enhanced.isEmpty() || (enhancedCode != null && ends(enhancedCode));
    }

    private boolean ends(String enhancedCode) {
      for (String each : enhanced) {
        if (enhancedCode.length() == each.length() + 2 && enhancedCode.endsWith(each)) {
          return true;
        }
      }
      return false;
    }
  }

  /// The rules that come with the program.
  public static ReplyRules builtIn() {
    return Holder.BUILT_IN;
  }

  /// The number of the rule that a reply falls under; -1 where none matches. Of several the one of
  /// the highest rank, then the one whose phrase has the most words, then the first in the files.
  ///
  /// @param code the reply code; 0 where there is none
  /// @param enhanced the enhanced status code; null where there is none
  /// @param text the words of the reply; its codes may stand in it
  public int match(int code, @Nullable String enhanced, CharSequence text) {
    Words seen = words.get();
    seen.read(text);
    Rule best = null;
    int bestLength = 0;
    int bestIndex = -1;
    for (int i = 0; i < seen.count; i++) {
      int id = seen.ids[i];
      for (int h = hanging.starts()[id]; h < hanging.starts()[id + 1]; h++) {
        int phrase = hanging.cells()[h];
        int number = owners.cell(phrase, RULE);
        Rule rule = rules[number];
        int length = phrases.length(phrase);
        boolean better =
            best == null
                || rule.rank() > best.rank()
                || (rule.rank() == best.rank()
                    && (length > bestLength || (length == bestLength && number < bestIndex)));
        if (better && stands(phrase, seen, i) && rule.fits(code, enhanced)) {
          best = rule;
          bestLength = length;
          bestIndex = number;
        }
      }
    }
    return bestIndex;
  }

  private boolean stands(int phrase, Words seen, int at) {
    int first = phrases.starts()[phrase];
    int past = phrases.starts()[phrase + 1];
    int anchor = first + owners.cell(phrase, ANCHOR);
    return before(first, anchor - 1, seen, at - 1) && behind(past, anchor + 1, seen, at + 1);
  }

  private boolean behind(int past, int from, Words seen, int at) {
    int i = at;
    for (int e = from; e < past; e++) {
      int element = phrases.cells()[e];
      if (element == GAP) {
        for (int gap = 0; gap <= MAX_GAP && i + gap < seen.count; gap++) {
          if (behind(past, e + 1, seen, i + gap)) {
            return true;
          }
        }
        return false;
      }
      if (i >= seen.count || !is(element, seen.ids[i])) {
        return false;
      }
      i++;
    }
    return true;
  }

  private boolean before(int first, int from, Words seen, int at) {
    int i = at;
    for (int e = from; e >= first; e--) {
      int element = phrases.cells()[e];
      if (element == GAP) {
        for (int gap = 0; gap <= MAX_GAP && i - gap >= 0; gap++) {
          if (before(first, e - 1, seen, i - gap)) {
            return true;
          }
        }
        return false;
      }
      if (i < 0 || !is(element, seen.ids[i])) {
        return false;
      }
      i--;
    }
    return true;
  }

  private boolean is(int element, int id) {
    if (element >= 0) {
      return element == id;
    }
    long[] set = sets[-element - 2];
    return (set[id >> 6] & (1L << id)) != 0;
  }

  /// Every rule, in the order of the files.
  public List<Rule> all() {
    return List.of(rules);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeShort(rules.length);
    for (Rule rule : rules) {
      out.writeUTF(rule.id());
      out.writeUTF(rule.cause());
      out.writeByte(rule.rank());
      out.writeByte(rule.classes());
      out.writeByte(rule.codes().size());
      for (int code : rule.codes()) {
        out.writeShort(code);
      }
      out.writeByte(rule.enhanced().size());
      for (String each : rule.enhanced()) {
        out.writeUTF(each);
      }
      out.writeBoolean(rule.client());
      out.writeDouble(rule.certainty());
    }
    vocabulary.write(out);
    hanging.write(out);
    phrases.write(out);
    owners.write(out);
    setRows.write(out);
  }

  private static Rule readRule(ByteBuffer in) {
    String id = text(in);
    String cause = text(in);
    int rank = in.get();
    int classes = in.get();
    List<Integer> codes = new ArrayList<>();
    for (int n = in.get(); n > 0; n--) {
      codes.add((int) in.getShort());
    }
    List<String> enhanced = new ArrayList<>();
    for (int n = in.get(); n > 0; n--) {
      enhanced.add(text(in));
    }
    return new Rule(id, cause, rank, classes, codes, enhanced, in.get() != 0, in.getDouble());
  }

  /// Text as [DataOutputStream#writeUTF] writes it; ids and causes are ASCII.
  private static String text(ByteBuffer in) {
    byte[] bytes = new byte[in.getShort()];
    in.get(bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  private static ReplyRules load() {
    try (InputStream raw =
        ReplyRules.class.getResourceAsStream("/org/mailmedic/knowledge/replies.bin")) {
      ByteBuffer in = ByteBuffer.wrap(Objects.requireNonNull(raw, "replies.bin").readAllBytes());
      Rule[] rules = new Rule[in.getShort()];
      for (int i = 0; i < rules.length; i++) {
        rules[i] = readRule(in);
      }
      Vocabulary vocabulary = Vocabulary.read(in);
      return new ReplyRules(
          rules, vocabulary, Rows.read(in), Rows.read(in), Rows.read(in), Rows.read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
