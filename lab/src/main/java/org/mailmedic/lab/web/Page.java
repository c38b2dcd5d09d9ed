package org.mailmedic.lab.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// What a web server sends for one path.
public sealed interface Page {

  /// A whole answer.
  ///
  /// @param location where a redirect leads; empty for none
  record Answer(int status, String contentType, String location, String body) implements Page {}

  /// An answer whose body never ends.
  record Endless(String contentType) implements Page {}

  /// An answer that comes one byte at a time.
  record Drip(Answer answer, Duration pause) implements Page {}

  /// Takes the request and never answers.
  record Silence() implements Page {}

  static Answer ok(String contentType, String body) {
    return new Answer(200, contentType, "", body);
  }

  static Answer status(int status) {
    return new Answer(status, "text/plain", "", "status " + status + "\n");
  }

  static Answer redirect(String location) {
    return new Answer(302, "text/plain", location, "");
  }

  /// The bytes of an answer (RFC 9112).
  static byte[] wire(Answer answer) {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 "
            + answer.status()
            + " Lab\r\nContent-Type: "
            + answer.contentType()
            + (answer.location().isEmpty() ? "" : "\r\nLocation: " + answer.location())
            + "\r\nContent-Length: "
            + body.length
            + "\r\nConnection: close\r\n\r\n";
    byte[] bytes =
        java.util.Arrays.copyOf(
            head.getBytes(StandardCharsets.US_ASCII), head.length() + body.length);
    System.arraycopy(body, 0, bytes, head.length(), body.length);
    return bytes;
  }
}
