package org.mailmedic.protocol.sasl;

/// The server does not play by the rules of the mechanism, or could not prove that it knows the
/// password: the exchange must end.
public final class SaslFault extends Exception {
  private static final long serialVersionUID = 1;

  /// @param message what is wrong, in the words of the protocol; nothing of the password
  public SaslFault(String message) {
    super(message, null, false, false);
  }
}
