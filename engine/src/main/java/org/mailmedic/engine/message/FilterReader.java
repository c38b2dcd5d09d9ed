package org.mailmedic.engine.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.message.FilterSaid.Test;
import org.mailmedic.engine.message.FilterSaid.Verdict;
import org.mailmedic.knowledge.filters.FilterField;
import org.mailmedic.knowledge.filters.Filters;

/// Reads what one field says, as the data has it.
final class FilterReader {
  private FilterReader() {}

  /// Null where the field lacks what is looked for.
  static @Nullable FilterSaid read(FilterField known, String value) {
    String words = known.pair() == null ? value : pair(value, known.pair());
    if (words == null || words.isBlank()) {
      return null;
    }
    return switch (known.form()) {
      case VALUE -> value(known, words.strip());
      case STATUS -> status(known, words);
      case SYMBOLS -> symbols(known, words);
      case STARS -> stars(known, words.strip());
    };
  }

  private static @Nullable String pair(String value, String name) {
    for (String pair : value.split(";", 200)) {
      int colon = pair.indexOf(':');
      if (colon > 0 && pair.substring(0, colon).strip().equalsIgnoreCase(name)) {
        return pair.substring(colon + 1);
      }
    }
    return null;
  }

  private static FilterSaid value(FilterField known, String words) {
    String first = words.split("[\\s,;:(]", 2)[0].toLowerCase(Locale.ROOT);
    Double number = number(first);
    Verdict verdict = Verdict.UNKNOWN;
    if (known.skipped().contains(first)) {
      verdict = Verdict.SKIPPED;
    } else if (known.spam().contains(first)) {
      verdict = Verdict.UNWANTED;
    } else if (known.ham().contains(first)) {
      verdict = Verdict.WANTED;
    } else if (number != null) {
      verdict = byScore(number, known.spamFrom());
    }
    Double score = known.spamFrom() == null ? null : number;
    return said(known, words, verdict, score, known.spamFrom(), List.of());
  }

  private static Verdict byScore(double score, @Nullable Double limit) {
    if (limit == null) {
      return Verdict.UNKNOWN;
    }
    return score >= limit ? Verdict.UNWANTED : Verdict.WANTED;
  }

  /// `Yes, score=7.1 required=5.0 tests=A=0.1,B autolearn=no`; old ones say `hits` for the score.
  private static FilterSaid status(FilterField known, String words) {
    String start = words.strip().toLowerCase(Locale.ROOT);
    Double score = number(after(words, "score"));
    score = score == null ? number(after(words, "hits")) : score;
    Double limit = number(after(words, "required"));
    limit = limit == null ? number(after(words, "tag_level")) : limit;
    Verdict verdict = Verdict.UNKNOWN;
    if (start.startsWith("yes")) {
      verdict = Verdict.UNWANTED;
    } else if (start.startsWith("no")) {
      verdict = Verdict.WANTED;
    } else if (score != null) {
      verdict = byScore(score, limit);
    }
    return said(known, words, verdict, score, limit, tests(words));
  }

  private static List<Test> tests(String words) {
    int at = words.indexOf("tests=");
    if (at < 0) {
      return List.of();
    }
    List<Test> tests = new ArrayList<>();
    String list = words.substring(at + 6).replace("[", "").replace("]", "");
    for (String part : list.split(",", FilterSaid.MAX_TESTS + 1)) {
      String word = part.strip();
      int space = word.indexOf(' ');
      String test = space < 0 ? word : word.substring(0, space);
      int equals = test.indexOf('=');
      String name = equals < 0 ? test : test.substring(0, equals);
      if (!name.isEmpty() && !name.equalsIgnoreCase("none") && isName(name)) {
        add(tests, name, equals < 0 ? null : number(test.substring(equals + 1)));
      }
      if (space >= 0) {
        break; // autolearn= and what follows
      }
    }
    return sorted(tests);
  }

  /// `default: True [15.10 / 15.00]; SYMBOL(1.00)[more]; OTHER(0.00)[]`.
  private static FilterSaid symbols(FilterField known, String words) {
    int open = words.indexOf('[');
    int slash = words.indexOf('/', open + 1);
    int close = words.indexOf(']', slash + 1);
    boolean scored = open >= 0 && slash > 0 && close > 0;
    Double score = scored ? number(words.substring(open + 1, slash).strip()) : null;
    Double limit = scored ? number(words.substring(slash + 1, close).strip()) : null;
    List<Test> tests = new ArrayList<>();
    for (String part : words.split(";", FilterSaid.MAX_TESTS + 2)) {
      String word = part.strip();
      int bracket = word.indexOf('(');
      int end = word.indexOf(')', bracket + 1);
      if (bracket > 0 && end > 0 && isName(word.substring(0, bracket))) {
        add(tests, word.substring(0, bracket), number(word.substring(bracket + 1, end)));
      }
    }
    String start = words.toLowerCase(Locale.ROOT);
    Verdict verdict = score == null ? Verdict.UNKNOWN : byScore(score, limit);
    if (start.contains(": true")) {
      verdict = Verdict.UNWANTED;
    }
    return said(known, words, verdict, score, limit, sorted(tests));
  }

  private static FilterSaid stars(FilterField known, String words) {
    int stars = 0;
    while (stars < words.length() && stars < 100 && words.charAt(stars) == words.charAt(0)) {
      stars++;
    }
    double score = words.charAt(0) == '*' || words.charAt(0) == 's' ? stars : 0;
    return said(known, words, byScore(score, known.spamFrom()), score, known.spamFrom(), List.of());
  }

  private static FilterSaid said(
      FilterField known,
      String words,
      Verdict verdict,
      @Nullable Double score,
      @Nullable Double limit,
      List<Test> tests) {
    String field = known.pair() == null ? known.field() : known.field() + " " + known.pair();
    return new FilterSaid(
        known.filter(), field, GivenMessages.cut(words.strip()), verdict, score, limit, tests);
  }

  private static void add(List<Test> tests, String name, @Nullable Double score) {
    if (tests.size() < FilterSaid.MAX_TESTS) {
      String shown = name.length() <= 80 ? name : name.substring(0, 80);
      tests.add(new Test(shown, score, Filters.builtIn().about(shown).orElse(null)));
    }
  }

  private static List<Test> sorted(List<Test> tests) {
    List<Test> sorted = new ArrayList<>(tests);
    sorted.sort(
        Comparator.comparingDouble((Test test) -> test.score() == null ? 0 : -test.score()));
    return sorted;
  }

  private static boolean isName(String word) {
    return !word.isEmpty()
        && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
  }

  private static String after(String words, String name) {
    int at = words.indexOf(name + "=");
    if (at < 0) {
      return "";
    }
    int start = at + name.length() + 1;
    int end = start;
    while (end < words.length() && words.charAt(end) > ' ' && words.charAt(end) != ',') {
      end++;
    }
    return words.substring(start, end);
  }

  /// A number as filters write it; null where it is none.
  private static @Nullable Double number(String text) {
    if (text.isEmpty() || text.length() > 12) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if ("+-.0123456789".indexOf(text.charAt(i)) < 0) {
        return null;
      }
    }
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
