package org.mailmedic.protocol.dkim;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.dkim.DkimResult.Reason;
import org.mailmedic.protocol.dkim.DkimResult.Status;
import org.mailmedic.protocol.message.RawField;
import org.mailmedic.protocol.message.RawMessage;

/// Verifies the signatures of a message (RFC 6376 section 6).
public final class DkimVerifier {
  private final RawMessage message;
  private final KeyLookup keys;

  /// Hashes of the body by form, hash and limit: several signatures often share one.
  private final Map<String, BodyHash> bodies = new HashMap<>();

  /// @param hash base64
  private record BodyHash(String hash, long length) {}

  public DkimVerifier(RawMessage message, KeyLookup keys) {
    this.message = message;
    this.keys = keys;
  }

  /// What became of every `DKIM-Signature`, the topmost first.
  ///
  /// @param now when the message is taken to be received, for signatures that expire
  public List<DkimResult> verify(Instant now) {
    List<DkimResult> results = new ArrayList<>();
    for (RawField field : message.all("DKIM-Signature")) {
      DkimSignature.Parsed parsed = DkimSignature.parse(field);
      if (results.size() >= DkimLimits.MAX_SIGNATURES) {
        results.add(result(Status.POLICY, Reason.TOO_MANY, parsed));
      } else {
        results.add(verify(parsed, now));
      }
    }
    return results;
  }

  private DkimResult verify(DkimSignature.Parsed parsed, Instant now) {
    DkimSignature signature = parsed.signature();
    if (signature == null) {
      return result(Status.PERMERROR, Reason.BAD_SIGNATURE_FIELD, parsed);
    }
    if (signature.expiresAt() >= 0 && signature.expiresAt() < now.getEpochSecond()) {
      return result(Status.FAIL, Reason.EXPIRED, parsed);
    }
    return verify(parsed);
  }

  /// Verifies one signature, whatever field it stands in, without looking at the time.
  public DkimResult verify(DkimSignature.Parsed parsed) {
    DkimSignature signature = parsed.signature();
    if (signature == null) {
      return result(Status.PERMERROR, Reason.BAD_SIGNATURE_FIELD, parsed);
    }
    if (signature.algorithm() == SigningAlgorithm.RSA_SHA1) {
      return result(Status.POLICY, Reason.OBSOLETE_ALGORITHM, parsed);
    }
    FoundKey found = FoundKey.find(keys, signature.keyName(), signature.algorithm());
    if (found.reason() != Reason.NONE) {
      return new DkimResult(
          found.status(),
          found.reason(),
          parsed.domain(),
          parsed.selector(),
          signature,
          found.record(),
          found.anomalies(),
          0);
    }
    PublicKey key = found.key();
    if (foreignIdentity(signature, found.record()) || key == null) {
      return result(Status.PERMERROR, Reason.KEY_DOES_NOT_FIT, parsed, found.record(), 0);
    }
    BodyHash body = bodyHash(signature);
    if (!body.hash().equals(signature.bodyHash())) {
      return result(Status.FAIL, Reason.BODY_CHANGED, parsed, found.record(), 0);
    }
    if (signature.bodyLimit() > body.length()) {
      return result(Status.PERMERROR, Reason.BODY_CHANGED, parsed, found.record(), 0);
    }
    boolean holds = holds(signature.algorithm(), key, signed(signature), signature.signature());
    long unsigned =
        signature.bodyLimit() < 0 ? 0 : Math.max(0, body.length() - signature.bodyLimit());
    return holds
        ? result(Status.PASS, Reason.NONE, parsed, found.record(), unsigned)
        : result(Status.FAIL, Reason.SIGNATURE_WRONG, parsed, found.record(), 0);
  }

  /// The flag `s` of the key: the identity's domain is the signature's own (RFC 6376 section
  /// 3.6.1).
  private static boolean foreignIdentity(DkimSignature signature, @Nullable DkimKeyRecord record) {
    String identity = signature.identity();
    String domain = identity.substring(identity.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    return record != null
        && record.strictIdentity()
        && signature.instance() == 0
        && !domain.equals(signature.domain());
  }

  private BodyHash bodyHash(DkimSignature signature) {
    String digest = signature.algorithm().digest();
    String key = signature.bodyForm() + " " + digest + " " + signature.bodyLimit();
    return bodies.computeIfAbsent(key, unused -> hash(signature, digest));
  }

  private BodyHash hash(DkimSignature signature, String digest) {
    BodyCanon canon =
        new BodyCanon(signature.bodyForm(), BodyCanon.digest(digest), signature.bodyLimit());
    canon.update(message.bytes(), message.bodyStart(), message.bodyLength());
    String hash = Base64.getEncoder().encodeToString(canon.finish());
    return new BodyHash(hash, canon.length());
  }

  /// What is signed of the header (RFC 6376 section 3.7): each named field, the lowest first that
  /// was not taken yet, then the signature's own without its value.
  private String signed(DkimSignature signature) {
    Map<String, List<RawField>> left = new HashMap<>();
    for (RawField field : message.fields()) {
      left.computeIfAbsent(field.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(field);
    }
    StringBuilder signed = new StringBuilder();
    for (String name : signature.signedFields()) {
      List<RawField> fields = left.get(name.toLowerCase(Locale.ROOT));
      if (fields != null && !fields.isEmpty()) {
        RawField field = fields.removeLast();
        signed.append(signature.headerForm().field(field.raw(), field.colon())).append("\r\n");
      }
    }
    String own = signature.withoutSignature();
    return signed.append(signature.headerForm().field(own, signature.field().colon())).toString();
  }

  /// Whether a signature over a text holds.
  ///
  /// @param signed each character one byte
  /// @param signature base64
  public static boolean holds(
      SigningAlgorithm algorithm, PublicKey key, String signed, String signature) {
    byte[] bytes = signed.getBytes(StandardCharsets.ISO_8859_1);
    try {
      Signature verifier =
          Signature.getInstance(
              switch (algorithm) {
                case RSA_SHA1 -> "SHA1withRSA";
                case RSA_SHA256 -> "SHA256withRSA";
                case ED25519_SHA256 -> "Ed25519";
              });
      verifier.initVerify(key);
      // RFC 8463 section 3: Ed25519 signs the hash of the text
      verifier.update(
          algorithm == SigningAlgorithm.ED25519_SHA256
              ? MessageDigest.getInstance("SHA-256").digest(bytes)
              : bytes);
      return verifier.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false; // a signature of the wrong length, say
    }
  }

  private static DkimResult result(Status status, Reason reason, DkimSignature.Parsed parsed) {
    return result(status, reason, parsed, null, 0);
  }

  private static DkimResult result(
      Status status,
      Reason reason,
      DkimSignature.Parsed parsed,
      @Nullable DkimKeyRecord key,
      long unsigned) {
    return new DkimResult(
        status,
        reason,
        parsed.domain(),
        parsed.selector(),
        parsed.signature(),
        key,
        parsed.anomalies(),
        unsigned);
  }
}
