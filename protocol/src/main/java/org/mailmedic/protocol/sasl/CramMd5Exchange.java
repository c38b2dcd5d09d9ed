package org.mailmedic.protocol.sasl;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// CRAM-MD5 (RFC 2195).
final class CramMd5Exchange implements Exchange {
  private final String name;
  private final byte[] password;
  private boolean answered;

  CramMd5Exchange(String username, byte[] password) {
    this.name = username;
    this.password = password;
  }

  @Override
  public byte @Nullable [] initial() {
    return null; // the server speaks first
  }

  @Override
  public byte[] answer(byte[] challenge) throws SaslFault {
    if (answered) {
      throw new SaslFault("CRAM-MD5 has one step");
    }
    answered = true;
    String digest = HexFormat.of().formatHex(Keyed.hmac("HmacMD5", password, challenge));
    return (name + " " + digest).getBytes(StandardCharsets.UTF_8);
  }
}
