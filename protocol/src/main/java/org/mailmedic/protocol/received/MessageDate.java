package org.mailmedic.protocol.received;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A moment as messages write it: by RFC 5322 section 3.3 and its obsolete forms (section 4.3), as
/// `asctime` prints it, by ISO 8601, or with slashes as some programs do.
///
/// @param instant the moment
/// @param zoned whether the text says which zone it is in; UTC is taken where it does not
public record MessageDate(Instant instant, boolean zoned) {
  /// Characters that are read (docs/limits.md).
  static final int MAX_LENGTH = 120;

  /// Reads a date; null where the text holds none.
  public static @Nullable MessageDate parse(String text) {
    String plain = Comments.out(text).strip();
    if (plain.length() > MAX_LENGTH) {
      plain = plain.substring(0, MAX_LENGTH);
    }
    try {
      return new Reader().read(plain);
    } catch (DateTimeException | NumberFormatException e) {
      return null; // the 31st of February, say
    }
  }

  /// Takes the words of a date one by one, in whatever order they stand.
  private static final class Reader {
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    private int year = -1;
    private int month = -1;
    private int day = -1;
    private int hour = -1;
    private int minute;
    private int second;
    private @Nullable Integer offsetSeconds;
    private boolean afternoon;
    private boolean twelveHours;

    @Nullable MessageDate read(String text) {
      for (String word : text.replace(',', ' ').split("\\s+")) {
        word(word);
      }
      if (year < 0 || month < 1 || day < 1 || hour < 0) {
        return null;
      }
      if (twelveHours) {
        hour = hour % 12 + (afternoon ? 12 : 0);
      }
      LocalDateTime local =
          LocalDateTime.of(year, month, day, hour, minute, Math.min(second, 59)); // leap seconds
      ZoneOffset zone =
          offsetSeconds == null ? ZoneOffset.UTC : ZoneOffset.ofTotalSeconds(offsetSeconds);
      return new MessageDate(local.toInstant(zone), offsetSeconds != null);
    }

    private void word(String word) {
      if (word.isEmpty()) {
        return;
      }
      char first = word.charAt(0);
      if (first == '+' || first == '-') {
        offset(word);
      } else if (isDigit(first)) {
        digits(word);
      } else {
        name(word);
      }
    }

    private void digits(String word) {
      int t = word.indexOf('T');
      if (t == 10 && word.charAt(4) == '-') {
        date(word.substring(0, t), '-');
        time(word.substring(t + 1));
      } else if (word.indexOf(':') > 0) {
        time(word);
      } else if (word.indexOf('-') > 0) {
        date(word, '-');
      } else if (word.indexOf('/') > 0) {
        date(word, '/');
      } else {
        number(word);
      }
    }

    /// `2026-11-23`, `23-Nov-2026`, `11/23/2026`.
    private void date(String word, char separator) {
      String[] parts = word.split(separator == '-' ? "-" : "/", 4);
      if (parts.length != 3) {
        return;
      }
      if (!parts[1].isEmpty() && Character.isLetter(parts[1].charAt(0))) {
        day = Integer.parseInt(parts[0]);
        name(parts[1]);
        year = year(parts[2]);
      } else if (parts[0].length() == 4) {
        year = year(parts[0]);
        month = Integer.parseInt(parts[1]);
        day = Integer.parseInt(parts[2]);
      } else {
        int one = Integer.parseInt(parts[0]);
        int two = Integer.parseInt(parts[1]);
        month = one > 12 ? two : one; // slashes are mostly American
        day = one > 12 ? one : two;
        year = year(parts[2]);
      }
    }

    private void time(String word) {
      int end = 0;
      while (end < word.length() && (isDigit(word.charAt(end)) || word.charAt(end) == ':')) {
        end++;
      }
      String[] parts = word.substring(0, end).split(":");
      if (hour >= 0 || parts.length < 2) {
        return;
      }
      hour = Integer.parseInt(parts[0]);
      minute = Integer.parseInt(parts[1]);
      second = parts.length > 2 ? Integer.parseInt(parts[2]) : 0;
      while (end < word.length() && (word.charAt(end) == '.' || isDigit(word.charAt(end)))) {
        end++; // fractions
      }
      if (end < word.length()) {
        word(word.substring(end));
      }
    }

    private void number(String word) {
      if (word.length() == 4) {
        year = year < 0 ? year(word) : year;
      } else if (day < 0 && word.length() <= 2) {
        day = Integer.parseInt(word);
      } else if (year < 0 && word.length() <= 3) {
        year = year(word);
      }
    }

    // RFC 5322 section 4.3: two and three digits
    private static int year(String word) {
      int year = Integer.parseInt(word);
      if (word.length() == 2) {
        return year + (year < 50 ? 2000 : 1900);
      }
      return word.length() == 3 ? year + 1900 : year;
    }

    private void name(String word) {
      String lower = word.toLowerCase(Locale.ROOT);
      if (lower.equals("am") || lower.equals("pm")) {
        twelveHours = true;
        afternoon = lower.equals("pm");
        return;
      }
      int at = lower.length() >= 3 ? MONTHS.indexOf(lower.substring(0, 3)) : -1;
      if (at >= 0 && at % 3 == 0 && month < 0) {
        month = at / 3 + 1;
      } else if (offsetSeconds == null) {
        zone(lower);
      }
    }

    private void zone(String word) {
      int sign = Math.max(word.indexOf('+'), word.indexOf('-'));
      if (sign > 0) {
        offset(word.substring(sign)); // GMT+0100
        return;
      }
      Integer hours =
          switch (word) {
            case "gmt", "ut", "utc", "z", "wet" -> 0;
            case "cet", "met", "bst", "west", "mez" -> 1;
            case "cest", "eet", "mest", "mesz", "sast" -> 2;
            case "eest", "msk" -> 3;
            case "jst", "kst" -> 9;
            case "edt" -> -4;
            case "est", "cdt" -> -5;
            case "cst", "mdt" -> -6;
            case "mst", "pdt" -> -7;
            case "pst" -> -8;
            default -> null;
          };
      offsetSeconds = hours == null ? null : hours * 3600;
    }

    private void offset(String word) {
      String digits = word.substring(1).replace(":", "");
      if (offsetSeconds != null || digits.length() < 2 || digits.length() > 4) {
        return;
      }
      int value = Integer.parseInt(digits.length() == 2 ? digits + "00" : digits);
      int seconds = value / 100 * 3600 + value % 100 * 60;
      if (seconds <= 18 * 3600) {
        offsetSeconds = word.charAt(0) == '-' ? -seconds : seconds;
      }
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }
  }
}
