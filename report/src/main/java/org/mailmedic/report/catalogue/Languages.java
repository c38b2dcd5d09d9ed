package org.mailmedic.report.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which languages there are, and which one a person wants.
public final class Languages {
  /// The language that is always there and complete.
  public static final String ENGLISH = "en";

  private Languages() {}

  /// The languages that come with the program, in alphabetical order of their tags.
  public static List<String> available() {
    CompiledTexts list = CompiledTexts.load("languages");
    if (list == null) {
      return List.of(ENGLISH);
    }
    String[] tags = new String[list.count()];
    for (int i = 0; i < tags.length; i++) {
      tags[i] = list.key(i);
    }
    return List.of(tags);
  }

  /// The best language for a tag or a locale such as `pl`, `pl-PL`, `pl_PL.UTF-8` or a list of them
  /// between colons or commas: the first that is there, `en` where none is.
  ///
  /// @param wanted null or empty: English
  public static String best(@Nullable String wanted) {
    if (wanted == null) {
      return ENGLISH;
    }
    int start = 0;
    for (int i = 0; i <= wanted.length(); i++) {
      if (i == wanted.length() || wanted.charAt(i) == ':' || wanted.charAt(i) == ',') {
        String found = known(wanted.substring(start, i).strip());
        if (found != null) {
          return found;
        }
        start = i + 1;
      }
    }
    return ENGLISH;
  }

  /// The language that the environment asks for, as gettext reads it: `LANGUAGE`, then `LC_ALL`,
  /// `LC_MESSAGES`, `LANG`; where none is set, the platform's.
  ///
  /// @param environment such as `System::getenv`; null for what is not set
  public static String fromEnvironment(Function<String, @Nullable String> environment) {
    String locale = null;
    for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
      String value = environment.apply(name);
      if (locale == null && value != null && !value.isEmpty()) {
        locale = value;
      }
    }
    if (locale == null) {
      return best(System.getProperty("user.language"));
    }
    String list = environment.apply("LANGUAGE");
    boolean plain = locale.equals("C") || locale.equals("POSIX") || locale.startsWith("C.");
    return best(list == null || list.isEmpty() || plain ? locale : list);
  }

  private static @Nullable String known(String tag) {
    int end = 0;
    while (end < tag.length() && isLetter(tag.charAt(end))) {
      end++;
    }
    String primary = tag.substring(0, end).toLowerCase(Locale.ROOT);
    if (primary.equals(ENGLISH)) {
      return ENGLISH;
    }
    return end >= 2 && end <= 3 && CompiledTexts.exists(primary) ? primary : null;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
