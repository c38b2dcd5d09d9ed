package org.mailmedic.report.catalogue;

/// Plural categories of whole numbers (Unicode CLDR 48, cardinal rules).
public enum Plural {
  ZERO,
  ONE,
  TWO,
  FEW,
  MANY,
  OTHER;

  /// The rules of a language.
  ///
  /// @param language the primary language subtag; those that are not known are taken to be like
  ///   English
  /// @param number a whole number, not negative
  public static Plural of(String language, long number) {
    return switch (language) {
      case "pl" -> polish(number);
      case "fr", "pt" -> number <= 1 ? ONE : romance(number);
      case "es", "it" -> number == 1 ? ONE : romance(number);
      default -> number == 1 ? ONE : OTHER;
    };
  }

  private static Plural polish(long number) {
    if (number == 1) {
      return ONE;
    }
    long tens = number % 100;
    long units = number % 10;
    return units >= 2 && units <= 4 && (tens < 12 || tens > 14) ? FEW : MANY;
  }

  private static Plural romance(long number) {
    return number != 0 && number % 1_000_000 == 0 ? MANY : OTHER;
  }
}
