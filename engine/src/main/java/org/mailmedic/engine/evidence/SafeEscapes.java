package org.mailmedic.engine.evidence;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;

/// Escapes of JSON that is safe to show on a terminal: besides what JSON demands, DEL, the C1
/// controls (of which some terminals obey), line and paragraph separators, the characters that turn
/// the reading direction and those that can't be seen are written as a backslash, `u` and four hex
/// digits.
final class SafeEscapes extends CharacterEscapes {
  @Serial private static final long serialVersionUID = 1;

  private static final int[] ASCII = standardAsciiEscapesForJSON();

  static {
    ASCII[0x7f] = ESCAPE_STANDARD;
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return ASCII.clone();
  }

  @Override
  public @Nullable SerializableString getEscapeSequence(int ch) {
    if (!unsafe(ch)) {
      return null;
    }
    String hex = Integer.toHexString(ch);
    return new SerializedString("\\u" + "0".repeat(4 - hex.length()) + hex);
  }

  /// Whether a character beyond ASCII acts on a terminal, turns the reading direction or can't be
  /// seen.
  private static boolean unsafe(int ch) {
    return (ch >= 0x80 && ch <= 0x9f)
        || ch == 0xad
        || ch == 0x61c
        || ch == 0x180e
        || (ch >= 0x200b && ch <= 0x200f)
        || (ch >= 0x2028 && ch <= 0x202e)
        || (ch >= 0x2060 && ch <= 0x206f)
        || ch == 0xfeff
        || (ch >= 0xfff9 && ch <= 0xfffb);
  }
}
