package org.mailmedic.protocol.spf;

/// A mistake in the text of a record, for which receivers drop the whole of it (RFC 7208 section
/// 4.6).
///
/// @param kind what is wrong
/// @param position where it is in the record, characters from 0
/// @param text the term or the part of it that is wrong, as written
public record SpfProblem(Kind kind, int position, String text) {

  /// What can be wrong with a record.
  public enum Kind {
    /// No `v=spf1` at the beginning.
    NO_VERSION,
    /// Longer, or of more terms, than anybody reads.
    TOO_LONG,
    /// A character that is not ASCII (section 3.1), a typographic quote or hyphen, say.
    NOT_ASCII,
    /// A control character, such as a line break or a tab.
    CONTROL_CHARACTER,
    /// No mechanism has this name (section 4.6.1), and it is no modifier either.
    UNKNOWN_MECHANISM,
    /// `redirect:` or `exp:`, which want `=`.
    COLON_FOR_EQUALS,
    /// Something after a mechanism that takes nothing, or that takes no prefix length.
    UNEXPECTED_VALUE,
    /// Nothing after a mechanism or modifier that needs a value.
    MISSING_VALUE,
    /// An address where a name belongs: `a:192.0.2.1`, which should be `ip4:`.
    ADDRESS_FOR_NAME,
    /// A name that can't be one: a single label, digits only at the end, an odd character.
    BAD_NAME,
    /// A macro that RFC 7208 section 7.1 does not know.
    BAD_MACRO,
    /// A macro letter that only explanations may use (`c`, `r`, `t`).
    MACRO_NOT_ALLOWED_HERE,
    /// No IPv4 address after `ip4:`.
    BAD_IPV4,
    /// No IPv6 address after `ip6:`.
    BAD_IPV6,
    /// A prefix length that is none, or is out of range.
    BAD_PREFIX,
    /// `redirect=` or `exp=` a second time (section 6).
    REPEATED_MODIFIER
  }
}
