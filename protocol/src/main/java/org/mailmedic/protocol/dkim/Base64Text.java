package org.mailmedic.protocol.dkim;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Base64 as in tags: white space anywhere (RFC 6376 section 2.4).
final class Base64Text {
  private Base64Text() {}

  /// The bytes; null where it is no base64.
  static byte @Nullable [] decode(String value) {
    try {
      return Base64.getDecoder().decode(TagList.withoutSpace(value));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
