package org.mailmedic.protocol.sasl;

import org.jspecify.annotations.Nullable;

/// A client's side of one sign-in. Used once, by one thread. What it returns is secret: the caller
/// sends it and clears it.
public interface Exchange {

  /// What the client says first; null where the server speaks first.
  byte @Nullable [] initial() throws SaslFault;

  /// The answer to what the server says.
  byte[] answer(byte[] challenge) throws SaslFault;

  /// Whether the server has proved that it knows the password, where the mechanism has it prove
  /// that; always true otherwise.
  default boolean serverProven() {
    return true;
  }
}
