package org.mailmedic.app;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.app.cli.Option;
import org.mailmedic.app.cli.Options;

/// Which language to speak.
final class Language {
  private Language() {}

  /// As `--lang` says, else the configuration, else the locale: also where the arguments, or the
  /// configuration, can't be read. What looks like these options counts.
  static String of(Surroundings around, String... arguments) {
    String tag = value(Options.LANG, arguments);
    return chosen(
        around, tag == null ? Settings.language(around, value(Options.CONFIG, arguments)) : tag);
  }

  private static @Nullable String value(Option option, String... arguments) {
    String value = null;
    String joined = option.name() + "=";
    for (int i = 0; i < arguments.length && !arguments[i].equals("--"); i++) {
      if (arguments[i].startsWith(joined)) {
        value = arguments[i].substring(joined.length());
      } else if (arguments[i].equals(option.name()) && i + 1 < arguments.length) {
        value = arguments[i + 1];
      }
    }
    return value;
  }

  /// As said, else the locale.
  static String of(Surroundings around, @Nullable String tag) {
    return chosen(around, tag);
  }

  private static String chosen(Surroundings around, @Nullable String tag) {
    return primary(tag == null ? around.locale() : tag);
  }

  /// `pl` of `pl`, `pl-PL` and `pl_PL.UTF-8`.
  static String primary(String tag) {
    int end = 0;
    while (end < tag.length() && Character.isLetter(tag.charAt(end))) {
      end++;
    }
    return tag.substring(0, end).toLowerCase(Locale.ROOT);
  }
}
