package org.mailmedic.protocol.arc;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.dkim.Anomaly;
import org.mailmedic.protocol.dkim.DkimResult;

/// What became of a chain (RFC 8617 section 5.2).
///
/// @param status the chain's state
/// @param reason why it fails; NONE otherwise
/// @param instance the set that it fails at, or the last one; 0 where there is no chain or none can
///   be told
/// @param sets each set's sealer and what it saw, the first one first; empty where the sets can't
///   be told apart
/// @param signature what became of the newest message signature; null where it was not tried
/// @param anomalies of the field that can't be read
public record ArcResult(
    Status status,
    Reason reason,
    int instance,
    List<Hop> sets,
    @Nullable DkimResult signature,
    List<Anomaly> anomalies) {

  public ArcResult {
    sets = List.copyOf(sets);
    anomalies = List.copyOf(anomalies);
  }

  /// The chain's state; the words of `arc=` in Authentication-Results.
  public enum Status {
    NONE,
    PASS,
    FAIL
  }

  /// Why a chain fails.
  public enum Reason {
    NONE,
    /// More than 50 sets.
    TOO_MANY,
    /// A set lacks a field, has one twice, or an instance is left out.
    SETS_INCOMPLETE,
    /// A field can't be read.
    BAD_FIELD,
    /// A relay found the chain broken already and said so.
    FAILED_BEFORE,
    /// A seal says something that it can't at its place (`cv=none` behind others, `cv=pass` first).
    WRONG_VERDICT,
    /// The newest message signature covers the seals, which it must not.
    SIGNS_SEALS,
    /// The newest message signature does not verify: the message was changed after it.
    SIGNATURE,
    /// A seal's key is missing or no good.
    SEAL_KEY,
    /// A seal does not hold.
    SEAL
  }

  /// A relay that sealed.
  ///
  /// @param instance 1 is the first
  /// @param domain who sealed
  /// @param results what it says that it saw, the text of its `ARC-Authentication-Results` behind
  ///   the instance, on one line
  public record Hop(int instance, String domain, String results) {}
}
