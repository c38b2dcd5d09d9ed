package org.mailmedic.protocol.autoconfig;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A server as published settings name it.
///
/// @param protocol what is spoken with it
/// @param host its name, lower case, without trailing dot
/// @param port 1 to 65,535
/// @param security how the connection is encrypted
/// @param username the user name to sign in with, placeholders filled in where an address was
///   given; null where the settings say nothing of it
/// @param authentication how to sign in, in the words of the settings (`password-cleartext`,
///   `OAuth2`); empty where they say nothing of it
public record PublishedServer(
    Protocol protocol,
    String host,
    int port,
    Security security,
    @Nullable String username,
    List<String> authentication) {
  public PublishedServer {
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(security, "security");
    authentication = List.copyOf(authentication);
  }

  /// What mail programs speak.
  public enum Protocol {
    IMAP,
    POP3,
    /// SMTP for mail programs (RFC 6409).
    SUBMISSION
  }

  /// How a connection is encrypted.
  public enum Security {
    /// From the first byte (RFC 8314 section 3).
    TLS,
    /// After STARTTLS or STLS.
    STARTTLS,
    NONE
  }
}
