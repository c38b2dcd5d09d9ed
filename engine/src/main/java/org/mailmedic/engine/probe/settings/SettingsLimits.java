package org.mailmedic.engine.probe.settings;

import java.time.Duration;

/// How long is waited for published settings, and how many are followed (docs/limits.md).
public final class SettingsLimits {
  private SettingsLimits() {}

  /// A web server that should have settings, or the webmail, may take this long.
  static final Duration TIME = Duration.ofSeconds(8);

  /// Bytes of settings.
  static final int BYTES = 262_144;

  /// Bytes of the webmail's page: only its first answer counts.
  static final int PAGE_BYTES = 65_536;

  /// Redirects on the way to settings or to the webmail.
  static final int REDIRECTS = 5;

  /// How often Autodiscover may name another place to ask.
  static final int PLACES = 2;

  /// SRV records of one name.
  static final int TARGETS = 5;

  /// Servers that a domain publishes which are talked with.
  public static final int SERVERS = 12;
}
