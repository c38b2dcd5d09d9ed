package org.mailmedic.engine.complaint;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is set in the person's mail program, as far as the person said so (`--imap`, `--pop`,
/// `--smtp`, `--username`, `--security`).
///
/// @param imap the incoming server for IMAP; null where none was said
/// @param pop the incoming server for POP3; null where none was said
/// @param smtp the outgoing server; null where none was said
/// @param username the user name as typed; null where none was said
/// @param security the encryption that is set; null where none was said
public record MailProgram(
    @Nullable Server imap,
    @Nullable Server pop,
    @Nullable Server smtp,
    @Nullable String username,
    @Nullable Security security) {

  /// A server as it is set.
  ///
  /// @param host name in A-label form, lower case, or an IP address
  /// @param port the port; 0 where none was said
  public record Server(String host, int port) {
    public Server {
      Objects.requireNonNull(host, "host");
    }
  }

  /// How a connection is encrypted, in the words of mail programs.
  public enum Security {
    /// From the first byte (RFC 8314 section 3).
    TLS,
    /// After STARTTLS or STLS.
    STARTTLS,
    NONE
  }
}
