package org.mailmedic.protocol.dkim;

/// Something in a text of tags that is not as the standard has it.
///
/// @param code what is wrong
/// @param at where, in characters from the start of the text
/// @param text the offending text, capped; empty where something is missing
public record Anomaly(Code code, int at, String text) {

  /// What is wrong.
  public enum Code {
    /// Longer than is read.
    TOO_LONG,
    /// No `name=value` between two semicolons.
    NO_TAG,
    /// Nothing between two semicolons.
    EMPTY_TAG,
    /// The name of a tag has other characters than letters, digits and `_`.
    BAD_NAME,
    /// A character that a value can't have.
    BAD_CHARACTER,
    /// A tag that was there before.
    DUPLICATE,
    /// White space after the last semicolon: not allowed, and harmless.
    TRAILING_SPACE,
    /// A tag that has to be there is not; `text` is its name.
    MISSING,
    /// A value that the tag can't have.
    BAD_VALUE,
    /// The version stands elsewhere than first.
    VERSION_NOT_FIRST,
    /// A version that is none.
    BAD_VERSION,
    /// A key that can't be decoded.
    BAD_KEY,
    /// A tag or value that the standard had earlier and has no more: read over.
    OBSOLETE
  }

  public Anomaly {
    text = text.length() <= DkimLimits.MAX_QUOTE ? text : text.substring(0, DkimLimits.MAX_QUOTE);
  }
}
