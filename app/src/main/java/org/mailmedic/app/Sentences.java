package org.mailmedic.app;

import java.util.Map;

/// What the program itself says, in one language.
public interface Sentences {

  /// The text under `cli.<key>`.
  String text(String key, Map<String, ?> arguments);

  default String text(String key) {
    return text(key, Map.of());
  }
}
