package org.mailmedic.engine.probe.registration;

import java.time.Duration;

/// How long registries are waited for and how much they may tell (docs/limits.md).
final class RegistryLimits {
  private RegistryLimits() {}

  /// For one server.
  static final Duration TIME = Duration.ofSeconds(6);

  /// Bytes of an RDAP answer.
  static final int RDAP_BYTES = 512 << 10;

  /// Bytes of a WHOIS answer.
  static final int WHOIS_BYTES = 256 << 10;

  /// Redirects from one RDAP server to another (RFC 7480 section 5.2).
  static final int REDIRECTS = 5;
}
