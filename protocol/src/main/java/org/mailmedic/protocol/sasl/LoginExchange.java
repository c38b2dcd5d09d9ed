package org.mailmedic.protocol.sasl;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// LOGIN, as draft-murchison-sasl-login-00 wrote it down: the server asks twice, for the name and
/// for the password, in whatever words.
final class LoginExchange implements Exchange {
  private final byte[] name;
  private final byte[] password;
  private int asked;

  LoginExchange(String username, byte[] password) {
    this.name = username.getBytes(StandardCharsets.UTF_8);
    this.password = password;
  }

  @Override
  public byte @Nullable [] initial() {
    return null; // the server speaks first
  }

  @Override
  public byte[] answer(byte[] challenge) throws SaslFault {
    return switch (asked++) {
      case 0 -> name.clone();
      case 1 -> password.clone();
      default -> throw new SaslFault("LOGIN has two steps");
    };
  }
}
