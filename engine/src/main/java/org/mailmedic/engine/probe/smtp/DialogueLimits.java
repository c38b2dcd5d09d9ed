package org.mailmedic.engine.probe.smtp;

import java.time.Duration;

/// How long a server is waited for and how much of the talk is kept.
///
/// @param connect a connection attempt takes at most this, and at most a third of the whole time
/// @param greetingLeast below this, having waited for a greeting says nothing (verdict 13)
/// @param reply any later reply; servers that check the sender take their time
/// @param pause how long after a temporary refusal the server is asked again
/// @param secondTryLeast a second try begins only where at least this is left
/// @param ports how long the other ports of a silent address are tried
public record DialogueLimits(
    Duration connect,
    Duration greetingLeast,
    Duration reply,
    Duration pause,
    Duration secondTryLeast,
    Duration ports) {

  /// What is waited for in earnest.
  static final DialogueLimits STANDARD =
      new DialogueLimits(
          Duration.ofSeconds(8),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(1),
          Duration.ofSeconds(3),
          Duration.ofSeconds(5));

  static final int CONNECT_SHARE = 3;

  /// The greeting is waited for half of the whole time (verdict 13).
  static final int GREETING_SHARE = 2;

  /// The TLS handshake takes at most [#reply] and half of the whole time, so that enough is left to
  /// ask without it.
  static final int TLS_SHARE = 2;

  /// How long the farewell may take, behind everybody's back.
  static final Duration FAREWELL = Duration.ofSeconds(2);

  static final int MAX_TRANSCRIPT_LINES = 200;
  static final int MAX_TRANSCRIPT_CHARS = 500;
}
