package org.mailmedic.engine.probe.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.Attempt.Reason;
import org.mailmedic.engine.evidence.Autoconfiguration.Page;
import org.mailmedic.engine.evidence.Autoconfiguration.Server;
import org.mailmedic.engine.evidence.Autoconfiguration.Source;
import org.mailmedic.engine.evidence.Autoconfiguration.State;
import org.mailmedic.engine.evidence.Autoconfiguration.Way;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.world.Http.HttpFailure;
import org.mailmedic.engine.world.Http.HttpOutcome;
import org.mailmedic.engine.world.Http.HttpRequest;
import org.mailmedic.engine.world.Http.Post;
import org.mailmedic.protocol.autoconfig.Account;
import org.mailmedic.protocol.autoconfig.Autodiscover;
import org.mailmedic.protocol.autoconfig.AutodiscoverJson;
import org.mailmedic.protocol.autoconfig.ClientConfig;
import org.mailmedic.protocol.autoconfig.PublishedPage;
import org.mailmedic.protocol.autoconfig.PublishedServer;
import org.mailmedic.protocol.autoconfig.ReadSettings;
import org.mailmedic.protocol.autoconfig.UserAgentConfiguration;

/// Fetches published settings over HTTP, as mail programs do, and writes down what came.
final class Fetch {
  /// Whom Autodiscover is asked for where only the domain is known: an address that every mail
  /// domain has (RFC 5321 section 4.5.1).
  private static final String EVERYBODYS = "postmaster";

  private static final String XML = "text/xml";
  private static final String JSON = "application/json";
  private static final int HTTPS = 443;

  private final ProbeContext context;
  private final Account account;

  Fetch(ProbeContext context, Account account) {
    this.context = context;
    this.account = account;
  }

  /// The file of autoconfig.
  ///
  /// @param withAddress whether the host is the domain's own, so that it may hear who asks
  Source autoconfig(Way way, String url, boolean withAddress) {
    String whole =
        withAddress && account.localPart() != null
            ? url + "?emailaddress=" + encoded(address())
            : url;
    return get(way, whole, XML, text -> ClientConfig.read(account, text));
  }

  Source pacc(String url) {
    return get(Way.PACC, url, JSON, UserAgentConfiguration::read);
  }

  /// Autodiscover's JSON form.
  Source autodiscoverJson(String host) {
    String url =
        "https://"
            + host
            + "/autodiscover/autodiscover.json?Email="
            + encoded(address())
            + "&Protocol=Autodiscoverv1";
    return get(Way.AUTODISCOVER_JSON, url, JSON, AutodiscoverJson::read);
  }

  /// Autodiscover with XML, followed where it says to ask elsewhere.
  Source autodiscover(String first) {
    String url = first;
    for (int place = 0; ; place++) {
      HttpOutcome outcome = ask(url, XML, new Post(XML, Autodiscover.request(address())));
      Read read = read(Way.AUTODISCOVER, url, outcome, Autodiscover::read);
      String next = read.next();
      if (next == null || place == SettingsLimits.PLACES || !next.startsWith("https://")) {
        return read.source();
      }
      url = next;
    }
  }

  /// Where a plain-text web server sends Autodiscover's clients (MS-OXDISCO section 3.1.5.4); null
  /// where it sends them nowhere.
  @Nullable String redirect(String url) {
    HttpOutcome outcome =
        context
            .world()
            .http()
            .get(
                new HttpRequest(URI.create(url), XML, SettingsLimits.BYTES, /* maxRedirects= */ 0),
                context.deadline().atMost(SettingsLimits.TIME));
    String location = outcome.headers().get("location");
    boolean moved = outcome.status() >= 300 && outcome.status() < 400;
    return moved && location != null && location.startsWith("https://") ? location : null;
  }

  private String address() {
    String localPart = account.localPart();
    return (localPart == null ? EVERYBODYS : localPart) + "@" + account.domain();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Source get(Way way, String url, String accept, Function<String, ReadSettings> reader) {
    return read(way, url, ask(url, accept, null), reader).source();
  }

  private HttpOutcome ask(String url, String accept, @Nullable Post post) {
    int port = context.world().ports().https();
    URI uri;
    try {
      uri = new URI(url);
      if (port != HTTPS && uri.getPort() < 0 && "https".equals(uri.getScheme())) {
        String path = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        uri = new URI("https://" + uri.getHost() + ":" + port + uri.getRawPath() + path);
      }
    } catch (URISyntaxException e) {
      return new HttpOutcome(
          0, java.util.Map.of(), "", false, HttpFailure.BAD_REDIRECT, null, null, List.of());
    }
    HttpRequest request =
        new HttpRequest(uri, accept, SettingsLimits.BYTES, SettingsLimits.REDIRECTS, post);
    return context.world().http().get(request, context.deadline().atMost(SettingsLimits.TIME));
  }

  /// @param next where to ask instead; null where nothing was said of it
  private record Read(Source source, @Nullable String next) {}

  private Read read(
      Way way, String url, HttpOutcome outcome, Function<String, ReadSettings> reader) {
    String where = Outcomes.withoutQuery(url);
    String led = Outcomes.lastHost(outcome);
    String asked = Outcomes.host(url);
    String other = led == null || led.equals(asked) ? null : led;
    Reason ours = Outcomes.ours(outcome, context.deadline());
    if (ours != null) {
      return new Read(empty(way, where, State.UNOBSERVED, outcome.detail(), other, ours), null);
    }
    HttpFailure failure = outcome.failure();
    if (failure != null) {
      String detail = outcome.detail() == null ? failure.name() : outcome.detail();
      return new Read(empty(way, where, state(failure), detail, other, null), null);
    }
    if (outcome.status() != 200) {
      String detail = Integer.toString(outcome.status());
      return new Read(empty(way, where, state(outcome.status()), detail, other, null), null);
    }
    ReadSettings settings = reader.apply(outcome.body());
    return new Read(source(way, where, other, settings), next(settings));
  }

  private static @Nullable String next(ReadSettings settings) {
    return settings.state() == ReadSettings.State.OTHER_URL ? settings.next() : null;
  }

  private static State state(HttpFailure failure) {
    return switch (failure) {
      case CONNECT_REFUSED, CONNECT_TIMEOUT, CONNECT_UNREACHABLE, TLS_FAILED, TIMEOUT -> State.DEAD;
      case CERTIFICATE_INVALID -> State.UNTRUSTED;
      default -> State.ABSENT;
    };
  }

  private static State state(int status) {
    return switch (status) {
      case 401, 403, 407, 429 -> State.REFUSED;
      default -> status >= 500 ? State.DEAD : State.ABSENT;
    };
  }

  static Source empty(
      Way way,
      String where,
      State state,
      @Nullable String detail,
      @Nullable String led,
      @Nullable Reason reason) {
    return new Source(way, where, state, detail, led, reason, List.of(), List.of(), List.of());
  }

  private static Source source(Way way, String where, @Nullable String led, ReadSettings settings) {
    State state =
        switch (settings.state()) {
          case SETTINGS, OTHER_ADDRESS, OTHER_URL -> State.FOUND;
          case NONE -> State.NOT_OFFERED;
          case BROKEN -> State.BROKEN;
          case FOREIGN -> State.ABSENT;
        };
    List<Server> servers = new ArrayList<>();
    for (PublishedServer server : settings.servers()) {
      servers.add(server(server));
    }
    List<Page> pages = new ArrayList<>();
    for (PublishedPage page : settings.pages()) {
      pages.add(new Page(page.protocol(), page.url()));
    }
    String detail = settings.next() == null ? null : "→ " + afterAt(settings.next());
    return new Source(way, where, state, detail, led, null, servers, pages, settings.problems());
  }

  /// Without the local part of an address.
  private static String afterAt(String next) {
    return next.startsWith("https:")
        ? Outcomes.withoutQuery(next)
        : next.substring(next.indexOf('@') + 1);
  }

  private static Server server(PublishedServer server) {
    return new Server(
        AccessProtocol.valueOf(server.protocol().name()),
        server.host(),
        server.port(),
        Security.valueOf(server.security().name()),
        server.username(),
        server.authentication());
  }
}
