package org.mailmedic.protocol.autoconfig;

import org.jspecify.annotations.Nullable;

/// The account that settings are read for: what stands in place of their placeholders.
///
/// @param localPart the part before the `@`; null where only the domain is known, and then the
///   placeholders stay
/// @param domain the mail domain
public record Account(@Nullable String localPart, String domain) {

  /// A text with `%EMAILADDRESS%`, `%EMAILLOCALPART%` and `%EMAILDOMAIN%` filled in.
  String fill(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    String filled = text.replace("%EMAILDOMAIN%", domain);
    return localPart == null
        ? filled
        : filled
            .replace("%EMAILADDRESS%", localPart + "@" + domain)
            .replace("%EMAILLOCALPART%", localPart);
  }
}
