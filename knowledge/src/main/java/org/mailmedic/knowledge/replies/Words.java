package org.mailmedic.knowledge.replies;

/// A reply as a row of words: lower case, accents taken off, apostrophes dropped, everything else
/// that is no letter or digit a gap. Addresses of persons become one word, numbers too (also those
/// joined by dots), so that nobody's name counts as a word of the server. Used by one thread;
/// reused from reply to reply.
final class Words {
  /// How many words of a reply are looked at.
  static final int MAX_WORDS = 400;

  /// How many characters of a word count; longer ones are identifiers.
  private static final int MAX_LETTERS = 40;

  /// Latin letters from U+0080 to U+017F without their accents, written out since working them out
  /// takes longer than a start-up may; WordsTest compares.
  private static final String LATIN =
      "                                                                "
          + "aaaaaa ceeeeiiii nooooo ouuuuy saaaaaa ceeeeiiii nooooo ouuuuy y"
          + "aaaaaaccccccccddddeeeeeeeeeegggggggghh  iiiiiiiiii  jjkk llllll "
          + " llnnnnnn   oooooo  rrrrrrsssssssstttt  uuuuuuuuuuuuwwyyyzzzzzz ";

  private static final char[] FOLDED = folded();

  private final Vocabulary vocabulary;
  final int[] ids = new int[MAX_WORDS];
  int count;

  private final long[] beginnings = new long[MAX_LETTERS];

  Words(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /// Reads a text.
  void read(CharSequence text) {
    count = 0;
    int runStart = 0; // the first word since the last space or bracket
    int length = text.length();
    int i = 0;
    while (i < length && count < MAX_WORDS) {
      char c = fold(text.charAt(i));
      if (c == ' ' || c == '<') {
        i++;
        runStart = count;
      } else if (c == '@') {
        i = address(text, i + 1);
        count = Math.min(runStart, MAX_WORDS - 1);
        ids[count++] = Vocabulary.ADDRESS;
        runStart = count;
      } else if (c == '.' || c == '\'') {
        i++;
      } else {
        i = word(text, i);
      }
    }
  }

  /// Skips what stands behind the at sign.
  private static int address(CharSequence text, int from) {
    int i = from;
    while (i < text.length()) {
      char c = fold(text.charAt(i));
      if (c == ' ' || c == '<' || c == '@') {
        break;
      }
      i++;
    }
    return i;
  }

  private int word(CharSequence text, int from) {
    long hash = Vocabulary.begin();
    int letters = 0;
    boolean digits = true;
    int i = from;
    for (; i < text.length(); i++) {
      char c = fold(text.charAt(i));
      if (c == '\'') {
        continue;
      }
      if (c == '.') {
        boolean inNumber =
            digits && letters > 0 && i + 1 < text.length() && digit(text.charAt(i + 1));
        if (!inNumber) {
          break;
        }
        continue;
      }
      if (c == ' ' || c == '<' || c == '@') {
        break;
      }
      digits &= c >= '0' && c <= '9';
      hash = Vocabulary.add(hash, c);
      if (letters < MAX_LETTERS) {
        beginnings[letters] = hash;
      }
      letters++;
    }
    ids[count++] = digits ? Vocabulary.NUMBER : id(hash, letters);
    return i;
  }

  private int id(long hash, int letters) {
    int id = vocabulary.find(hash);
    if (id != 0 || letters > MAX_LETTERS) {
      return id;
    }
    for (int n = letters; n >= Vocabulary.LEAST_PREFIX; n--) {
      id = vocabulary.find(Vocabulary.prefix(beginnings[n - 1]));
      if (id != 0) {
        return id;
      }
    }
    return 0;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  /// The letter without accent and in lower case; a space for what parts words; `.`, `'` and `@` as
  /// they are; `<` for brackets and quotation marks.
  static char fold(char c) {
    if (c < FOLDED.length) {
      return FOLDED[c];
    }
    if (c == '\u2019' || c == '\u2018') {
      return '\'';
    }
    if (c >= 0x400 && c < 0x460) { // Cyrillic
      return c < 0x410 ? (char) (c + 0x50) : c < 0x430 ? (char) (c + 0x20) : c;
    }
    if ((c >= 0x2000 && c < 0x2e80) || (c >= 0x3000 && c < 0x3040) || (c >= 0xff00 && c < 0xff20)) {
      return ' ';
    }
    return c;
  }

  private static char[] folded() {
    char[] folded = new char[0x80 + LATIN.length()];
    for (char c = 0; c < 0x80; c++) {
      char low = c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c;
      boolean kept = (low >= 'a' && low <= 'z') || (c >= '0' && c <= '9');
      folded[c] = kept ? low : ' ';
    }
    LATIN.getChars(0, LATIN.length(), folded, 0x80);
    folded['@'] = '@';
    folded['.'] = '.';
    folded['\''] = '\'';
    for (char bracket : "<>()[]{}\",;:=".toCharArray()) {
      folded[bracket] = '<';
    }
    return folded;
  }
}
