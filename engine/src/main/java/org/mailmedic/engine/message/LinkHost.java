package org.mailmedic.engine.message;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where links lead.
public final class LinkHost {
  private LinkHost() {}

  /// The host of a web address, lower case; null where it is none.
  public static @Nullable String of(String target) {
    String lower = target.strip().toLowerCase(Locale.ROOT);
    int start;
    if (lower.startsWith("http://")) {
      start = 7;
    } else if (lower.startsWith("https://")) {
      start = 8;
    } else if (lower.startsWith("//")) {
      start = 2;
    } else {
      return null;
    }
    int end = start;
    while (end < lower.length() && "/?#\\".indexOf(lower.charAt(end)) < 0) {
      end++;
    }
    String authority = lower.substring(start, end);
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = host.startsWith("[") ? -1 : host.indexOf(':');
    String name = colon < 0 ? host : host.substring(0, colon);
    return name.isEmpty() ? null : name;
  }

  /// The host that a text which looks like a web address names; null where it looks like none.
  public static @Nullable String named(String text) {
    String word = text.strip();
    if (word.isEmpty()
        || word.chars().anyMatch(Character::isWhitespace)
        || word.indexOf('@') >= 0) {
      return null;
    }
    String host = of(word);
    if (host == null) {
      host = word.toLowerCase(Locale.ROOT).startsWith("www.") ? of("//" + word) : null;
    }
    return host != null && host.indexOf('.') > 0 ? host : null;
  }
}
