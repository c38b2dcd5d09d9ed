package org.mailmedic.protocol.sasl;

import java.nio.charset.StandardCharsets;

/// PLAIN (RFC 4616).
final class PlainExchange implements Exchange {
  private final byte[] name;
  private final byte[] password;

  PlainExchange(String username, byte[] password) {
    this.name = username.getBytes(StandardCharsets.UTF_8);
    this.password = password;
  }

  @Override
  public byte[] initial() {
    byte[] message = new byte[name.length + password.length + 2];
    System.arraycopy(name, 0, message, 1, name.length);
    System.arraycopy(password, 0, message, name.length + 2, password.length);
    return message;
  }

  @Override
  public byte[] answer(byte[] challenge) throws SaslFault {
    throw new SaslFault("PLAIN has no second step");
  }
}
