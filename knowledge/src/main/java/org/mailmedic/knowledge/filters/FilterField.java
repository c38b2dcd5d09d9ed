package org.mailmedic.knowledge.filters;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A header field in which a content filter says what it makes of a message.
///
/// @param field its name
/// @param pair of a field that holds pairs, the name whose value counts; null where it holds none
/// @param filter who writes it, as people know it
/// @param form how it is to be read
/// @param spam, ham, skipped words in lower case that say: unwanted, wanted, not judged
/// @param spamFrom the number from which on a message is unwanted; null where a number says nothing
public record FilterField(
    String field,
    @Nullable String pair,
    String filter,
    Form form,
    Set<String> spam,
    Set<String> ham,
    Set<String> skipped,
    @Nullable Double spamFrom) {
  public FilterField {
    spam = Set.copyOf(spam);
    ham = Set.copyOf(ham);
    skipped = Set.copyOf(skipped);
  }

  /// How a field is to be read.
  public enum Form {
    /// One word or number.
    VALUE,
    /// `Yes, score=7.1 required=5.0 tests=A,B`.
    STATUS,
    /// `default: True [15.10 / 15.00]; SYMBOL(1.00)[…]`.
    SYMBOLS,
    /// As many characters as the score has points.
    STARS;

    /// The form with this word.
    public static Form of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
