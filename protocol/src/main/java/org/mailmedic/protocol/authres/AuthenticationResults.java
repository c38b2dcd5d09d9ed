package org.mailmedic.protocol.authres;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The value of an `Authentication-Results` field (RFC 8601 section 2.2), read as far as it can be:
/// what is no result is left out.
///
/// @param server who says so; empty where the field does not tell
/// @param results each method's result, in their order; empty for `none`
public record AuthenticationResults(String server, List<Result> results) {
  /// Characters that are read (docs/limits.md).
  static final int MAX_LENGTH = 20_000;

  /// Results, and properties of each, that are read.
  static final int MAX_RESULTS = 100;

  public AuthenticationResults {
    results = List.copyOf(results);
  }

  /// The result of one method.
  ///
  /// @param method such as `spf`, `dkim`, `dmarc`, `arc`, lower case, without a version
  /// @param result such as `pass`, `fail`, `softfail`, lower case
  /// @param comment the comments beside it, without parentheses; empty where there are none
  /// @param reason what follows `reason=`; null where there is none
  /// @param properties what it was said of, by name (`smtp.mailfrom`, `header.d`), lower case
  public record Result(
      String method,
      String result,
      String comment,
      @Nullable String reason,
      Map<String, String> properties) {
    public Result {
      properties = new LinkedHashMap<>(properties);
    }
  }

  /// Reads the value of a field; never fails.
  ///
  /// @param value what follows the colon, and in ARC the instance, folding and all
  public static AuthenticationResults parse(String value) {
    String text = value.length() <= MAX_LENGTH ? value : value.substring(0, MAX_LENGTH);
    List<Part> parts = new PartReader(text).read();
    List<Result> results = new ArrayList<>();
    for (Part part : parts.subList(1, parts.size())) {
      Result result = result(part);
      if (result != null && results.size() < MAX_RESULTS) {
        results.add(result);
      }
    }
    List<String> first = parts.getFirst().words();
    return new AuthenticationResults(first.isEmpty() ? "" : first.getFirst(), results);
  }

  /// The results of one method.
  public List<Result> of(String method) {
    return results.stream().filter(result -> result.method().equals(method)).toList();
  }

  private static @Nullable Result result(Part part) {
    List<String> words = part.words();
    if (words.size() < 3 || !words.get(1).equals("=")) {
      return null; // `none`, or nothing that says anything
    }
    String method = words.getFirst();
    int version = method.indexOf('/');
    Map<String, String> properties = new LinkedHashMap<>();
    for (int i = 3; i + 2 < words.size() && properties.size() < MAX_RESULTS; i++) {
      if (words.get(i + 1).equals("=")) {
        properties.putIfAbsent(words.get(i).toLowerCase(Locale.ROOT), words.get(i + 2));
        i += 2;
      }
    }
    String reason = properties.remove("reason");
    return new Result(
        (version < 0 ? method : method.substring(0, version)).toLowerCase(Locale.ROOT),
        words.get(2).toLowerCase(Locale.ROOT),
        part.comment(),
        reason,
        properties);
  }

  /// What stands between two semicolons: words and `=`, comments apart.
  private record Part(List<String> words, String comment) {}

  /// Splits the text at semicolons that stand in no comment and no quoted string.
  private static final class PartReader {
    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private final StringBuilder comment = new StringBuilder();
    private int at;

    PartReader(String text) {
      this.text = text;
    }

    List<Part> read() {
      while (at < text.length()) {
        char c = text.charAt(at++);
        switch (c) {
          case ';' -> endPart();
          case '(' -> comment();
          case '"' -> quoted();
          case ' ', '\t', '\r', '\n' -> endWord();
          case '=' -> equalsSign();
          default -> word.append(c);
        }
      }
      endPart();
      return parts;
    }

    /// A value may have `=` in it (base64 in `header.b`); the first one of a pair parts name and
    /// value.
    private void equalsSign() {
      boolean inValue = words.size() > 1 && words.getLast().equals("=") && !word.isEmpty();
      if (inValue) {
        word.append('=');
        return;
      }
      endWord();
      words.add("=");
    }

    private void quoted() {
      while (at < text.length() && text.charAt(at) != '"') {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        word.append(text.charAt(at++));
      }
      at++;
    }

    private void comment() {
      endWord();
      if (!comment.isEmpty()) {
        comment.append(' ');
      }
      int depth = 1;
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c == '\\' && at < text.length()) {
          c = text.charAt(at++);
        } else if (c == '(') {
          depth++;
        } else if (c == ')' && --depth == 0) {
          return;
        }
        if (c != '\r' && c != '\n') {
          comment.append(c);
        }
      }
    }

    private void endWord() {
      if (!word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
    }

    private void endPart() {
      endWord();
      parts.add(new Part(words, comment.toString()));
      words = new ArrayList<>();
      comment.setLength(0);
    }
  }
}
