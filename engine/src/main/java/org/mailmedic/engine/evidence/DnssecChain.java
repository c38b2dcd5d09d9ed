package org.mailmedic.engine.evidence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether the domain's signatures lead from the trust anchor to its mail records, by our own
/// validation (RFC 4035). Key subject: the domain.
///
/// @param domain without trailing dot
/// @param security the worst of the answers looked at: `SECURE`, `INSECURE` (provably unsigned),
///   `BOGUS`, `INDETERMINATE` (no signatures to be had through this resolver, time-out)
/// @param bogus the questions whose answers are bogus, such as `example.com MX`
/// @param fault what is wrong: `EXPIRED`, `NOT_YET_VALID`, `DS_MISMATCH`, `UNSIGNED`,
///   `BAD_SIGNATURE`, `MISSING_PROOF`; null unless bogus
/// @param faultyZone the zone where it is wrong, without trailing dot; null unless bogus
/// @param expired when the signature ran out; null unless `fault` is EXPIRED
/// @param detail one line in the notation of the wire; null where there is nothing to say
/// @param delegationSigned whether the parent has DS records; null where unknown
/// @param algorithms the algorithm numbers of the zone's keys, ascending
/// @param signatureEnds when the first of the signatures on the mail records runs out; null where
///   there is none
public record DnssecChain(
    String domain,
    String security,
    List<String> bogus,
    @Nullable String fault,
    @Nullable String faultyZone,
    @Nullable Instant expired,
    @Nullable String detail,
    @Nullable Boolean delegationSigned,
    List<Integer> algorithms,
    @Nullable Instant signatureEnds)
    implements Evidence {
  public DnssecChain {
    bogus = List.copyOf(bogus);
    algorithms = List.copyOf(algorithms);
  }

  @Override
  public String kind() {
    return "dns";
  }

  @Override
  public String summary() {
    return domain + " DNSSEC " + security + (detail == null ? "" : " (" + detail + ")");
  }

  @Override
  public boolean settled() {
    return !security.equals("INDETERMINATE");
  }

  @Override
  public Attempt.Reason unsettledBecause() {
    return Attempt.Reason.SOURCE_FAILED;
  }
}
