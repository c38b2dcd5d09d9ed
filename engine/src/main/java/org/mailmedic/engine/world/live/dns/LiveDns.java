package org.mailmedic.engine.world.live.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.Dns;
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.engine.world.DnsTransport;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// The DNS over real sockets. Thread-safe; callers block on virtual threads.
public final class LiveDns implements Dns, AutoCloseable {
  /// `example.com.`, the root's empty label counted.
  private static final int LABELS_OF_REGISTERED_DOMAIN = 3;

  private final DnsOptions options;
  private final Exchange direct;
  private final Resolving resolving;
  private final ChainOfTrust chain;
  private final Validator validator;

  public LiveDns(DnsOptions options) {
    this.options = options;
    this.direct = new Exchange(options.route(), DnsLimits.MAX_SOCKETS);
    this.resolving =
        new Resolving(options.resolvers(), new Exchange(options.route(), DnsLimits.MAX_SOCKETS));
    this.chain = new ChainOfTrust(resolving, options.anchors(), options.clock());
    this.validator = new Validator(chain, options.clock());
  }

  @Override
  public List<String> resolvers() {
    List<String> texts = new ArrayList<>();
    for (InetSocketAddress resolver : options.resolvers()) {
      texts.add(Exchange.text(resolver));
    }
    return texts;
  }

  @Override
  public DnsAnswer askResolver(String resolver, Deadline deadline) {
    long started = System.nanoTime();
    Question question = new Question(Name.root, Type.NS);
    for (InetSocketAddress known : options.resolvers()) {
      if (Exchange.text(known).equals(resolver)) {
        Response response = resolving.askOne(known, question, deadline);
        return unchecked(question, response, started);
      }
    }
    throw new IllegalArgumentException("no such resolver: " + resolver);
  }

  @Override
  public DnsAnswer lookup(String name, int type, Deadline deadline) {
    long started = System.nanoTime();
    Question question = question(name, type);
    if (question == null) {
      return failed(name, type, DnsAnswer.Status.NOT_ASKED, "not a domain name", started);
    }
    resolving.prefetch(question);
    chain.prefetch(likelyZone(question));
    return lookup(question, started, DnsLimits.MAX_ALIASES, deadline);
  }

  @Override
  public DnsAnswer lookupUnvalidated(String name, int type, Deadline deadline) {
    long started = System.nanoTime();
    Question question = question(name, type);
    return question == null
        ? failed(name, type, DnsAnswer.Status.NOT_ASKED, "not a domain name", started)
        : unchecked(question, resolving.ask(question, deadline), started);
  }

  private DnsAnswer lookup(Question question, long started, int aliasesLeft, Deadline deadline) {
    Response response = resolving.ask(question, deadline);
    DnsAnswer plain = unchecked(question, response, started);
    if (!(response instanceof Response.Got got) || !plain.settled()) {
      return unsettled(question, plain, started, deadline);
    }
    Sections sections = Sections.read(got.message(), question);
    askAhead(sections);
    Validator.Judgement judgement = validator.judge(question, sections, deadline);
    DnsAnswer answer = judged(plain, judgement, started);
    if (!sections.unfinished() || aliasesLeft <= sections.aliases().size()) {
      return sections.unfinished() ? loop(answer) : answer;
    }
    Question rest = new Question(sections.last(), question.type());
    chain.prefetch(likelyZone(rest));
    int left = aliasesLeft - sections.aliases().size();
    return joined(answer, lookup(rest, started, left, deadline));
  }

  /// Mail hosts' addresses are wanted next: they are asked for while the signatures are checked.
  private void askAhead(Sections sections) {
    int hosts = 0;
    for (Record record : sections.records()) {
      if (record instanceof MXRecord mx && hosts++ < DnsLimits.MAX_PREFETCHED_HOSTS) {
        Question four = new Question(mx.getTarget(), Type.A);
        resolving.prefetch(four);
        resolving.prefetch(new Question(mx.getTarget(), Type.AAAA));
        chain.prefetch(likelyZone(four));
      }
    }
  }

  private DnsAnswer unsettled(Question question, DnsAnswer plain, long started, Deadline deadline) {
    if (plain.status() == DnsAnswer.Status.REFERRAL) {
      return with(plain, DnsAnswer.Status.ERROR, "the resolver does not recurse");
    }
    Validator.Judgement judgement = validator.judgeFailure(question.name(), deadline);
    String reason = judgement.reason() == null ? plain.reason() : judgement.reason();
    return judged(
        plain,
        new Validator.Judgement(judgement.security(), reason, judgement.fault(), List.of()),
        started);
  }

  /// The answer to a question whose alias chain another answer finishes.
  private static DnsAnswer joined(DnsAnswer first, DnsAnswer rest) {
    List<Record> aliases = new ArrayList<>(first.aliases());
    aliases.addAll(rest.aliases());
    boolean firstWeaker =
        strength(first.security()) < strength(rest.security())
            && rest.security() != DnsAnswer.Security.UNCHECKED;
    DnsAnswer weaker = firstWeaker ? first : rest;
    return new DnsAnswer(
        first.name(),
        first.type(),
        rest.status(),
        rest.records(),
        aliases,
        rest.authority(),
        rest.additional(),
        rest.authoritative(),
        weaker.security(),
        weaker.reason() == null ? rest.reason() : weaker.reason(),
        rest.signatures(),
        weaker.fault(),
        rest.server(),
        rest.millis());
  }

  private static int strength(DnsAnswer.Security security) {
    return switch (security) {
      case BOGUS -> 0;
      case INDETERMINATE -> 1;
      case UNCHECKED, INSECURE -> 2;
      case SECURE -> 3;
    };
  }

  private static DnsAnswer loop(DnsAnswer answer) {
    return with(answer, DnsAnswer.Status.ERROR, DnsAnswer.ALIAS_LOOP);
  }

  private static DnsAnswer with(DnsAnswer answer, DnsAnswer.Status status, String reason) {
    return new DnsAnswer(
        answer.name(),
        answer.type(),
        status,
        List.of(),
        answer.aliases(),
        answer.authority(),
        answer.additional(),
        answer.authoritative(),
        DnsAnswer.Security.INDETERMINATE,
        reason,
        answer.server(),
        answer.millis());
  }

  private static DnsAnswer judged(DnsAnswer plain, Validator.Judgement judgement, long started) {
    return new DnsAnswer(
        plain.name(),
        plain.type(),
        plain.status(),
        plain.records(),
        plain.aliases(),
        plain.authority(),
        plain.additional(),
        plain.authoritative(),
        judgement.security(),
        judgement.reason() == null ? plain.reason() : judgement.reason(),
        judgement.signatures(),
        judgement.fault(),
        plain.server(),
        millisSince(started));
  }

  /// The name whose delegations are asked for along with a question. Service labels (`_25._tcp`)
  /// are hardly ever zones of their own, nor are hosts.
  private static Name likelyZone(Question question) {
    Name name = question.name();
    while (name.labels() > 1 && name.getLabelString(0).startsWith("_")) {
      name = new Name(name, 1);
    }
    boolean apex =
        switch (question.type()) {
          case Type.MX, Type.NS, Type.SOA, Type.DS, Type.DNSKEY -> true;
          default -> false;
        };
    return apex || name.labels() <= LABELS_OF_REGISTERED_DOMAIN ? name : new Name(name, 1);
  }

  @Override
  public DnsAnswer ask(
      InetAddress server, String name, int type, DnsTransport transport, Deadline deadline) {
    long started = System.nanoTime();
    Question question = question(name, type);
    if (question == null) {
      return failed(name, type, DnsAnswer.Status.NOT_ASKED, "not a domain name", started);
    }
    if (!options.mayAsk().test(server)) {
      return failed(name, type, DnsAnswer.Status.NOT_ASKED, PRIVATE_ADDRESS, started);
    }
    InetSocketAddress socket = new InetSocketAddress(server, options.port());
    Deadline end = deadline.atMost(DnsLimits.SERVER_ALL_TRIES);
    Response response = ask(socket, question, Query.Mode.DIRECT, transport, end);
    if (response instanceof Response.Got got
        && (got.rcode() == Rcode.FORMERR || got.rcode() == Rcode.NOTIMP)) {
      response = ask(socket, question, Query.Mode.DIRECT_PLAIN, transport, end);
    }
    return unchecked(question, response, started);
  }

  private Response ask(
      InetSocketAddress server,
      Question question,
      Query.Mode mode,
      DnsTransport transport,
      Deadline end) {
    Query query = new Query(question.name(), question.type(), mode);
    return switch (transport) {
      case UDP -> direct.udp(server, query, DnsLimits.SERVER_FIRST_TRY, end);
      case TCP -> direct.tcp(server, query, end);
    };
  }

  @Override
  public void close() {
    resolving.close();
  }

  private static DnsAnswer unchecked(Question question, Response response, long started) {
    return switch (response) {
      case Response.Failed failed ->
          failed(
              question.name().toString(),
              question.type(),
              failed.status(),
              failed.reason(),
              started);
      case Response.Got got -> {
        Sections sections = Sections.read(got.message(), question);
        DnsAnswer.Status status = sections.status(got.rcode());
        yield new DnsAnswer(
            lower(question.name().toString()),
            question.type(),
            status,
            status == DnsAnswer.Status.ANSWER ? sections.records() : List.of(),
            sections.aliases(),
            sections.authority(),
            sections.additional(),
            got.message().getHeader().getFlag(org.xbill.DNS.Flags.AA),
            DnsAnswer.Security.UNCHECKED,
            sections.looped() ? DnsAnswer.ALIAS_LOOP : Sections.reason(got.message()),
            got.server(),
            millisSince(started));
      }
    };
  }

  private static DnsAnswer failed(
      String name, int type, DnsAnswer.Status status, @Nullable String reason, long started) {
    return new DnsAnswer(
        lower(name.endsWith(".") ? name : name + "."),
        type,
        status,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        false,
        DnsAnswer.Security.UNCHECKED,
        reason,
        null,
        millisSince(started));
  }

  private static @Nullable Question question(String name, int type) {
    try {
      return new Question(Name.fromString(lower(name), Name.root), type);
    } catch (TextParseException e) {
      return null;
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static long millisSince(long startedNanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
  }
}
