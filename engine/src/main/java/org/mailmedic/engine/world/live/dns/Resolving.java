package org.mailmedic.engine.world.live.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.world.Deadline;
import org.xbill.DNS.Rcode;

/// Questions to the resolvers: equal ones under way are asked once, answers are kept for their TTL
/// within bounds, a lost packet and a failure are tried a second time, at the next resolver where
/// there are several. Thread-safe.
final class Resolving implements AutoCloseable {
  private final List<InetSocketAddress> resolvers;
  private final Exchange exchange;
  private final ConcurrentMap<Question, Kept> kept = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Resolving(List<InetSocketAddress> resolvers, Exchange exchange) {
    this.resolvers = resolvers;
    this.exchange = exchange;
  }

  /// Starts asking unless the answer is there or under way; does not wait.
  void prefetch(Question question) {
    asked(question);
  }

  /// The answer, waiting for it until the deadline.
  Response ask(Question question, Deadline deadline) {
    try {
      return asked(question).response.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return Response.timeout();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Response.timeout();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Kept asked(Question question) {
    Kept known = kept.get(question);
    if (known != null && !known.stale()) {
      return known;
    }
    Kept fresh = new Kept();
    Kept entry = kept.compute(question, (q, old) -> old == null || old.stale() ? fresh : old);
    if (entry == fresh) {
      if (kept.size() > DnsLimits.MAX_CACHED) {
        kept.values().removeIf(Kept::done);
      }
      Thread.ofVirtual().name("dns " + question).start(() -> fetch(question, fresh));
    }
    return entry;
  }

  @SuppressWarnings("CatchingUnchecked") // a fault of ours ends this question, nothing else
  private void fetch(Question question, Kept entry) {
    try {
      entry.settle(new Tries(question).run());
    } catch (RuntimeException | Error e) {
      entry.response.completeExceptionally(e);
      kept.remove(question, entry);
    }
  }

  @Override
  public void close() {
    closed = true;
    kept.clear();
  }

  /// An answer, there or under way.
  private static final class Kept {
    final CompletableFuture<Response> response = new CompletableFuture<>();
    private volatile long staleAtNanos;

    boolean done() {
      return response.isDone();
    }

    boolean stale() {
      return response.isDone() && staleAtNanos - System.nanoTime() <= 0;
    }

    void settle(Response value) {
      staleAtNanos = System.nanoTime() + lifetime(value).toNanos();
      response.complete(value);
    }

    private static Duration lifetime(Response value) {
      return value instanceof Response.Got got && good(got)
          ? Lifetimes.of(got.message())
          : DnsLimits.FAILURE_KEPT;
    }
  }

  private static boolean good(Response.Got got) {
    return got.rcode() == Rcode.NOERROR || got.rcode() == Rcode.NXDOMAIN;
  }

  /// The tries for one question. Each has a socket of its own that stays open, since the answer to
  /// the first packet may come after the second was sent.
  private final class Tries {
    private final Question question;
    private final BlockingQueue<Response> arrived = new LinkedBlockingQueue<>();
    private final Deadline end = Deadline.in(DnsLimits.RESOLVER_ALL_TRIES);
    private int started;
    private int ended;
    private Query.Mode mode = Query.Mode.CHECKING_DISABLED;
    private @Nullable Response worst;

    Tries(Question question) {
      this.question = question;
    }

    Response run() {
      start();
      Deadline second = Deadline.in(DnsLimits.RESOLVER_FIRST_TRY);
      Deadline third =
          Deadline.in(DnsLimits.RESOLVER_FIRST_TRY.plus(DnsLimits.RESOLVER_SECOND_TRY));
      while (!end.passed() && !closed) {
        Response response = next(started == 1 ? second : started == 2 ? third : end);
        if (response == null) {
          if (started < 3) {
            start();
          }
          continue;
        }
        ended++;
        if (response instanceof Response.Got got && good(got)) {
          return got;
        }
        worst = clearer(worst, response);
        if (started < tries()) {
          mode = afterFailure(response);
          start();
        } else if (ended == started) {
          break;
        }
      }
      return worst == null ? Response.timeout() : worst;
    }

    /// At least two, and every resolver once.
    private int tries() {
      return Math.max(mode == Query.Mode.PLAIN ? 3 : 2, resolvers.size());
    }

    private @Nullable Response next(Deadline until) {
      try {
        return arrived.poll(until.remaining().toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Response.timeout();
      }
    }

    private void start() {
      InetSocketAddress resolver = resolvers.get(started % resolvers.size());
      Query query = new Query(question.name(), question.type(), mode);
      started++;
      Thread.ofVirtual().start(() -> arrived.add(exchange.udp(resolver, query, null, end)));
    }

    /// How to ask after a failure: the same of another resolver; of an only one without CD, which
    /// some resolvers do not bear, or without EDNS.
    private Query.Mode afterFailure(Response failure) {
      if (failure instanceof Response.Got got) {
        if (got.rcode() == Rcode.FORMERR || got.rcode() == Rcode.NOTIMP) {
          return mode.plain();
        }
        if (started >= resolvers.size()) {
          return Query.Mode.CHECKING;
        }
      }
      return mode;
    }

    /// An answer that says something is worth more than silence.
    private Response clearer(@Nullable Response one, Response other) {
      return one instanceof Response.Got || (one != null && other instanceof Response.Failed)
          ? one
          : other;
    }
  }

  /// One question to one resolver, as a sign of life.
  Response askOne(InetSocketAddress resolver, Question question, Deadline deadline) {
    Query query = new Query(question.name(), question.type(), Query.Mode.CHECKING_DISABLED);
    return exchange.udp(
        resolver, query, DnsLimits.RESOLVER_FIRST_TRY, deadline.atMost(DnsLimits.SERVER_ALL_TRIES));
  }
}
