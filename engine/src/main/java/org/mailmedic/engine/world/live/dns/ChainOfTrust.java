package org.mailmedic.engine.world.live.dns;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.protocol.dns.DnssecFault;
import org.mailmedic.protocol.dns.SignedSet;
import org.mailmedic.protocol.dns.TrustAnchors;
import org.mailmedic.protocol.dns.ZoneKeys;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/// Follows the delegations from a trust anchor down to a name, and keeps what it finds. All DS and
/// DNSKEY questions for a name can be asked beforehand ([#prefetch]), so that the walk itself waits
/// for nothing more. Thread-safe.
final class ChainOfTrust {
  private final Resolving resolving;
  private final TrustAnchors anchors;
  private final InstantSource clock;
  private final ConcurrentMap<Name, Link> links = new ConcurrentHashMap<>();

  ChainOfTrust(Resolving resolving, TrustAnchors anchors, InstantSource clock) {
    this.resolving = resolving;
    this.anchors = anchors;
    this.clock = clock;
  }

  /// Asks for everything on the way to a name at once and begins to walk; does not wait.
  void prefetch(Name name) {
    Name anchor = anchors.closest(name).orElse(null);
    if (anchor == null) {
      return;
    }
    int depth = Math.min(name.labels() - anchor.labels(), DnsLimits.MAX_PREFETCHED_LABELS);
    resolving.prefetch(new Question(anchor, Type.DNSKEY));
    for (int up = depth - 1; up >= 0; up--) {
      Name zone = up == 0 ? name : new Name(name, up);
      resolving.prefetch(new Question(zone, Type.DS));
      resolving.prefetch(new Question(zone, Type.DNSKEY));
    }
    link(name);
  }

  /// How far the chain reaches towards a name, waiting until the deadline.
  Trust towards(Name name, Deadline deadline) {
    try {
      return link(name).trust.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new Trust.Unknown("no DS or DNSKEY in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Trust.Unknown("interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Link link(Name name) {
    Link known = links.get(name);
    if (known != null && !known.stale()) {
      return known;
    }
    Link fresh = new Link();
    Link link = links.compute(name, (key, old) -> old == null || old.stale() ? fresh : old);
    if (link == fresh) {
      if (links.size() > DnsLimits.MAX_CACHED) {
        links.values().removeIf(Link::done);
      }
      Thread.ofVirtual().name("trust " + name).start(() -> walk(name, fresh));
    }
    return link;
  }

  @SuppressWarnings("CatchingUnchecked") // a fault of ours ends this question, nothing else
  private void walk(Name name, Link link) {
    try {
      link.settle(reach(name));
    } catch (RuntimeException | Error e) {
      link.trust.completeExceptionally(e);
      links.remove(name, link);
    }
  }

  private static final class Link {
    final CompletableFuture<Trust> trust = new CompletableFuture<>();
    private volatile long staleAtNanos;

    boolean done() {
      return trust.isDone();
    }

    boolean stale() {
      return trust.isDone() && staleAtNanos - System.nanoTime() <= 0;
    }

    void settle(Trust value) {
      boolean lasting = value instanceof Trust.Secure || value instanceof Trust.Insecure;
      Duration kept = lasting ? DnsLimits.TRUST_KEPT : DnsLimits.FAILURE_KEPT;
      staleAtNanos = System.nanoTime() + kept.toNanos();
      trust.complete(value);
    }
  }

  private Trust reach(Name name) {
    Name anchor = anchors.closest(name).orElse(null);
    if (anchor == null) {
      return new Trust.Insecure(name, "no trust anchor");
    }
    Deadline deadline = Deadline.in(DnsLimits.RESOLVER_ALL_TRIES);
    if (anchor.equals(name)) {
      return anchored(name, deadline);
    }
    Trust above = towards(new Name(name, 1), deadline);
    return above instanceof Trust.Secure secure ? below(secure, name, deadline) : above;
  }

  /// The anchored zone itself. What is wrong here is wrong with the resolver, the clock or the
  /// anchor, and never held against a domain.
  private Trust anchored(Name zone, Deadline deadline) {
    Response response = resolving.ask(new Question(zone, Type.DNSKEY), deadline);
    SignedSet keys = set(response, zone, Type.DNSKEY);
    if (keys == null) {
      return new Trust.Unknown(zone + " DNSKEY: " + describe(response));
    }
    if (keys.signatures().isEmpty()) {
      return new Trust.Unknown("the resolver gives no signatures");
    }
    ZoneKeys.Result result = ZoneKeys.check(zone, keys, anchors.at(zone), clock.instant());
    if (result.fault() != null) {
      return new Trust.Unknown("trust anchor: " + result.fault().detail());
    }
    return result.unsupported()
        ? new Trust.Unknown("trust anchor of an unknown algorithm")
        : new Trust.Secure(zone, result.keys());
  }

  /// One label further down: a signed zone cut, an unsigned one, or none.
  private Trust below(Trust.Secure above, Name name, Deadline deadline) {
    Response response = resolving.ask(new Question(name, Type.DS), deadline);
    if (!(response instanceof Response.Got got)
        || (got.rcode() != Rcode.NOERROR && got.rcode() != Rcode.NXDOMAIN)) {
      return new Trust.Unknown(name + " DS: " + describe(response));
    }
    Sections sections = Sections.read(got.message(), new Question(name, Type.DS));
    List<SignedSet> answer = SignedSet.group(sections.answer());
    for (SignedSet set : answer) {
      if (set.type() == Type.DS && set.owner().equals(name)) {
        DnssecFault fault = Proofs.fault(set, above, clock.instant());
        return fault == null ? signed(name, set, deadline) : new Trust.Broken(fault);
      }
    }
    for (SignedSet set : answer) {
      if (isAlias(set, name)) {
        DnssecFault fault = Proofs.fault(set, above, clock.instant());
        return fault == null ? above : new Trust.Broken(fault);
      }
    }
    return denied(above, name, sections);
  }

  /// An alias stands at the name or above it, so no zone cut does.
  private static boolean isAlias(SignedSet set, Name name) {
    return switch (set.records().get(0)) {
      case CNAMERecord cname -> cname.getName().equals(name) && !set.signatures().isEmpty();
      case DNAMERecord dname -> name.subdomain(dname.getName());
      default -> false;
    };
  }

  private Trust denied(Trust.Secure above, Name name, Sections sections) {
    Proofs proofs = Proofs.read(above, sections.authority(), clock.instant());
    return switch (proofs.denial().prove(name, Type.DS)) {
      case NO_NAME, NO_TYPE -> above;
      case UNSIGNED_CUT -> new Trust.Insecure(name, name + " is delegated without DS");
      case OPT_OUT -> new Trust.Insecure(name, name + " is in an opt-out span");
      case TOO_COSTLY -> new Trust.Insecure(name, "too many NSEC3 iterations");
      case NONE -> new Trust.Broken(proofs.missing(name + " DS: no proof that there is none"));
    };
  }

  private Trust signed(Name zone, SignedSet ds, Deadline deadline) {
    if (ZoneKeys.unsupported(ds.records())) {
      return new Trust.Insecure(zone, zone + " DS of unknown algorithms only");
    }
    Response response = resolving.ask(new Question(zone, Type.DNSKEY), deadline);
    SignedSet keys = set(response, zone, Type.DNSKEY);
    if (keys == null) {
      boolean none =
          response instanceof Response.Got got
              && (got.rcode() == Rcode.NOERROR || got.rcode() == Rcode.NXDOMAIN);
      return none
          ? new Trust.Broken(noKeys(zone))
          : new Trust.Unknown(zone + " DNSKEY: " + describe(response));
    }
    ZoneKeys.Result result = ZoneKeys.check(zone, keys, ds.records(), clock.instant());
    if (result.fault() != null) {
      return new Trust.Broken(result.fault());
    }
    return new Trust.Secure(zone, result.keys());
  }

  private static DnssecFault noKeys(Name zone) {
    return new DnssecFault(
        DnssecFault.Kind.DS_MISMATCH,
        Proofs.text(zone),
        null,
        zone + " has a DS at the parent and no DNSKEY");
  }

  private static @Nullable SignedSet set(Response response, Name owner, int type) {
    if (response instanceof Response.Got got && got.rcode() == Rcode.NOERROR) {
      Sections sections = Sections.read(got.message(), new Question(owner, type));
      for (SignedSet set : SignedSet.group(sections.answer())) {
        if (set.type() == type && set.owner().equals(owner)) {
          return set;
        }
      }
    }
    return null;
  }

  private static String describe(Response response) {
    return switch (response) {
      case Response.Failed failed -> failed.status().name();
      case Response.Got got -> {
        String reason = Sections.reason(got.message());
        yield reason == null ? "none" : reason;
      }
    };
  }
}
