package org.mailmedic.protocol.dmarc;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Where reports go: a URI of `rua` or `ruf` (RFC 9989 section 4.6).
///
/// @param uri without the size that RFC 7489 had behind it
/// @param sized whether there was such a size (`!10m`): reporters read over it
public record ReportAddress(String uri, boolean sized) {
  private static final String MAILTO = "mailto:";

  /// Reads one; empty where it is no URI.
  static Optional<ReportAddress> parse(String text) {
    int mark = text.indexOf('!');
    if (mark >= 0 && !isSize(text.substring(mark + 1))) {
      return Optional.empty(); // RFC 9989 section 4.8: exclamation marks have to be encoded
    }
    String uri = mark < 0 ? text : text.substring(0, mark);
    return isUri(uri) ? Optional.of(new ReportAddress(uri, mark >= 0)) : Optional.empty();
  }

  private static boolean isUri(String text) {
    try {
      URI uri = new URI(text);
      return uri.isAbsolute() && (!isMailto(text) || text.indexOf('@') > MAILTO.length());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /// RFC 7489 section 6.4: digits that fit into 64 bits, and a unit.
  private static boolean isSize(String text) {
    int end = text.length();
    if (end > 0 && "kmgtKMGT".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return end > 0 && end < 20;
  }

  private static boolean isMailto(String uri) {
    return uri.regionMatches(true, 0, MAILTO, 0, MAILTO.length());
  }

  /// The domain that gets the reports by mail, lower case; empty where they go another way.
  public Optional<String> mailDomain() {
    if (!isMailto(uri)) {
      return Optional.empty(); // RFC 9989 section 4.7: only mailto is sure to be supported
    }
    int end = uri.indexOf('?');
    String address = uri.substring(MAILTO.length(), end < 0 ? uri.length() : end);
    String domain = address.substring(address.lastIndexOf('@') + 1);
    String plain = URLDecoder.decode(domain.replace("+", "%2B"), StandardCharsets.UTF_8);
    return plain.isBlank() ? Optional.empty() : Optional.of(plain.toLowerCase(Locale.ROOT));
  }
}
