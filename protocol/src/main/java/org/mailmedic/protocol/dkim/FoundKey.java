package org.mailmedic.protocol.dkim;

import java.security.PublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.dkim.DkimResult.Reason;
import org.mailmedic.protocol.dkim.DkimResult.Status;

/// The key for a signature, or why there is none (RFC 6376 section 6.1.2).
///
/// @param status what the signature is called for that; PASS where there is a key
/// @param reason NONE where there is a key
/// @param record the record; null where there is none to be read
/// @param anomalies of the record
public record FoundKey(
    Status status, Reason reason, @Nullable DkimKeyRecord record, List<Anomaly> anomalies) {

  public FoundKey {
    anomalies = List.copyOf(anomalies);
  }

  /// The key; null where the reason says why not.
  public @Nullable PublicKey key() {
    return record == null ? null : record.key();
  }

  /// Looks a key up and sees whether it fits.
  public static FoundKey find(KeyLookup keys, String name, SigningAlgorithm algorithm) {
    return switch (keys.lookup(name)) {
      case KeyLookup.Unavailable ignored ->
          new FoundKey(Status.TEMPERROR, Reason.KEY_UNAVAILABLE, null, List.of());
      case KeyLookup.Texts(List<String> texts) -> of(texts, algorithm);
    };
  }

  private static FoundKey of(List<String> texts, SigningAlgorithm algorithm) {
    if (texts.isEmpty()) {
      return new FoundKey(Status.PERMERROR, Reason.NO_KEY, null, List.of());
    }
    if (texts.size() > 1) {
      return new FoundKey(Status.PERMERROR, Reason.SEVERAL_KEYS, null, List.of());
    }
    DkimKeyRecord.Parsed parsed = DkimKeyRecord.parse(texts.getFirst());
    DkimKeyRecord record = parsed.record();
    if (record == null) {
      return new FoundKey(Status.PERMERROR, Reason.KEY_UNREADABLE, null, parsed.anomalies());
    }
    Reason reason = unfit(record, algorithm);
    Status status =
        switch (reason) {
          case NONE -> Status.PASS;
          case KEY_TOO_SHORT -> Status.POLICY;
          default -> Status.PERMERROR;
        };
    return new FoundKey(status, reason, record, parsed.anomalies());
  }

  private static Reason unfit(DkimKeyRecord record, SigningAlgorithm algorithm) {
    if (record.revoked()) {
      return Reason.KEY_REVOKED;
    }
    boolean hash = record.hashes().isEmpty() || record.hashes().contains(algorithm.hash());
    if (!record.keyType().equals(algorithm.keyType()) || !hash || !record.emailAllowed()) {
      return Reason.KEY_DOES_NOT_FIT;
    }
    if (record.tooShort()) {
      return Reason.KEY_TOO_SHORT;
    }
    return record.bits() > DkimLimits.MAX_RSA_BITS ? Reason.KEY_DOES_NOT_FIT : Reason.NONE;
  }
}
