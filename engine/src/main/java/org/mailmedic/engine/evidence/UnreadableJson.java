package org.mailmedic.engine.evidence;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;

/// JSON that can't be read as what it should be. The message names the place and what is wrong, on
/// one line.
public final class UnreadableJson extends IOException {
  @Serial private static final long serialVersionUID = 1;

  /// With a message that names the place itself.
  public UnreadableJson(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// With the place where the parser stands.
  public static UnreadableJson at(JsonParser in, String what, @Nullable Throwable cause) {
    TokenStreamLocation place = in.currentTokenLocation();
    String path = in.streamReadContext().pathAsPointer().toString();
    return new UnreadableJson(
        "line " + place.getLineNr() + (path.isEmpty() ? "" : ", " + path) + ": " + what, cause);
  }
}
