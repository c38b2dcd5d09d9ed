package org.mailmedic.engine.probe.smtp;

import java.time.Duration;

/// How long a server is waited for and how much of the talk is kept.
final class DialogueLimits {
  /// A connection attempt takes at most this, and at most a third of the whole time.
  static final Duration CONNECT = Duration.ofSeconds(8);

  static final int CONNECT_SHARE = 3;

  /// The greeting is waited for half of the whole time (verdict 13).
  static final int GREETING_SHARE = 2;

  /// Below this, having waited for a greeting says nothing (verdict 13).
  static final Duration GREETING_LEAST = Duration.ofSeconds(10);

  /// Any later reply; servers that check the sender take their time.
  static final Duration REPLY = Duration.ofSeconds(20);

  /// The TLS handshake takes at most [#REPLY] and half of the whole time, so that enough is left to
  /// ask without it.
  static final int TLS_SHARE = 2;

  /// How long after a temporary refusal the server is asked again.
  static final Duration PAUSE = Duration.ofSeconds(1);

  /// A second try begins only where at least this is left.
  static final Duration SECOND_TRY_LEAST = Duration.ofSeconds(3);

  /// How long the farewell may take, behind everybody's back.
  static final Duration FAREWELL = Duration.ofSeconds(2);

  static final int MAX_TRANSCRIPT_LINES = 200;
  static final int MAX_TRANSCRIPT_CHARS = 500;

  private DialogueLimits() {}
}
