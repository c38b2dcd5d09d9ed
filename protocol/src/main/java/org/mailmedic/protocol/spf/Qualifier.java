package org.mailmedic.protocol.spf;

import org.jspecify.annotations.Nullable;

/// What a mechanism that matches results in (RFC 7208 section 4.6.2).
public enum Qualifier {
  PASS('+', SpfResult.PASS),
  FAIL('-', SpfResult.FAIL),
  SOFTFAIL('~', SpfResult.SOFTFAIL),
  NEUTRAL('?', SpfResult.NEUTRAL);

  private final char sign;
  private final SpfResult result;

  Qualifier(char sign, SpfResult result) {
    this.sign = sign;
    this.result = result;
  }

  /// As written before the mechanism.
  public char sign() {
    return sign;
  }

  public SpfResult result() {
    return result;
  }

  static @Nullable Qualifier of(char sign) {
    return switch (sign) {
      case '+' -> PASS;
      case '-' -> FAIL;
      case '~' -> SOFTFAIL;
      case '?' -> NEUTRAL;
      default -> null;
    };
  }
}
