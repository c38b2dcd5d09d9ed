package org.mailmedic.protocol.smtp;

import java.util.List;

/// What came where a reply was expected.
public sealed interface Framed {

  /// A reply.
  ///
  /// @param code three digits, 200 to 599; of the last line where the lines differ, as most clients
  ///   take it
  /// @param lines the text of each line behind code and separator, safe to show; at least one
  record Reply(int code, List<String> lines) implements Framed {
    public Reply {
      lines = List.copyOf(lines);
    }
  }

  /// No SMTP.
  ///
  /// @param seen the start of it, safe to show
  record NotSmtp(String seen) implements Framed {}

  /// Longer than any reply may be.
  ///
  /// @param seen the start of it, safe to show
  record TooLong(String seen) implements Framed {}

  /// The stream ended before a reply was complete.
  ///
  /// @param seen what had come of it, safe to show; empty where nothing had
  record Ended(String seen) implements Framed {}
}
