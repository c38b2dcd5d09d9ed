package org.mailmedic.protocol.sasl;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// SCRAM (RFC 5802, RFC 7677): the password stays here, and the server proves that it knows it.
final class ScramExchange implements Exchange {
  /// RFC 7677 section 4 asks for 4,096 at least; more than this only wears the client out.
  static final int MAX_ITERATIONS = 2_000_000;

  private static final int MAX_MESSAGE = 4_096;

  private final String hash;
  private final String mac;
  private final String name;
  private final byte[] password;
  private final String nonce;
  private final byte @Nullable [] binding;
  private String firstBare = "";
  private byte[] serverSignature = {};
  private int step;
  private boolean proven;

  /// @param nonce the client's, without a comma
  /// @param binding the data of `tls-server-end-point`; null: without channel binding
  ScramExchange(
      String hash, String username, byte[] password, String nonce, byte @Nullable [] binding) {
    this.hash = hash;
    this.mac = "Hmac" + hash.replace("-", "");
    this.name = SaslPrep.prepare(username).replace("=", "=3D").replace(",", "=2C");
    this.password = password;
    this.nonce = nonce;
    this.binding = binding;
  }

  private String header() {
    return binding == null ? "n,," : "p=tls-server-end-point,,";
  }

  @Override
  public byte[] initial() {
    firstBare = "n=" + name + ",r=" + nonce;
    return (header() + firstBare).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] answer(byte[] challenge) throws SaslFault {
    if (challenge.length > MAX_MESSAGE) {
      throw new SaslFault("a message of " + challenge.length + " bytes");
    }
    String message = new String(challenge, StandardCharsets.UTF_8);
    return switch (step++) {
      case 0 -> proof(message);
      case 1 -> {
        verify(message);
        yield new byte[0];
      }
      default -> throw new SaslFault("SCRAM has two steps");
    };
  }

  private byte[] proof(String serverFirst) throws SaslFault {
    String both = attribute(serverFirst, 'r');
    String salt64 = attribute(serverFirst, 's');
    String count = attribute(serverFirst, 'i');
    if (serverFirst.startsWith("m=")) {
      throw new SaslFault("an extension that must be understood"); // RFC 5802 section 5.1
    }
    if (both == null || salt64 == null || count == null) {
      throw new SaslFault("no r=, s= and i=");
    }
    if (!both.startsWith(nonce) || both.length() == nonce.length()) {
      throw new SaslFault("another nonce");
    }
    byte[] salt = decoded(salt64);
    byte[] salted = Keyed.iterated(mac, prepared(), salt, iterations(count));
    byte[] clientKey = Keyed.hmac(mac, salted, "Client Key".getBytes(StandardCharsets.US_ASCII));
    String withoutProof = "c=" + bindingData() + ",r=" + both;
    byte[] all =
        (firstBare + "," + serverFirst + "," + withoutProof).getBytes(StandardCharsets.UTF_8);
    byte[] proof = Keyed.hmac(mac, Keyed.hash(hash, clientKey), all);
    for (int i = 0; i < proof.length; i++) {
      proof[i] ^= clientKey[i];
    }
    byte[] serverKey = Keyed.hmac(mac, salted, "Server Key".getBytes(StandardCharsets.US_ASCII));
    serverSignature = Keyed.hmac(mac, serverKey, all);
    Arrays.fill(salted, (byte) 0);
    Arrays.fill(clientKey, (byte) 0);
    return (withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof))
        .getBytes(StandardCharsets.UTF_8);
  }

  private String bindingData() {
    byte[] head = header().getBytes(StandardCharsets.US_ASCII);
    byte[] data = binding == null ? new byte[0] : binding;
    byte[] both = Arrays.copyOf(head, head.length + data.length);
    System.arraycopy(data, 0, both, head.length, data.length);
    return Base64.getEncoder().encodeToString(both);
  }

  private byte[] prepared() {
    return SaslPrep.ascii(password)
        ? password
        : SaslPrep.prepare(new String(password, StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
  }

  private static int iterations(String digits) throws SaslFault {
    if (!digits.isEmpty()
        && digits.length() <= 7
        && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int iterations = Integer.parseInt(digits);
      if (iterations > 0 && iterations <= MAX_ITERATIONS) {
        return iterations;
      }
    }
    throw new SaslFault("i=" + digits.substring(0, Math.min(20, digits.length())));
  }

  /// The server's last word: its signature, or why not (`e=`), which the protocol's own refusal
  /// follows.
  private void verify(String serverFinal) throws SaslFault {
    String signature = attribute(serverFinal, 'v');
    if (signature == null) {
      throw new SaslFault("no v=");
    }
    if (!MessageDigest.isEqual(decoded(signature), serverSignature)) {
      throw new SaslFault("the server does not know the password");
    }
    proven = true;
  }

  private static byte[] decoded(String base64) throws SaslFault {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new SaslFault("no base64");
    }
  }

  private static @Nullable String attribute(String message, char name) {
    for (String part : message.split(",", 20)) {
      if (part.length() > 1 && part.charAt(0) == name && part.charAt(1) == '=') {
        return part.substring(2);
      }
    }
    return null;
  }

  @Override
  public boolean serverProven() {
    return proven;
  }
}
