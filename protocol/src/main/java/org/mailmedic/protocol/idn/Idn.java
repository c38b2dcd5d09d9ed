package org.mailmedic.protocol.idn;

import com.ibm.icu.text.IDNA;
import java.util.Optional;

/// Turns domain names from U-labels to A-labels and back (UTS 46, non-transitional: `faß.example`
/// stays different from `fass.example`). Names in plain ASCII never load ICU.
public final class Idn {
  /// Longest name that is handed to ICU, characters.
  private static final int MAX_CHARS = 1024;

  private Idn() {}

  private static final class Holder {
    static final IDNA UTS46 =
        IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII
                | IDNA.NONTRANSITIONAL_TO_UNICODE
                | IDNA.CHECK_BIDI
                | IDNA.CHECK_CONTEXTJ
                | IDNA.CHECK_CONTEXTO);
  }

  /// The name in A-labels; the name itself where it is plain ASCII. Empty where it is no valid
  /// internationalised name.
  public static Optional<String> toAscii(String name) {
    if (isAscii(name)) {
      return Optional.of(name);
    }
    if (name.length() > MAX_CHARS) {
      return Optional.empty();
    }
    IDNA.Info info = new IDNA.Info();
    StringBuilder ascii = new StringBuilder();
    Holder.UTS46.nameToASCII(name, ascii, info);
    return info.hasErrors() ? Optional.empty() : Optional.of(ascii.toString());
  }

  /// The name as people read it; the name itself where it has no A-label or one that is not valid.
  public static String toUnicode(String name) {
    if (!name.contains("xn--") || name.length() > MAX_CHARS) {
      return name;
    }
    IDNA.Info info = new IDNA.Info();
    StringBuilder unicode = new StringBuilder();
    Holder.UTS46.nameToUnicode(name, unicode, info);
    return info.hasErrors() ? name : unicode.toString();
  }

  /// Whether every character is ASCII.
  public static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }
}
