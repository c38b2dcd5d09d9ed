package org.mailmedic.app;

import java.util.HashMap;
import java.util.Map;
import org.mailmedic.app.cli.WrongCall;
import org.mailmedic.report.catalogue.Catalogue;

/// What the program itself says, in one language.
final class Sentences {
  private final Catalogue catalogue;

  private Sentences(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  static Sentences of(String language) {
    return new Sentences(Catalogue.of(language));
  }

  /// The text under `cli.<key>`.
  String text(String key, Map<String, ?> arguments) {
    return catalogue.text("cli." + key, arguments);
  }

  String text(String key) {
    return text(key, Map.of());
  }

  /// What is wrong with a call, on one line.
  String text(WrongCall wrong) {
    Map<String, Object> shown = new HashMap<>();
    wrong
        .arguments()
        .forEach((name, value) ->
            shown.put(name, value instanceof String text ? Printable.of(text) : value));
    // What is wrong with an address has its own texts.
    String key = wrong.key().startsWith("input.") ? wrong.key() : "cli.error." + wrong.key();
    return catalogue.text(key, shown);
  }
}
