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

  private final long line;
  private final String place;

  /// @param line counted from 1; 0 where it is the whole
  /// @param place as a JSON pointer; empty where it is the whole
  public UnreadableJson(long line, String place, String what, @Nullable Throwable cause) {
    super(message(line, place, what), cause);
    this.line = line;
    this.place = place;
  }

  /// With the place where the parser stands.
  public static UnreadableJson at(JsonParser in, String what, @Nullable Throwable cause) {
    TokenStreamLocation location = in.currentTokenLocation();
    String path = in.streamReadContext().pathAsPointer().toString();
    return new UnreadableJson(location.getLineNr(), path, what, cause);
  }

  private static String message(long line, String place, String what) {
    return (line > 0 ? "line " + line + (place.isEmpty() ? ": " : ", ") : "")
        + (place.isEmpty() ? "" : place + ": ")
        + what;
  }

  /// The line, counted from 1; 0 where it is the whole.
  public long line() {
    return line;
  }

  /// The place as a JSON pointer; empty where it is the whole.
  public String place() {
    return place;
  }
}
