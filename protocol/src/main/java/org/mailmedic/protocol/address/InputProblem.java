package org.mailmedic.protocol.address;

/// Why what was typed is no address or domain that can be diagnosed. The texts are in the catalogue
/// under [#id()].
public enum InputProblem {
  /// Nothing was typed.
  EMPTY("empty"),
  /// More than [SubjectReader#MAX_CHARS] characters.
  TOO_LONG("too-long"),
  /// A control character.
  CONTROL_CHARACTER("control-character"),
  /// A line break that is no folding (RFC 5322 section 3.2.2).
  LINE_BREAK("line-break"),
  /// A zero-width or direction-changing character, as copied from web pages.
  INVISIBLE_CHARACTER("invisible-character"),
  /// A web address, or a name with a path or port.
  URL("url"),
  /// More than one address.
  SEVERAL("several"),
  /// More than one `@`.
  TWO_AT("two-at"),
  /// Nothing before the `@`.
  NO_LOCAL_PART("no-local-part"),
  /// Nothing after the `@`.
  NO_DOMAIN("no-domain"),
  /// A bare word without a dot or an `@`.
  NO_DOT("no-dot"),
  /// A space where none can be.
  SPACE("space"),
  /// A dot at the start or end, or two in a row.
  DOT("dot"),
  /// A character that a local part must have in quotes, or not at all.
  LOCAL_CHARACTER("local-character"),
  /// A quoted local part without its closing quote.
  QUOTE_UNCLOSED("quote-unclosed"),
  /// A comment without its closing parenthesis, or nested too deeply.
  COMMENT_UNCLOSED("comment-unclosed"),
  /// More than 64 octets before the `@` (RFC 5321 section 4.5.3.1.1).
  LOCAL_TOO_LONG("local-too-long"),
  /// More than 254 octets (RFC 5321 section 4.5.3.1.3, erratum 1690 to RFC 3696).
  ADDRESS_TOO_LONG("address-too-long"),
  /// A character that no mail domain has (RFC 5321 section 4.1.2).
  DOMAIN_CHARACTER("domain-character"),
  /// An underscore: the DNS allows it, mail domains do not (RFC 5321 section 4.1.2).
  UNDERSCORE("underscore"),
  /// A label that starts or ends with a hyphen.
  HYPHEN("hyphen"),
  /// A label of more than 63 octets (RFC 1035 section 2.3.4).
  LABEL_TOO_LONG("label-too-long"),
  /// A domain of more than 253 octets (RFC 1035 section 2.3.4).
  DOMAIN_TOO_LONG("domain-too-long"),
  /// No valid internationalised name (UTS 46).
  IDN("idn"),
  /// An IP address in brackets: valid in SMTP, but there is no domain to look at.
  DOMAIN_LITERAL("domain-literal"),
  /// An IP address.
  IP_ADDRESS("ip-address");

  private final String id;

  InputProblem(String word) {
    this.id = "input." + word;
  }

  /// The catalogue key, such as `input.no-domain`.
  public String id() {
    return id;
  }
}
