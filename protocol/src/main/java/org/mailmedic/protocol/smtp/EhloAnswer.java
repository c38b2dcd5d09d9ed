package org.mailmedic.protocol.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a server offers in its answer to EHLO (RFC 5321 section 4.1.1.1).
///
/// @param name how the server calls itself: the first word of the first line; empty where it says
///   nothing
/// @param extensions keyword in upper case, then its parameters as sent, one space between; each
///   keyword once
public record EhloAnswer(String name, List<String> extensions) {
  public EhloAnswer {
    extensions = List.copyOf(extensions);
  }

  /// Reads the lines of a positive answer.
  public static EhloAnswer of(List<String> lines) {
    List<String> extensions = new ArrayList<>();
    for (int i = 1; i < lines.size() && extensions.size() < SmtpLimits.MAX_EXTENSIONS; i++) {
      String line = lines.get(i).strip();
      int end = keywordEnd(line);
      String keyword = line.substring(0, end).toUpperCase(Locale.ROOT);
      if (!keyword.isEmpty() && !offers(extensions, keyword)) {
        String parameters = line.substring(end).strip();
        extensions.add(parameters.isEmpty() ? keyword : keyword + " " + parameters);
      }
    }
    String first = lines.isEmpty() ? "" : lines.get(0).strip();
    int space = first.indexOf(' ');
    return new EhloAnswer(space < 0 ? first : first.substring(0, space), extensions);
  }

  /// Whether an extension is offered.
  ///
  /// @param keyword in upper case
  public boolean offers(String keyword) {
    return offers(extensions, keyword);
  }

  private static boolean offers(List<String> extensions, String keyword) {
    for (String extension : extensions) {
      if (extension.startsWith(keyword)
          && (extension.length() == keyword.length()
              || extension.charAt(keyword.length()) == ' ')) {
        return true;
      }
    }
    return false;
  }

  /// RFC 5321 section 4.1.1.1: `ehlo-keyword = (ALPHA / DIGIT) *(ALPHA / DIGIT / "-")`.
  /// `AUTH=LOGIN` of old servers ends at the equals sign.
  private static int keywordEnd(String line) {
    int end = 0;
    while (end < line.length() && keywordChar(line.charAt(end), end)) {
      end++;
    }
    return end;
  }

  private static boolean keywordChar(char c, int at) {
    boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return letter || (c >= '0' && c <= '9') || (c == '-' && at > 0);
  }
}
