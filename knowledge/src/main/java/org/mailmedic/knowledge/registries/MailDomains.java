package org.mailmedic.knowledge.registries;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Well-known mail domains, for guessing what a mistyped one was meant to be.
public final class MailDomains {
  private static final class Holder {
    static final String[] ALL = Resource.read("registries/mail-domains.txt").strip().split("\n");
  }

  /// Longer names are no typing error of a well-known one.
  private static final int MAX_LENGTH = 40;

  /// From this length on, two slips are still a likely typing error.
  private static final int TWO_SLIPS_LENGTH = 9;

  private MailDomains() {}

  /// The well-known domain that differs from this one by a slip or two of the fingers (a letter
  /// more, fewer, another one, two in the wrong order); empty where there is none, or where this is
  /// itself well-known.
  public static Optional<String> near(String domain) {
    if (domain.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    int best = Integer.MAX_VALUE;
    @Nullable String nearest = null;
    for (String known : Holder.ALL) {
      if (known.equals(domain)) {
        return Optional.empty();
      }
      int allowed = known.length() >= TWO_SLIPS_LENGTH ? 2 : 1;
      if (Math.abs(known.length() - domain.length()) <= allowed) {
        int slips = slips(known, domain);
        if (slips <= allowed && slips < best) {
          best = slips;
          nearest = known;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }

  /// Damerau's distance, transpositions of neighbours only.
  private static int slips(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] previous = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int cost = Math.min(Math.min(row[j - 1], previous[j]) + 1, previous[j - 1] + other);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost = Math.min(cost, before[j - 2] + 1);
        }
        row[j] = cost;
      }
      int[] spare = before;
      before = previous;
      previous = row;
      row = spare;
    }
    return previous[b.length()];
  }
}
