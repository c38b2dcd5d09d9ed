package org.mailmedic.engine.world.live.http;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.world.Connection;
import org.mailmedic.engine.world.Connection.TlsOutcome;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.Dns;
import org.mailmedic.engine.world.HostDialer;
import org.mailmedic.engine.world.Http;
import org.mailmedic.engine.world.Tcp;

/// HTTP over the world's own names and sockets: each hop of a redirect passes the same policy,
/// https never falls back to http, a certificate has to be trusted and for the host. Thread-safe;
/// nothing is kept between requests.
public final class LiveHttp implements Http {
  private static final String USER_AGENT = "Mailmedic (mail diagnosis)";

  private final HostDialer dialer;

  /// @param dns what names are looked up by
  /// @param tcp what connections are made by, under its policy
  public LiveHttp(Dns dns, Tcp tcp) {
    this.dialer = new HostDialer(dns, tcp);
  }

  @Override
  public HttpOutcome get(HttpRequest request, Deadline deadline) {
    List<String> hops = new ArrayList<>();
    URI uri = request.uri();
    int redirects = Math.min(request.maxRedirects(), HttpLimits.REDIRECTS);
    while (true) {
      if (hops.contains(uri.toString())) {
        return failed(HttpFailure.TOO_MANY_REDIRECTS, "in a circle: " + uri, null, hops);
      }
      hops.add(uri.toString());
      HttpOutcome outcome = hop(uri, request, deadline, hops);
      if (request.maxRedirects() == 0 || outcome.failure() != null || !redirects(outcome)) {
        return outcome;
      }
      if (hops.size() > redirects) {
        return failed(HttpFailure.TOO_MANY_REDIRECTS, null, outcome.tls(), hops);
      }
      String location = outcome.headers().getOrDefault("location", "");
      URI next = next(uri, location);
      if (next == null) {
        return failed(HttpFailure.BAD_REDIRECT, location, outcome.tls(), hops);
      }
      uri = next;
    }
  }

  private static boolean redirects(HttpOutcome outcome) {
    return switch (outcome.status()) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  /// Where a redirect leads; null where it leads nowhere that we follow.
  private static @Nullable URI next(URI from, String location) {
    if (location.isEmpty() || location.length() > HttpLimits.URI) {
      return null;
    }
    try {
      String whole = from.resolve(new URI(location)).normalize().toString();
      int fragment = whole.indexOf('#');
      URI bare = new URI(fragment < 0 ? whole : whole.substring(0, fragment));
      boolean downgrade = isHttps(from) && !isHttps(bare);
      return usable(bare) && !downgrade ? bare : null;
    } catch (URISyntaxException | IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean usable(URI uri) {
    boolean web = isHttps(uri) || "http".equalsIgnoreCase(uri.getScheme());
    return web && uri.getHost() != null && uri.getUserInfo() == null;
  }

  private static boolean isHttps(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  private HttpOutcome hop(URI uri, HttpRequest request, Deadline deadline, List<String> hops) {
    if (!usable(uri)) {
      return failed(HttpFailure.BAD_REDIRECT, uri.toString(), null, hops);
    }
    boolean https = isHttps(uri);
    int port = uri.getPort() >= 0 ? uri.getPort() : https ? 443 : 80;
    String host = uri.getHost();
    return switch (dialer.dial(host, port, deadline)) {
      case HostDialer.Dialled.Failed(HostDialer.Problem problem, String detail) ->
          failed(failure(problem), detail, null, hops);
      case HostDialer.Dialled.Standing(Connection connection) -> {
        try (connection) {
          yield https
              ? secured(connection, host, uri, request, deadline, hops)
              : exchange(connection, null, uri, request, deadline, hops);
        }
      }
    };
  }

  private static HttpFailure failure(HostDialer.Problem problem) {
    return switch (problem) {
      case NAME_NOT_FOUND -> HttpFailure.NAME_NOT_FOUND;
      case NAME_LOOKUP_FAILED -> HttpFailure.NAME_LOOKUP_FAILED;
      case REFUSED -> HttpFailure.CONNECT_REFUSED;
      case TIMEOUT -> HttpFailure.CONNECT_TIMEOUT;
      case FORBIDDEN -> HttpFailure.FORBIDDEN_ADDRESS;
      case UNREACHABLE -> HttpFailure.CONNECT_UNREACHABLE;
      case CAPPED -> HttpFailure.CAPPED;
    };
  }

  private static HttpOutcome secured(
      Connection connection,
      String host,
      URI uri,
      HttpRequest request,
      Deadline deadline,
      List<String> hops) {
    TlsOutcome tls = connection.startTls(host, deadline);
    if (!tls.completed()) {
      HttpFailure failure = deadline.passed() ? HttpFailure.TIMEOUT : HttpFailure.TLS_FAILED;
      return failed(failure, tls.failure(), tls, hops);
    }
    String problem = certificateProblem(tls, host);
    if (problem != null) {
      return failed(HttpFailure.CERTIFICATE_INVALID, problem, tls, hops);
    }
    return exchange(connection, tls, uri, request, deadline, hops);
  }

  private static @Nullable String certificateProblem(TlsOutcome tls, String host) {
    if (!tls.trusted()) {
      return tls.trustProblem() == null ? "untrusted" : tls.trustProblem();
    }
    if (tls.outOfDate()) {
      return "valid until " + tls.chain().get(0).getNotAfter().toInstant();
    }
    if (tls.chain().isEmpty() || !CertificateName.matches(tls.chain().get(0), host)) {
      List<String> names =
          tls.chain().isEmpty() ? List.of() : CertificateName.dnsNames(tls.chain().get(0));
      return "for " + String.join(", ", names.subList(0, Math.min(5, names.size())));
    }
    return null;
  }

  private static HttpOutcome exchange(
      Connection connection,
      @Nullable TlsOutcome tls,
      URI uri,
      HttpRequest request,
      Deadline deadline,
      List<String> hops) {
    try {
      Exchange.Answer answer = Exchange.run(connection.socket(), uri, request, USER_AGENT);
      return new HttpOutcome(
          answer.status(),
          answer.headers(),
          answer.body(),
          answer.truncated(),
          null,
          null,
          tls,
          hops);
    } catch (SocketTimeoutException e) {
      return failed(HttpFailure.TIMEOUT, null, tls, hops);
    } catch (MessageConstraintException | ProtocolException e) {
      return failed(HttpFailure.CAPPED, e.getMessage(), tls, hops);
    } catch (IOException | HttpException | RuntimeException e) {
      HttpFailure failure = deadline.passed() ? HttpFailure.TIMEOUT : HttpFailure.NOT_HTTP;
      return failed(failure, e.getMessage(), tls, hops);
    }
  }

  private static HttpOutcome failed(
      HttpFailure failure, @Nullable String detail, @Nullable TlsOutcome tls, List<String> hops) {
    return new HttpOutcome(0, Map.of(), "", false, failure, oneLine(detail), tls, hops);
  }

  private static @Nullable String oneLine(@Nullable String detail) {
    if (detail == null) {
      return null;
    }
    String line = detail.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= HttpLimits.DETAIL ? line : line.substring(0, HttpLimits.DETAIL);
  }
}
