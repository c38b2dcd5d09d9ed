package org.mailmedic.knowledge.providers;

/// Patterns of host names: `*` is any text, `?` any one character but a dot.
public final class Glob {
  private Glob() {}

  /// Whether a pattern matches the whole name; both in lower case.
  public static boolean matches(String glob, String name) {
    int star = -1;
    int resume = 0;
    int g = 0;
    int n = 0;
    while (n < name.length()) {
      if (g < glob.length() && glob.charAt(g) == '*') {
        star = g++;
        resume = n;
      } else if (g < glob.length() && one(glob.charAt(g), name.charAt(n))) {
        g++;
        n++;
      } else if (star >= 0) {
        g = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (g < glob.length() && glob.charAt(g) == '*') {
      g++;
    }
    return g == glob.length();
  }

  private static boolean one(char pattern, char letter) {
    return pattern == letter || (pattern == '?' && letter != '.');
  }
}
