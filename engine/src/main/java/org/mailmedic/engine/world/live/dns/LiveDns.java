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
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// The DNS over real sockets. Thread-safe; callers block on virtual threads.
public final class LiveDns implements Dns, AutoCloseable {
  private final DnsOptions options;
  private final Exchange direct;
  private final Resolving resolving;

  public LiveDns(DnsOptions options) {
    this.options = options;
    this.direct = new Exchange(options.route(), DnsLimits.MAX_SOCKETS);
    this.resolving =
        new Resolving(options.resolvers(), new Exchange(options.route(), DnsLimits.MAX_SOCKETS));
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
    return unchecked(question, resolving.ask(question, deadline), started);
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
            sections.looped() ? "CNAME loop" : Sections.reason(got.message()),
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
