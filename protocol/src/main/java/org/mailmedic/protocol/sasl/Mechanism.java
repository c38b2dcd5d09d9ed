package org.mailmedic.protocol.sasl;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The ways to sign in with a password, the best first: those that do not tell it to the server,
/// then those that do and are for encrypted connections only, then the one whose digest is easily
/// guessed from.
///
/// SCRAM with channel binding stands behind the one without: servers differ in which binding they
/// know, and one that knows another counts the exchange as a failed sign-in.
public enum Mechanism {
  SCRAM_SHA_512("SCRAM-SHA-512"),
  SCRAM_SHA_256("SCRAM-SHA-256"),
  SCRAM_SHA_1("SCRAM-SHA-1"),
  SCRAM_SHA_512_PLUS("SCRAM-SHA-512-PLUS"),
  SCRAM_SHA_256_PLUS("SCRAM-SHA-256-PLUS"),
  SCRAM_SHA_1_PLUS("SCRAM-SHA-1-PLUS"),
  PLAIN("PLAIN"),
  LOGIN("LOGIN"),
  CRAM_MD5("CRAM-MD5");

  private static final int NONCE_BYTES = 18;

  private final String word;

  Mechanism(String word) {
    this.word = word;
  }

  /// As servers announce it.
  public String word() {
    return word;
  }

  /// Whether it binds the sign-in to the server's certificate.
  public boolean binds() {
    return word.endsWith("-PLUS");
  }

  /// The best of those that a server announces.
  ///
  /// @param announced in upper case
  /// @param binding whether the server's certificate can be bound to
  public static Optional<Mechanism> best(Collection<String> announced, boolean binding) {
    for (Mechanism mechanism : List.of(values())) {
      if (announced.contains(mechanism.word) && (binding || !mechanism.binds())) {
        return Optional.of(mechanism);
      }
    }
    return Optional.empty();
  }

  /// Begins a sign-in.
  ///
  /// @param username as the service wants it
  /// @param password its bytes in UTF-8; the exchange reads it and keeps no copy longer than it
  ///   lasts
  /// @param binding the channel binding `tls-server-end-point`; null where there is none
  public Exchange begin(String username, byte[] password, byte @Nullable [] binding) {
    return switch (this) {
      case PLAIN -> new PlainExchange(username, password);
      case LOGIN -> new LoginExchange(username, password);
      case CRAM_MD5 -> new CramMd5Exchange(username, password);
      case SCRAM_SHA_512, SCRAM_SHA_512_PLUS -> scram("SHA-512", username, password, binding);
      case SCRAM_SHA_256, SCRAM_SHA_256_PLUS -> scram("SHA-256", username, password, binding);
      case SCRAM_SHA_1, SCRAM_SHA_1_PLUS -> scram("SHA-1", username, password, binding);
    };
  }

  private Exchange scram(String hash, String username, byte[] password, byte @Nullable [] binding) {
    byte[] random = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(random);
    String nonce = Base64.getEncoder().encodeToString(random); // it has no comma
    return new ScramExchange(hash, username, password, nonce, binds() ? binding : null);
  }
}
