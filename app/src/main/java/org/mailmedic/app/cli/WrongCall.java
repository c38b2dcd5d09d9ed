package org.mailmedic.app.cli;

import java.util.Map;

/// The call is wrong: said in one line on standard error, exit status 2. Carries the key of a text
/// and what the text names, so that it can be said in the reader's language.
@SuppressWarnings("serial")
public final class WrongCall extends Exception {
  private final String key;
  private final Map<String, Object> arguments;

  /// @param key of the text, without the `cli.error.` before it
  public WrongCall(String key, Map<String, Object> arguments) {
    super(key + " " + arguments, null, false, false);
    this.key = key;
    this.arguments = Map.copyOf(arguments);
  }

  public WrongCall(String key) {
    this(key, Map.of());
  }

  public WrongCall(String key, String name, Object value) {
    this(key, Map.of(name, value));
  }

  public String key() {
    return key;
  }

  public Map<String, Object> arguments() {
    return arguments;
  }
}
