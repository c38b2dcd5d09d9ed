package org.mailmedic.report.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who acts in each step of each cause (`actions.yaml`); the same in every language.
public final class Steps {
  private static final class Loaded {
    static final CompiledTexts TEXTS =
        Objects.requireNonNull(CompiledTexts.load("steps"), "no steps, run the build");
  }

  private Steps() {}

  /// One step.
  ///
  /// @param who role id
  /// @param link null where there is none
  public record Facts(String who, @Nullable String link) {}

  /// The steps of a cause, in order; empty where it has none.
  public static List<Facts> of(String cause) {
    int place = Loaded.TEXTS.find(cause);
    List<Facts> steps = new ArrayList<>();
    if (place < 0) {
      return steps;
    }
    StringBuilder lines = new StringBuilder();
    Sink sink =
        new Sink() {
          @Override
          public void words(String words) {
            lines.append(words);
          }

          @Override
          public void value(String value) {
            lines.append(value);
          }
        };
    Catalogue english = Catalogue.of("en");
    new MessageRunner(new LanguageForms(english), Loaded.TEXTS, place, Map.of(), sink).run();
    for (String line : lines.toString().lines().toList()) {
      int space = line.indexOf(' ');
      steps.add(
          space < 0
              ? new Facts(line, null)
              : new Facts(line.substring(0, space), line.substring(space + 1)));
    }
    return steps;
  }
}
