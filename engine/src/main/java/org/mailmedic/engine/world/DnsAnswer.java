package org.mailmedic.engine.world;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.dns.DnssecFault;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;

/// What one question to the DNS brought.
///
/// @param name the name that was asked for, absolute, lower case, with its trailing dot
/// @param type the RR type number that was asked for
/// @param status what kind of answer it was
/// @param records the records of the asked type at the end of the alias chain; empty unless
///   `status` is ANSWER
/// @param aliases the CNAME and DNAME records that were followed, in order
/// @param authority the authority section (SOA of a negative answer, NS of a referral)
/// @param additional the additional section without OPT (glue)
/// @param authoritative the AA bit
/// @param security what our own validation says; UNCHECKED for [Dns#ask]
/// @param reason why, where it is bogus, insecure or failed: one line in English as the library or
///   the server (RFC 8914) gave it; null where there is nothing to say
/// @param signatures the RRSIG records over `records` (or over the proof of their absence), as they
///   came; empty for unsigned answers
/// @param fault what is wrong with the signatures, where `security` is BOGUS; null otherwise
/// @param server the address of the server that answered, or null from the cache or none
/// @param millis how long it took
public record DnsAnswer(
    String name,
    int type,
    Status status,
    List<Record> records,
    List<Record> aliases,
    List<Record> authority,
    List<Record> additional,
    boolean authoritative,
    Security security,
    @Nullable String reason,
    List<RRSIGRecord> signatures,
    @Nullable DnssecFault fault,
    @Nullable String server,
    long millis) {

  /// The reason where aliases lead back to themselves.
  public static final String ALIAS_LOOP = "CNAME loop";

  public DnsAnswer {
    records = List.copyOf(records);
    aliases = List.copyOf(aliases);
    authority = List.copyOf(authority);
    additional = List.copyOf(additional);
    signatures = List.copyOf(signatures);
  }

  /// An answer of which nothing is known about signatures.
  public DnsAnswer(
      String name,
      int type,
      Status status,
      List<Record> records,
      List<Record> aliases,
      List<Record> authority,
      List<Record> additional,
      boolean authoritative,
      Security security,
      @Nullable String reason,
      @Nullable String server,
      long millis) {
    this(
        name,
        type,
        status,
        records,
        aliases,
        authority,
        additional,
        authoritative,
        security,
        reason,
        List.of(),
        null,
        server,
        millis);
  }

  /// Whether the answer settles the question: there are records, or it is known that there are
  /// none.
  public boolean settled() {
    return status == Status.ANSWER || status == Status.NODATA || status == Status.NXDOMAIN;
  }

  /// Kinds of answers.
  public enum Status {
    /// Records of the asked type.
    ANSWER,
    /// The name exists, the type does not.
    NODATA,
    /// The name does not exist.
    NXDOMAIN,
    /// A referral to other name servers (only from [Dns#ask]).
    REFERRAL,
    SERVFAIL,
    REFUSED,
    /// FORMERR, NOTIMP or another error code.
    ERROR,
    /// Nothing came back in time.
    TIMEOUT,
    /// No route, port unreachable, connection refused.
    UNREACHABLE,
    /// What came back is no valid DNS answer to the question (wrong id, loops, cut off).
    MALFORMED,
    /// We did not ask: private address, budget spent, no IPv6 here.
    NOT_ASKED
  }

  /// Result of our own DNSSEC validation (RFC 4035 section 4.3).
  public enum Security {
    SECURE,
    INSECURE,
    BOGUS,
    /// Validation could not be finished (no DNSSEC records through this resolver, time-out).
    INDETERMINATE,
    UNCHECKED
  }
}
