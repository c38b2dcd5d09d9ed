package org.mailmedic.report.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a language writes numbers, dates, lengths of time and lists. What differs between languages
/// stands in their texts under `language.*`.
final class LanguageForms {
  /// Values longer than this are cut.
  private static final int MAX_VALUE_LENGTH = ReportLimits.VALUE_CHARACTERS;

  /// Of longer lists the rest is counted.
  private static final int MAX_LIST = ReportLimits.LIST_ELEMENTS;

  private static final int SECONDS_A_DAY = 86_400;

  private final Catalogue catalogue;
  private final Map<String, String> cached = new HashMap<>();

  LanguageForms(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  Plural plural(long number) {
    return Plural.of(catalogue.language(), number);
  }

  /// Writes a value as the language does.
  ///
  /// @param grouped whether numbers are quantities
  // A pattern switch costs 20 ms at the first start, and every command comes through here.
  @SuppressWarnings("IfChainToSwitch")
  void write(@Nullable Object value, boolean grouped, Sink out) {
    if (value == null) {
      out.words(MessageRunner.absent());
    } else if (value instanceof String text) {
      out.value(Visible.oneLine(text, MAX_VALUE_LENGTH));
    } else if (value instanceof Double || value instanceof Float) {
      out.words(decimal(((Number) value).doubleValue()));
    } else if (value instanceof Number number) {
      out.words(grouped ? number(number.longValue()) : Long.toString(number.longValue()));
    } else if (value instanceof Instant moment) {
      out.words(date(moment));
    } else if (value instanceof Duration length) {
      out.words(duration(length));
    } else if (value instanceof Collection<?> list) {
      list(list, out);
    } else {
      out.value(Visible.oneLine(value.toString(), MAX_VALUE_LENGTH));
    }
  }

  /// A whole number with its digits grouped.
  String number(long number) {
    String digits = Long.toString(Math.abs(number));
    String sign = number < 0 ? "-" : "";
    if (digits.length() < Integer.parseInt(word("language.number.grouped-from-digits"))) {
      return sign + digits;
    }
    String separator = word("language.number.group");
    StringBuilder out = new StringBuilder(sign);
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % 3 == 0) {
        out.append(separator);
      }
      out.append(digits.charAt(i));
    }
    return out.toString();
  }

  /// A number with at most one decimal.
  private String decimal(double number) {
    long tenths = Math.round(Math.abs(number) * 10);
    String whole = (number < 0 && tenths > 0 ? "-" : "") + number(tenths / 10);
    return tenths % 10 == 0 ? whole : whole + word("language.number.decimal") + tenths % 10;
  }

  /// The day of a moment, in UTC.
  String date(Instant moment) {
    return date(LocalDate.ofEpochDay(Math.floorDiv(moment.getEpochSecond(), SECONDS_A_DAY)));
  }

  String date(LocalDate day) {
    Map<String, Object> parts = new HashMap<>();
    parts.put("day", Integer.toString(day.getDayOfMonth()));
    parts.put("month", word("language.month." + day.getMonthValue()));
    parts.put("year", Integer.toString(day.getYear()));
    return catalogue.text("language.date", parts);
  }

  /// A length of time in its largest fitting unit.
  String duration(Duration length) {
    long millis = length.toMillis();
    if (millis < 1_000) {
      return unit("milliseconds", millis);
    }
    if (millis < 10_000 && millis % 1_000 != 0) {
      Map<String, Object> arguments = new HashMap<>();
      arguments.put("number", decimal(millis / 1_000.0));
      return catalogue.text("language.duration.part-seconds", arguments);
    }
    long seconds = Math.round(millis / 1_000.0);
    if (seconds < 120) {
      return unit("seconds", seconds);
    }
    if (seconds < 2 * 3_600) {
      return unit("minutes", Math.round(seconds / 60.0));
    }
    return seconds < 2L * SECONDS_A_DAY
        ? unit("hours", Math.round(seconds / 3_600.0))
        : unit("days", Math.round(seconds / (double) SECONDS_A_DAY));
  }

  private String unit(String unit, long number) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("number", number);
    return catalogue.text("language.duration." + unit, arguments);
  }

  private void list(Collection<?> list, Sink out) {
    int shown = list.size() > MAX_LIST + 1 ? MAX_LIST : list.size();
    int number = 0;
    for (Object element : list) {
      if (number == shown) {
        break;
      }
      if (number > 0) {
        boolean last = number == list.size() - 1;
        out.words(word(last ? "language.list.last" : "language.list.next"));
      }
      write(element, true, out);
      number++;
    }
    if (shown < list.size()) {
      out.words(word("language.list.last"));
      Map<String, Object> rest = new HashMap<>();
      rest.put("number", (long) (list.size() - shown));
      out.words(catalogue.text("language.list.rest", rest));
    }
  }

  /// A text without arguments, kept.
  private String word(String key) {
    String known = cached.get(key);
    if (known == null) {
      known = catalogue.text(key);
      cached.put(key, known);
    }
    return known;
  }
}
