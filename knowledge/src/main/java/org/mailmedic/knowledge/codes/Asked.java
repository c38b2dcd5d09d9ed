package org.mailmedic.knowledge.codes;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A code as a person writes it: `550`, `5.1.1`, `x.1.1`, `550 5.7.26`, `550-5.7.26`, `#5.1.1`.
///
/// @param code the reply code; 0 where none was written
/// @param enhanced the enhanced status code, with `x` for any class; null where none was written
public record Asked(int code, @Nullable String enhanced) {
  private static final int MAX_LENGTH = 40;
  private static final Pattern FORM =
      Pattern.compile(
          "([2-5][0-9]{2})?[ \\-]{0,3}#?([245x]\\.[0-9]{1,3}\\.[0-9]{1,3})?",
          Pattern.CASE_INSENSITIVE);

  /// Reads what was written; empty where it is no code.
  public static Optional<Asked> read(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty() || trimmed.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(trimmed);
    if (!matcher.matches() || (matcher.group(1) == null && matcher.group(2) == null)) {
      return Optional.empty();
    }
    String enhanced = matcher.group(2);
    return Optional.of(
        new Asked(
            matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1)),
            enhanced == null ? null : enhanced.toLowerCase(Locale.ROOT)));
  }

  /// Whether it is a temporary refusal.
  boolean temporary() {
    return enhanced == null ? code / 100 == 4 : enhanced.startsWith("4");
  }
}
