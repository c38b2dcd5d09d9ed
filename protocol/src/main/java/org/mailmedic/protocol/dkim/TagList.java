package org.mailmedic.protocol.dkim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A list of `name=value` with semicolons between them (RFC 6376 section 3.2). Read to the end
/// whatever is in it; what is wrong stands in the anomalies.
///
/// @param tags those that can be told, in their order, the first of each name only
/// @param anomalies what is wrong, in the order of the text
public record TagList(List<Tag> tags, List<Anomaly> anomalies) {

  /// A tag.
  ///
  /// @param name as the list's [Names] have it
  /// @param value without spaces at both ends
  /// @param at where the name starts
  /// @param valueAt where the value starts
  /// @param valueEnd where the text between this tag's `=` and the next semicolon ends
  public record Tag(String name, String value, int at, int valueAt, int valueEnd) {}

  /// Whether upper and lower case of names differ.
  public enum Names {
    /// They do (DKIM).
    CASE_SENSITIVE,
    /// They don't, and names are told in lower case (DMARC).
    ANY_CASE
  }

  public TagList {
    tags = List.copyOf(tags);
    anomalies = List.copyOf(anomalies);
  }

  public static TagList parse(String text, Names names) {
    return new Parser(text, names).parse();
  }

  /// The tag; null where there is none.
  public @Nullable Tag tag(String name) {
    for (Tag tag : tags) {
      if (tag.name().equals(name)) {
        return tag;
      }
    }
    return null;
  }

  /// The value of a tag; null where it is not there.
  public @Nullable String value(String name) {
    Tag tag = tag(name);
    return tag == null ? null : tag.value();
  }

  /// Whether the list as a whole counts (RFC 6376 section 3.2): white space at the end hurts
  /// nobody.
  public boolean usable() {
    return anomalies.stream().allMatch(a -> a.code() == Anomaly.Code.TRAILING_SPACE);
  }

  /// Whether a character is white space of folding: space, tab, CR, LF.
  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  /// Without any white space (RFC 6376 section 2.4: base64 and lists may be folded anywhere).
  static String withoutSpace(String value) {
    StringBuilder kept = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      if (!isSpace(value.charAt(i))) {
        kept.append(value.charAt(i));
      }
    }
    return kept.toString();
  }

  /// The parts between colons, without white space around them.
  static List<String> colonList(String value) {
    List<String> parts = new ArrayList<>();
    for (String part : value.split(":", -1)) {
      parts.add(part.strip());
    }
    return parts;
  }

  private static final class Parser {
    private final String text;
    private final Names names;
    private final List<Tag> tags = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final List<Anomaly> anomalies = new ArrayList<>();

    Parser(String text, Names names) {
      this.text =
          text.length() <= DkimLimits.MAX_TAG_LIST
              ? text
              : text.substring(0, DkimLimits.MAX_TAG_LIST);
      this.names = names;
      if (text.length() > DkimLimits.MAX_TAG_LIST) {
        note(Anomaly.Code.TOO_LONG, DkimLimits.MAX_TAG_LIST, "");
      }
    }

    TagList parse() {
      int at = 0;
      while (at < text.length()) {
        int end = text.indexOf(';', at);
        end = end < 0 ? text.length() : end;
        if (tags.size() >= DkimLimits.MAX_TAGS) {
          note(Anomaly.Code.TOO_LONG, at, "");
          break;
        }
        spec(at, end);
        at = end + 1;
      }
      return new TagList(tags, anomalies);
    }

    private void spec(int from, int to) {
      int start = skip(from, to);
      if (start == to) {
        note(
            to == text.length() ? Anomaly.Code.TRAILING_SPACE : Anomaly.Code.EMPTY_TAG,
            from,
            text.substring(from, to));
        return;
      }
      int equals = text.indexOf('=', start);
      if (equals < 0 || equals >= to) {
        note(Anomaly.Code.NO_TAG, start, text.substring(start, to).strip());
        return;
      }
      String name = text.substring(start, back(start, equals));
      if (!isName(name)) {
        note(Anomaly.Code.BAD_NAME, start, name);
        return;
      }
      name = names == Names.ANY_CASE ? name.toLowerCase(Locale.ROOT) : name;
      int valueAt = skip(equals + 1, to);
      String value = text.substring(valueAt, back(valueAt, to));
      check(value, valueAt);
      if (seen.add(name)) {
        tags.add(new Tag(name, value, start, valueAt, to));
      } else {
        note(Anomaly.Code.DUPLICATE, start, name);
      }
    }

    private void check(String value, int valueAt) {
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (!isSpace(c) && (c < 0x21 || c > 0x7E)) {
          note(Anomaly.Code.BAD_CHARACTER, valueAt + i, String.valueOf(c));
          return;
        }
      }
    }

    private int skip(int from, int to) {
      int at = from;
      while (at < to && isSpace(text.charAt(at))) {
        at++;
      }
      return at;
    }

    private int back(int from, int to) {
      int at = to;
      while (at > from && isSpace(text.charAt(at - 1))) {
        at--;
      }
      return at;
    }

    private void note(Anomaly.Code code, int at, String offending) {
      if (anomalies.size() < DkimLimits.MAX_ANOMALIES) {
        anomalies.add(new Anomaly(code, at, offending));
      }
    }
  }

  /// RFC 6376 section 3.2: a letter, then letters, digits and `_`.
  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (i == 0 || !(c == '_' || (c >= '0' && c <= '9')))) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
