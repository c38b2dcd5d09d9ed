package org.mailmedic.engine.world.live.tcp;

import org.jspecify.annotations.Nullable;

/// What a certificate chain is worth.
///
/// @param trusted whether it leads to an anchor, expiry aside
/// @param problem why not: `self-signed`, `issuer unknown` or the library's word; null when trusted
/// @param outOfDate whether it does so only at another time; false when not trusted
record ChainTrust(boolean trusted, @Nullable String problem, boolean outOfDate) {
  static final ChainTrust TRUSTED = new ChainTrust(true, null, false);
  static final ChainTrust OUT_OF_DATE = new ChainTrust(true, null, true);
  static final ChainTrust NO_CERTIFICATE = new ChainTrust(false, "no certificate", false);

  static ChainTrust untrusted(String problem) {
    return new ChainTrust(false, problem, false);
  }
}
