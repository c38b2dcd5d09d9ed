package org.mailmedic.knowledge.registries;

import java.util.Optional;

/// Where registries take registrations: the ICANN section of the Public Suffix List. Names under
/// suffixes that a company runs (`github.io`) are that company's registration.
public final class PublicSuffixes {
  private static final class Holder {
    /// Lines, a line end before and after each.
    static final String RULES = Resource.read("registries/public-suffixes.txt");
  }

  private PublicSuffixes() {}

  /// The name that somebody registered: one label more than the longest suffix that matches. A TLD
  /// that the list does not know takes registrations itself (the list's default rule `*`).
  ///
  /// @param domain A-labels in lower case, without a trailing dot; labels may have underscores
  /// @return empty where the name is itself a suffix
  public static Optional<String> registrableDomain(String domain) {
    int suffix = suffixStart(domain);
    if (suffix == 0) {
      return Optional.empty();
    }
    int label = domain.lastIndexOf('.', suffix - 2) + 1;
    return Optional.of(domain.substring(label));
  }

  /// The last label.
  public static String tld(String domain) {
    return domain.substring(domain.lastIndexOf('.') + 1);
  }

  private static int suffixStart(String domain) {
    int start = 0;
    while (true) {
      int dot = domain.indexOf('.', start);
      if (dot < 0) {
        return start; // the TLD, listed or not
      }
      if (has("!" + domain.substring(start))) {
        return dot + 1;
      }
      if (has(domain.substring(start)) || has("*" + domain.substring(dot))) {
        return start;
      }
      start = dot + 1;
    }
  }

  private static boolean has(String rule) {
    return Holder.RULES.contains('\n' + rule + '\n');
  }
}
