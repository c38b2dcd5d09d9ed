package org.mailmedic.engine.world.live.http;

/// How much a web server may send us before we hang up (docs/limits.md).
final class HttpLimits {
  private HttpLimits() {}

  /// Header fields of one answer.
  static final int HEADERS = 100;

  /// Characters of one header line.
  static final int HEADER_LINE = 8192;

  /// Informational answers (1xx) before the real one.
  static final int INFORMATIONAL = 5;

  /// Redirects of one request, whatever its caller allows.
  static final int REDIRECTS = 10;

  /// Characters of a URI in a redirect.
  static final int URI = 2048;

  /// Characters of what is told about a failure.
  static final int DETAIL = 200;
}
