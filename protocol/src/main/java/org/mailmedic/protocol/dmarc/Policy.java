package org.mailmedic.protocol.dmarc;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What receivers are asked to do with mail that fails (RFC 9989 section 4.7), the mildest first.
public enum Policy {
  NONE,
  QUARANTINE,
  REJECT;

  /// The word in a record.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The policy with this word, whatever its case; null where there is none.
  static @Nullable Policy of(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "none" -> NONE;
      case "quarantine" -> QUARANTINE;
      case "reject" -> REJECT;
      default -> null;
    };
  }
}
