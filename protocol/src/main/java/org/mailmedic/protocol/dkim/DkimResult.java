package org.mailmedic.protocol.dkim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of one signature (RFC 6376 section 6, words of RFC 8601 section 2.7.1).
///
/// @param status what receivers call it
/// @param reason why it is no pass; NONE where it is one
/// @param domain the tag `d`; null where it can't be told
/// @param selector the tag `s`; null where it can't be told
/// @param signature the signature; null where it can't be read
/// @param key the key that it was tried with; null where there was none
/// @param anomalies of the signature's field or, where the reason is about it, of the key record
/// @param unsignedBytes bytes of the body behind what the tag `l` covers; 0 otherwise
public record DkimResult(
    Status status,
    Reason reason,
    @Nullable String domain,
    @Nullable String selector,
    @Nullable DkimSignature signature,
    @Nullable DkimKeyRecord key,
    List<Anomaly> anomalies,
    long unsignedBytes) {

  public DkimResult {
    anomalies = List.copyOf(anomalies);
  }

  /// As in Authentication-Results.
  public enum Status {
    PASS,
    /// The signature is sound and does not verify.
    FAIL,
    /// The signature can't be judged, for what is in it.
    NEUTRAL,
    /// The signature is sound, and the receiver has to refuse it (RFC 8301).
    POLICY,
    TEMPERROR,
    PERMERROR
  }

  /// Why it is no pass.
  public enum Reason {
    NONE,
    /// The field can't be read.
    BAD_SIGNATURE_FIELD,
    /// RFC 8301 section 3.1: `rsa-sha1`.
    OBSOLETE_ALGORITHM,
    EXPIRED,
    /// More signatures than are verified.
    TOO_MANY,
    KEY_UNAVAILABLE,
    NO_KEY,
    /// Several TXT records at the name: which one counts is not told.
    SEVERAL_KEYS,
    KEY_UNREADABLE,
    KEY_REVOKED,
    /// RFC 8301 section 3.2: shorter than 1,024 bits.
    KEY_TOO_SHORT,
    /// The key is of another type, for other hashes, for another service or another identity.
    KEY_DOES_NOT_FIT,
    /// The body is not what was signed.
    BODY_CHANGED,
    /// The header is not what was signed, or the key is not the signer's.
    SIGNATURE_WRONG
  }

  public boolean passed() {
    return status == Status.PASS;
  }
}
