package org.mailmedic.engine.world.live.dns;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.DnsAnswer.Security;
import org.mailmedic.protocol.dns.Denial;
import org.mailmedic.protocol.dns.DnssecFault;
import org.mailmedic.protocol.dns.Signatures;
import org.mailmedic.protocol.dns.SignedSet;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Judges whole answers by the keys that [ChainOfTrust] finds (RFC 4035 section 5). The AD bit of
/// the resolver counts for nothing.
final class Validator {
  /// Different signers of one set that are followed.
  private static final int MAX_SIGNERS = 3;

  private final ChainOfTrust chain;
  private final InstantSource clock;

  Validator(ChainOfTrust chain, InstantSource clock) {
    this.chain = chain;
    this.clock = clock;
  }

  /// What validation says of an answer or a part of it.
  ///
  /// @param reason one line on it; null where there is nothing to say
  /// @param signatures over what was asked for
  record Judgement(
      Security security,
      @Nullable String reason,
      @Nullable DnssecFault fault,
      List<RRSIGRecord> signatures) {

    static Judgement secure(List<RRSIGRecord> signatures) {
      return new Judgement(Security.SECURE, null, null, signatures);
    }

    static Judgement bogus(DnssecFault fault) {
      return new Judgement(Security.BOGUS, fault.detail(), fault, List.of());
    }

    static Judgement insecure(String reason) {
      return new Judgement(Security.INSECURE, reason, null, List.of());
    }

    /// The weaker of both, since a chain of aliases is as strong as its weakest link.
    Judgement and(Judgement other) {
      return strength(other.security) < strength(security)
          ? other
          : new Judgement(security, reason, fault, other.signatures);
    }

    private static int strength(Security security) {
      return switch (security) {
        case BOGUS -> 0;
        case INDETERMINATE -> 1;
        case UNCHECKED, INSECURE -> 2;
        case SECURE -> 3;
      };
    }
  }

  /// Judges an answer with records, or a denial.
  Judgement judge(Question question, Sections sections, Deadline deadline) {
    List<SignedSet> answer = SignedSet.group(sections.answer());
    Judgement whole = Judgement.secure(List.of());
    for (Record alias : sections.aliases()) {
      SignedSet set = find(answer, alias.getName(), alias.getType());
      if (set != null && !isSynthesized(alias, sections.aliases())) {
        whole = whole.and(judge(set, sections, deadline));
      }
    }
    if (sections.unfinished()) {
      return whole;
    }
    SignedSet last = find(answer, sections.last(), question.type());
    Judgement end =
        last != null
            ? judge(last, sections, deadline)
            : judgeDenial(sections.last(), question.type(), sections, deadline);
    return whole.and(end);
  }

  /// What is known of a name whose look-up failed: bogus only where the chain itself is broken.
  Judgement judgeFailure(Name name, Deadline deadline) {
    return chain.towards(name, deadline) instanceof Trust.Broken broken
        ? Judgement.bogus(broken.fault())
        : new Judgement(Security.INDETERMINATE, null, null, List.of());
  }

  private Judgement judge(SignedSet set, Sections sections, Deadline deadline) {
    Instant now = clock.instant();
    for (Name signer : signers(set.signatures(), set.owner())) {
      if (set.type() == Type.DS && signer.equals(set.owner())) {
        continue;
      }
      Trust trust = chain.towards(signer, deadline);
      if (trust instanceof Trust.Secure zone && zone.zone().equals(signer)) {
        RRSIGRecord by = Signatures.check(set, signer, zone.keys(), now).by();
        if (by != null) {
          return Proofs.isExpanded(set.owner(), by)
              ? judgeWildcard(set, by, zone, sections, now)
              : Judgement.secure(set.signatures());
        }
      }
    }
    Trust trust = chain.towards(holder(set.owner(), set.type()), deadline);
    if (!(trust instanceof Trust.Secure zone)) {
      return without(trust);
    }
    DnssecFault fault = Proofs.fault(set, zone, now);
    // No fault here would be a signature that held after all, by a key that arrived meanwhile.
    return fault == null ? Judgement.secure(set.signatures()) : Judgement.bogus(fault);
  }

  private static Judgement judgeWildcard(
      SignedSet set, RRSIGRecord by, Trust.Secure zone, Sections sections, Instant now) {
    Proofs proofs = Proofs.read(zone, sections.authority(), now);
    return switch (proofs.denial().proveNothingCloser(set.owner(), by.getLabels())) {
      case NO_NAME -> Judgement.secure(set.signatures());
      case OPT_OUT -> Judgement.insecure("wildcard in an opt-out span");
      case TOO_COSTLY -> Judgement.insecure("too many NSEC3 iterations");
      case NO_TYPE, UNSIGNED_CUT, NONE ->
          Judgement.bogus(
              proofs.missing(set + ": from a wildcard, without proof of no closer name"));
    };
  }

  private Judgement judgeDenial(Name name, int type, Sections sections, Deadline deadline) {
    Instant now = clock.instant();
    for (Name signer : signers(allSignatures(sections.authority()), name)) {
      Trust trust = chain.towards(signer, deadline);
      if (trust instanceof Trust.Secure zone && zone.zone().equals(signer)) {
        Denial.Proof proof =
            Proofs.read(zone, sections.authority(), now).denial().prove(name, type);
        switch (proof) {
          case NO_NAME, NO_TYPE -> {
            return Judgement.secure(allSignatures(sections.authority()));
          }
          case UNSIGNED_CUT -> {
            return Judgement.secure(allSignatures(sections.authority()));
          }
          case OPT_OUT -> {
            return Judgement.insecure(name + " is in an opt-out span");
          }
          case TOO_COSTLY -> {
            return Judgement.insecure("too many NSEC3 iterations");
          }
          case NONE -> {}
        }
      }
    }
    Trust trust = chain.towards(holder(name, type), deadline);
    if (!(trust instanceof Trust.Secure zone)) {
      return without(trust);
    }
    Proofs proofs = Proofs.read(zone, sections.authority(), now);
    return Judgement.bogus(
        proofs.missing(name + " " + Type.string(type) + ": no proof that there is none"));
  }

  private static Judgement without(Trust trust) {
    return switch (trust) {
      case Trust.Insecure insecure -> Judgement.insecure(insecure.reason());
      case Trust.Broken broken -> Judgement.bogus(broken.fault());
      case Trust.Unknown unknown ->
          new Judgement(Security.INDETERMINATE, unknown.reason(), null, List.of());
      case Trust.Secure secure -> throw new IllegalArgumentException("secure at " + secure.zone());
    };
  }

  /// The name whose zone holds a set: a DS stands in the zone above (RFC 4035 section 2.4).
  private static Name holder(Name owner, int type) {
    return type == Type.DS && owner.labels() > 1 ? new Name(owner, 1) : owner;
  }

  private static Set<Name> signers(List<RRSIGRecord> signatures, Name name) {
    Set<Name> signers = new LinkedHashSet<>();
    for (RRSIGRecord signature : signatures) {
      if (name.subdomain(signature.getSigner()) && signers.size() < MAX_SIGNERS) {
        signers.add(signature.getSigner());
      }
    }
    return signers;
  }

  private static List<RRSIGRecord> allSignatures(List<Record> section) {
    List<RRSIGRecord> signatures = new ArrayList<>();
    for (Record record : section) {
      if (record instanceof RRSIGRecord signature) {
        signatures.add(signature);
      }
    }
    return signatures;
  }

  /// Whether a CNAME was made from a DNAME of the chain; such a one is never signed (RFC 6672
  /// section 5.3.1).
  private static boolean isSynthesized(Record alias, List<Record> aliases) {
    if (!(alias instanceof CNAMERecord cname)) {
      return false;
    }
    for (Record other : aliases) {
      if (other instanceof DNAMERecord dname
          && cname.getName().subdomain(dname.getName())
          && cname.getTarget().equals(Sections.substituted(cname.getName(), dname))) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable SignedSet find(List<SignedSet> sets, Name owner, int type) {
    for (SignedSet set : sets) {
      if (set.type() == type && set.owner().equals(owner)) {
        return set;
      }
    }
    return null;
  }
}
