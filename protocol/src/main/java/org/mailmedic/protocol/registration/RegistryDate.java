package org.mailmedic.protocol.registration;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Dates as registries write them: year first or last, months as numbers or English names, with a
/// time and an offset or without. `05/06/2026` is the fifth of June. A zone name other than UTC is
/// passed over, which is half a day wrong at most; without a time, the end of the day is meant.
final class RegistryDate {
  /// Compiled only for those who write otherwise than RDAP.
  private static final class Forms {
    private static final String SEPARATOR = "(?:[-./]\\s?|\\s{1,2})";
    private static final String MONTH = "([0-9]{1,2}|[A-Za-z]{3,9})\\.?";

    private static final Pattern YEAR_FIRST =
        Pattern.compile("\\b([0-9]{4})" + SEPARATOR + MONTH + SEPARATOR + "([0-9]{1,2})(?![0-9])");
    private static final Pattern YEAR_LAST =
        Pattern.compile(
            "\\b([0-9]{1,2})(?:st|nd|rd|th)?"
                + SEPARATOR
                + MONTH
                + ",?"
                + SEPARATOR
                + "([0-9]{4})\\b");
    private static final Pattern MONTH_FIRST =
        Pattern.compile(
            "\\b([A-Za-z]{3,9})\\.?\\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\\s+([0-9]{4})\\b");
    private static final Pattern DIGITS_ONLY =
        Pattern.compile("\\b([0-9]{4})([0-9]{2})([0-9]{2})(?:\\s|$)");
    private static final Pattern TIME =
        Pattern.compile(
            "^[Tt\\s.]{0,3}([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,9})?)?"
                + "\\s?(?:([+-][0-9]{2})(?::?([0-9]{2}))?(?![0-9]))?");
  }

  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  private RegistryDate() {}

  /// The moment that a text names; null where it names none.
  static @Nullable Instant read(String text) {
    String line = text.length() > 80 ? text.substring(0, 80) : text;
    try {
      if (isPlain(line)) {
        return plain(line);
      }
      Matcher date = Forms.YEAR_FIRST.matcher(line);
      if (date.find()) {
        return moment(date.group(1), date.group(2), date.group(3), line.substring(date.end()));
      }
      date = Forms.YEAR_LAST.matcher(line);
      if (date.find()) {
        return yearLast(date, line.substring(date.end()));
      }
      date = Forms.MONTH_FIRST.matcher(line);
      if (date.find()) {
        return moment(date.group(3), date.group(1), date.group(2), line.substring(date.end()));
      }
      date = Forms.DIGITS_ONLY.matcher(line);
      return date.find() ? moment(date.group(1), date.group(2), date.group(3), "") : null;
    } catch (DateTimeException e) {
      return null; // the 31st of February
    }
  }

  /// `2026-12-01T10:20:30Z`, the form of nearly all.
  private static boolean isPlain(String text) {
    String form = "dddd-dd-ddTdd:dd:ddZ";
    if (text.length() != form.length()) {
      return false;
    }
    for (int i = 0; i < form.length(); i++) {
      char c = text.charAt(i);
      boolean fits = form.charAt(i) == 'd' ? c >= '0' && c <= '9' : c == form.charAt(i);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static Instant plain(String text) {
    return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
        .atTime(number(text, 11, 13), number(text, 14, 16), Math.min(number(text, 17, 19), 59))
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  private static @Nullable Instant yearLast(Matcher date, String rest) {
    String first = date.group(1);
    String second = date.group(2);
    boolean american = Character.isDigit(second.charAt(0)) && Integer.parseInt(second) > 12;
    return american
        ? moment(date.group(3), first, second, rest)
        : moment(date.group(3), second, first, rest);
  }

  private static @Nullable Instant moment(String year, String month, String day, String rest) {
    int number = month(month);
    if (number == 0) {
      return null;
    }
    LocalDate date = LocalDate.of(Integer.parseInt(year), number, Integer.parseInt(day));
    Matcher time = Forms.TIME.matcher(rest);
    if (!time.find()) {
      return date.atTime(23, 59, 59).toInstant(ZoneOffset.UTC);
    }
    int hour = Integer.parseInt(time.group(1));
    int second = time.group(3) == null ? 0 : Integer.parseInt(time.group(3));
    LocalTime clock =
        hour == 24
            ? LocalTime.of(23, 59, 59)
            : LocalTime.of(hour, Integer.parseInt(time.group(2)), Math.min(second, 59));
    return date.atTime(clock).toInstant(offset(time.group(4), time.group(5)));
  }

  private static ZoneOffset offset(@Nullable String hours, @Nullable String minutes) {
    if (hours == null) {
      return ZoneOffset.UTC;
    }
    int sign = hours.startsWith("-") ? -1 : 1;
    int more = minutes == null ? 0 : Integer.parseInt(minutes);
    return ZoneOffset.ofHoursMinutes(Integer.parseInt(hours), sign * more);
  }

  private static int month(String month) {
    if (Character.isDigit(month.charAt(0))) {
      return Integer.parseInt(month);
    }
    int at = MONTHS.indexOf(month.substring(0, 3).toLowerCase(Locale.ROOT));
    return at >= 0 && at % 3 == 0 ? at / 3 + 1 : 0;
  }
}
