package org.mailmedic.protocol.dns;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.KeySpec;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DNSSEC.DNSSECException;
import org.xbill.DNS.DNSSEC.SignatureExpiredException;
import org.xbill.DNS.DNSSEC.SignatureNotYetValidException;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;

/// Checks the signatures over a set of records (RFC 4035 section 5.3).
public final class Signatures {
  /// RSA/SHA-1 to Ed448, as far as the platform has them; a zone signed with others only counts as
  /// unsigned (RFC 4035 section 5.2, RFC 8624 section 3.1).
  private static final Set<Integer> ALGORITHMS = Set.of(5, 7, 8, 10, 13, 14, 15, 16);

  /// Public-key operations spent on one set: colliding key tags must not buy more (CVE-2023-50387).
  private static final int MAX_OPERATIONS = 8;

  /// Signatures that held, so that none is calculated twice: the same sets come with many answers.
  private static final Set<Held> HELD = ConcurrentHashMap.newKeySet();

  private static final int MAX_HELD = 2_000;

  /// What was found to hold, whatever the time: `signature` by `key` over these records.
  private record Held(List<Record> records, RRSIGRecord signature, DNSKEYRecord key) {}

  private Signatures() {}

  /// Loads what checking an ECDSA P-256 signature takes (most zones have them), so that the first
  /// one does not wait for it: the platform computes tables of points for its first.
  public static void warmUp() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
      KeySpec point = new ECPublicKeySpec(curve.getGenerator(), curve);
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initVerify(KeyFactory.getInstance("EC").generatePublic(point));
      signature.verify(new byte[] {0x30, 6, 2, 1, 1, 2, 1, 1}); // r = 1, s = 1
    } catch (GeneralSecurityException e) {
      // The first signature will say so.
    }
  }

  /// Whether signatures of this algorithm can be checked.
  public static boolean supports(int algorithm) {
    return ALGORITHMS.contains(algorithm);
  }

  /// What checking brought.
  ///
  /// @param by the signature that holds; null where none does
  /// @param fault what is wrong; null where one holds
  public record Result(@Nullable RRSIGRecord by, @Nullable DnssecFault fault) {
    /// Whether a signature holds.
    public boolean valid() {
      return by != null;
    }
  }

  /// Checks the set's signatures against a zone's keys; one that holds suffices.
  public static Result check(SignedSet set, Name zone, List<DNSKEYRecord> keys, Instant now) {
    DnssecFault worst = null;
    int operations = 0;
    for (RRSIGRecord signature : set.signatures()) {
      DnssecFault fault = misplaced(set, zone, signature);
      if (fault != null) {
        worst = graver(worst, fault);
        continue;
      }
      boolean known = false;
      for (DNSKEYRecord key : keys) {
        if (!made(signature, key) || operations >= MAX_OPERATIONS) {
          continue;
        }
        known = true;
        operations++;
        fault = verify(set, zone, signature, key, now);
        if (fault == null) {
          return new Result(signature, null);
        }
        worst = graver(worst, fault);
      }
      if (!known) {
        worst = graver(worst, fault(set, zone, signature, "by a key that the zone does not have"));
      }
    }
    if (worst == null) {
      worst =
          new DnssecFault(
              DnssecFault.Kind.UNSIGNED, text(zone), null, set + " has no signature of " + zone);
    }
    return new Result(null, worst);
  }

  private static boolean made(RRSIGRecord signature, DNSKEYRecord key) {
    return key.getFootprint() == signature.getFootprint()
        && key.getAlgorithm() == signature.getAlgorithm()
        && (key.getFlags() & DNSKEYRecord.Flags.ZONE_KEY) != 0
        && (key.getFlags() & DNSKEYRecord.Flags.REVOKE) == 0
        && key.getProtocol() == DNSKEYRecord.Protocol.DNSSEC;
  }

  /// RFC 4035 section 5.3.1.
  private static @Nullable DnssecFault misplaced(SignedSet set, Name zone, RRSIGRecord signature) {
    if (!signature.getSigner().equals(zone)) {
      return fault(set, zone, signature, "made by " + signature.getSigner());
    }
    if (signature.getLabels() > set.owner().labels() - 1 || !set.owner().subdomain(zone)) {
      return fault(set, zone, signature, "out of place");
    }
    return null;
  }

  private static @Nullable DnssecFault verify(
      SignedSet set, Name zone, RRSIGRecord signature, DNSKEYRecord key, Instant now) {
    Held held = new Held(set.records(), signature, key);
    boolean inTime =
        !now.isAfter(signature.getExpire()) && !now.isBefore(signature.getTimeSigned());
    if (inTime && HELD.contains(held)) {
      return null;
    }
    try {
      DNSSEC.verify(set.toRrset(), signature, key, now);
      if (HELD.size() >= MAX_HELD) {
        HELD.clear();
      }
      HELD.add(held);
      return null;
    } catch (SignatureExpiredException e) {
      Instant when = signature.getExpire();
      return new DnssecFault(
          DnssecFault.Kind.EXPIRED,
          text(zone),
          when,
          describe(set, signature) + " ran out " + when);
    } catch (SignatureNotYetValidException e) {
      Instant when = signature.getTimeSigned();
      return new DnssecFault(
          DnssecFault.Kind.NOT_YET_VALID,
          text(zone),
          when,
          describe(set, signature) + " is valid only from " + when);
    } catch (DNSSECException | RuntimeException e) {
      return fault(set, zone, signature, "does not verify");
    }
  }

  private static DnssecFault fault(
      SignedSet set, Name zone, RRSIGRecord signature, String problem) {
    return new DnssecFault(
        DnssecFault.Kind.BAD_SIGNATURE, text(zone), null, describe(set, signature) + " " + problem);
  }

  private static String describe(SignedSet set, RRSIGRecord signature) {
    return set + " signature by key " + signature.getFootprint();
  }

  /// What tells the administrator more: a time that is over says all.
  private static DnssecFault graver(@Nullable DnssecFault one, DnssecFault other) {
    return one == null || other.kind().ordinal() < one.kind().ordinal() ? other : one;
  }

  /// A zone's name without trailing dot; `.` for the root.
  static String text(Name zone) {
    return zone.equals(Name.root) ? "." : zone.toString(true);
  }
}
