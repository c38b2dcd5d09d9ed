package org.mailmedic.knowledge.replies;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

  /// In a phrase: `*`.
  static final int GAP = -1;

  private static final class Holder {
    static final ReplyRules BUILT_IN = load();
  }

  private final Rule[] rules;
  private final Vocabulary vocabulary;

  /// For each word number the phrases that hang at it.
  private final int[][] hanging;

  /// For each phrase its elements: a word number, [#GAP], or minus a set's number minus 2.
  private final int[][] phrases;

  /// For each phrase which element it hangs at.
  private final int[] anchors;

  private final int[] ruleOf;

  /// Sets of word numbers, as bits.
  private final long[][] sets;

  private final ThreadLocal<Words> words;

  ReplyRules(
      Rule[] rules,
      Vocabulary vocabulary,
      int[][] hanging,
      int[][] phrases,
      int[] anchors,
      int[] ruleOf,
      long[][] sets) {
    this.rules = rules;
    this.vocabulary = vocabulary;
    this.hanging = hanging;
    this.phrases = phrases;
    this.anchors = anchors;
    this.ruleOf = ruleOf;
    this.sets = sets;
    this.words = ThreadLocal.withInitial(() -> new Words(vocabulary));
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
      for (int phrase : hanging[seen.ids[i]]) {
        Rule rule = rules[ruleOf[phrase]];
        int length = phrases[phrase].length;
        boolean better =
            best == null
                || rule.rank() > best.rank()
                || (rule.rank() == best.rank()
                    && (length > bestLength
                        || (length == bestLength && ruleOf[phrase] < bestIndex)));
        if (better && stands(phrase, seen, i) && rule.fits(code, enhanced)) {
          best = rule;
          bestLength = length;
          bestIndex = ruleOf[phrase];
        }
      }
    }
    return bestIndex;
  }

  private boolean stands(int phrase, Words seen, int at) {
    int[] elements = phrases[phrase];
    int anchor = anchors[phrase];
    return before(elements, anchor - 1, seen, at - 1) && behind(elements, anchor + 1, seen, at + 1);
  }

  private boolean behind(int[] elements, int element, Words seen, int at) {
    int e = element;
    int i = at;
    while (e < elements.length) {
      if (elements[e] == GAP) {
        for (int gap = 0; gap <= MAX_GAP && i + gap < seen.count; gap++) {
          if (behind(elements, e + 1, seen, i + gap)) {
            return true;
          }
        }
        return false;
      }
      if (i >= seen.count || !is(elements[e], seen.ids[i])) {
        return false;
      }
      e++;
      i++;
    }
    return true;
  }

  private boolean before(int[] elements, int element, Words seen, int at) {
    int e = element;
    int i = at;
    while (e >= 0) {
      if (elements[e] == GAP) {
        for (int gap = 0; gap <= MAX_GAP && i - gap >= 0; gap++) {
          if (before(elements, e - 1, seen, i - gap)) {
            return true;
          }
        }
        return false;
      }
      if (i < 0 || !is(elements[e], seen.ids[i])) {
        return false;
      }
      e--;
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

  /// How many rules there are.
  public int size() {
    return rules.length;
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
    write(out, hanging);
    write(out, phrases);
    for (int i = 0; i < phrases.length; i++) {
      out.writeByte(anchors[i]);
      out.writeShort(ruleOf[i]);
    }
    out.writeShort(sets.length);
    out.writeShort(sets.length == 0 ? 0 : sets[0].length);
    for (long[] set : sets) {
      for (long bits : set) {
        out.writeLong(bits);
      }
    }
  }

  private static void write(DataOutputStream out, int[][] rows) throws IOException {
    out.writeShort(rows.length);
    for (int[] row : rows) {
      out.writeShort(row.length);
      for (int each : row) {
        out.writeShort(each);
      }
    }
  }

  private static int[][] readRows(DataInputStream in) throws IOException {
    int[][] rows = new int[in.readShort()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new int[in.readShort()];
      for (int k = 0; k < rows[i].length; k++) {
        rows[i][k] = in.readShort();
      }
    }
    return rows;
  }

  private static Rule readRule(DataInputStream in) throws IOException {
    String id = in.readUTF();
    String cause = in.readUTF();
    int rank = in.readByte();
    int classes = in.readByte();
    List<Integer> codes = new ArrayList<>();
    for (int n = in.readByte(); n > 0; n--) {
      codes.add((int) in.readShort());
    }
    List<String> enhanced = new ArrayList<>();
    for (int n = in.readByte(); n > 0; n--) {
      enhanced.add(in.readUTF());
    }
    return new Rule(id, cause, rank, classes, codes, enhanced, in.readBoolean(), in.readDouble());
  }

  private static ReplyRules load() {
    try (InputStream raw =
            ReplyRules.class.getResourceAsStream("/org/mailmedic/knowledge/replies.bin");
        DataInputStream in =
            new DataInputStream(
                new BufferedInputStream(Objects.requireNonNull(raw, "replies.bin"), 1 << 16))) {
      Rule[] rules = new Rule[in.readShort()];
      for (int i = 0; i < rules.length; i++) {
        rules[i] = readRule(in);
      }
      Vocabulary vocabulary = Vocabulary.read(in);
      int[][] hanging = readRows(in);
      int[][] phrases = readRows(in);
      int[] anchors = new int[phrases.length];
      int[] ruleOf = new int[phrases.length];
      for (int i = 0; i < phrases.length; i++) {
        anchors[i] = in.readByte();
        ruleOf[i] = in.readShort();
      }
      long[][] sets = new long[in.readShort()][];
      int longs = in.readShort();
      for (int i = 0; i < sets.length; i++) {
        sets[i] = new long[longs];
        for (int k = 0; k < longs; k++) {
          sets[i][k] = in.readLong();
        }
      }
      return new ReplyRules(rules, vocabulary, hanging, phrases, anchors, ruleOf, sets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
