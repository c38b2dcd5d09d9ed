package org.mailmedic.engine.probe.access;

import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.evidence.AccessProtocol;

/// The ports of mail programs' protocols, and which encryption belongs to them (RFC 8314 section
/// 3.3 and 7).
public final class StandardPorts {
  private static final int SUBMISSION = 587;
  private static final int SIEVE = 4190;

  private StandardPorts() {}

  /// The encryption that a mail program has with a port, where nobody said it.
  ///
  /// @param port 0 where none was said
  public static Security security(int port) {
    return switch (port) {
      case 25, 110, 143, SUBMISSION, 2525, SIEVE -> Security.STARTTLS;
      default -> Security.TLS;
    };
  }

  /// The port of a protocol with an encryption.
  public static int port(AccessProtocol protocol, Security security) {
    boolean tls = security == Security.TLS;
    return switch (protocol) {
      case IMAP -> tls ? 993 : 143;
      case POP3 -> tls ? 995 : 110;
      case SUBMISSION -> tls ? 465 : SUBMISSION;
      case MANAGESIEVE -> SIEVE;
      case JMAP -> 443;
    };
  }
}
