package org.mailmedic.app;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.app.cli.CommandLine;
import org.mailmedic.app.cli.Options;

/// Which language to speak.
final class Language {
  private Language() {}

  /// As `--lang` says, else the configuration, else the locale.
  static String of(Surroundings around, CommandLine line) {
    return chosen(around, line.value(Options.LANG));
  }

  /// The same where the arguments could not be read: whatever looks like `--lang`.
  static String of(Surroundings around, String... arguments) {
    String tag = null;
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith("--lang=")) {
        tag = arguments[i].substring("--lang=".length());
      } else if (arguments[i].equals("--lang") && i + 1 < arguments.length) {
        tag = arguments[i + 1];
      }
    }
    return chosen(around, tag);
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
