package org.mailmedic.engine.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailmedic.knowledge.filters.FilterField;
import org.mailmedic.knowledge.filters.Filters;
import org.mailmedic.protocol.message.RawField;
import org.mailmedic.protocol.message.RawMessage;

/// What a content filter wrote of a message.
///
/// @param filter whose word it is, as people know it
/// @param field where it stands
/// @param words what stands there, capped
/// @param verdict what it makes of the message
/// @param score its points; null where it gives none
/// @param limit from how many points on a message is unwanted; null where that is not known
/// @param tests the tests that struck, the weightiest first where they have weights
public record FilterSaid(
    String filter,
    String field,
    String words,
    Verdict verdict,
    @Nullable Double score,
    @Nullable Double limit,
    List<Test> tests) {
  /// Fields and tests that are kept (docs/limits.md).
  static final int MAX_FIELDS = 60;

  static final int MAX_TESTS = 60;

  public FilterSaid {
    Objects.requireNonNull(verdict, "verdict");
    tests = List.copyOf(tests);
  }

  /// What a filter makes of a message.
  public enum Verdict {
    UNWANTED,
    WANTED,
    /// It was not judged: a safe list, or the organisation's own mail.
    SKIPPED,
    /// The words tell nothing by themselves.
    UNKNOWN;

    /// The word used in JSON.
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A test that struck.
  ///
  /// @param name the filter's own
  /// @param score its points; null where they are not told
  /// @param about what it is about, a word of `fields.yaml`; null where that is not known
  public record Test(String name, @Nullable Double score, @Nullable String about) {}

  /// All that filters say in a header, in its order.
  static List<FilterSaid> of(RawMessage message) {
    List<FilterSaid> all = new ArrayList<>();
    for (RawField field : message.fields()) {
      for (FilterField known : Filters.builtIn().fields()) {
        if (field.is(known.field()) && all.size() < MAX_FIELDS) {
          FilterSaid said = FilterReader.read(known, field.unfolded());
          if (said != null) {
            all.add(said);
          }
        }
      }
    }
    return all;
  }
}
