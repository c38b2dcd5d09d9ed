package org.mailmedic.protocol.mime;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value and its parameters (`text/plain; charset="utf-8"`), RFC 2045 section 5.1, those of RFC
/// 2231 put together and decoded.
///
/// @param value what stands before the first semicolon, lower case
/// @param parameters names in lower case
record FieldParameters(String value, Map<String, String> parameters) {

  @Nullable String get(String name) {
    return parameters.get(name);
  }

  static FieldParameters parse(String field) {
    return new Reader(field).read();
  }

  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    FieldParameters read() {
      String value = until(";").strip().toLowerCase(Locale.ROOT);
      Map<String, String> raw = new LinkedHashMap<>();
      while (at < text.length() && raw.size() < MimeLimits.MAX_PARAMETERS) {
        at++; // the semicolon
        String name = until("=;").strip().toLowerCase(Locale.ROOT);
        if (at < text.length() && text.charAt(at) == '=') {
          at++;
          raw.putIfAbsent(name, value());
        }
      }
      return new FieldParameters(value, together(raw));
    }

    /// A word or a quoted string.
    private String value() {
      StringBuilder out = new StringBuilder();
      while (at < text.length() && text.charAt(at) <= ' ') {
        at++;
      }
      if (at < text.length() && text.charAt(at) == '"') {
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
          if (text.charAt(at) == '\\' && at + 1 < text.length()) {
            at++;
          }
          char c = text.charAt(at++);
          if (c != '\r' && c != '\n' && out.length() < MimeLimits.MAX_PARAMETER) {
            out.append(c);
          }
        }
        until(";");
        return out.toString();
      }
      String word = until(";").strip();
      int comment = word.indexOf(" (");
      word = comment < 0 ? word : word.substring(0, comment);
      return word.length() <= MimeLimits.MAX_PARAMETER
          ? word
          : word.substring(0, MimeLimits.MAX_PARAMETER);
    }

    private String until(String ends) {
      int start = at;
      while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }

    /// RFC 2231 section 3 and 4: `name*0*`, `name*1`, `name*`.
    private static Map<String, String> together(Map<String, String> raw) {
      Map<String, StringBuilder> joined = new LinkedHashMap<>();
      Map<String, String> whole = new LinkedHashMap<>();
      raw.forEach((name, value) -> {
        int star = name.indexOf('*');
        if (star > 0) {
          boolean encoded = name.endsWith("*");
          joined
              .computeIfAbsent(name.substring(0, star), n -> new StringBuilder())
              .append(encoded ? Words.percentDecoded(value) : value);
        } else {
          whole.put(name, Words.decode(value).text());
        }
      });
      joined.forEach((name, value) -> whole.put(name, value.toString()));
      return whole;
    }
  }
}
