package org.mailmedic.engine.evidence;

import java.util.List;

/// Something that was seen. An immutable record of strings, numbers, booleans, enums, `Instant`,
/// `Duration`, lists, maps and further such records, so that a case file can keep it as JSON
/// ([EvidenceTypes] lists every type). Failures at the target are evidence too; our own trouble is
/// an [Attempt.Unobserved].
public interface Evidence {

  /// The word in `evidence[].kind` of the JSON: `dns`, `smtp`, `tls`, `http`, `rdap`, `whois`,
  /// `network`, `input`.
  String kind();

  /// One line in the notation of the wire (`example.com MX 10 mail.other.test`), the same in every
  /// language.
  String summary();

  /// Whether what was seen settles the question. False for a look-up or a connection that ended by
  /// time-out, say: unless a rule makes a finding of it, the check is inconclusive, not passed.
  default boolean settled() {
    return true;
  }

  /// Why it settles nothing, where it does not.
  default Attempt.Reason unsettledBecause() {
    return Attempt.Reason.DEADLINE;
  }

  /// What went over the wire, where it was a conversation; empty otherwise.
  default List<TranscriptLine> transcript() {
    return List.of();
  }
}
