package org.mailmedic.engine.world.live.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mailmedic.engine.testkit.ScriptedServer.page;
import static org.mailmedic.engine.testkit.ScriptedServer.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mailmedic.engine.testkit.FakeDns;
import org.mailmedic.engine.testkit.ScriptedServer;
import org.mailmedic.engine.testkit.TestAuthority;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.Http.HttpFailure;
import org.mailmedic.engine.world.Http.HttpOutcome;
import org.mailmedic.engine.world.Http.HttpRequest;
import org.mailmedic.engine.world.live.Route;
import org.mailmedic.engine.world.live.tcp.LiveTcp;
import org.mailmedic.engine.world.live.tcp.TcpPolicy;
import org.mailmedic.engine.world.live.tcp.Tls;
import org.mailmedic.engine.world.live.tcp.TrustAnchors;

@Timeout(30)
class LiveHttpTest {
  private static final int CAP = 10_000;
  private static final TestAuthority AUTHORITY = new TestAuthority();
  private static TrustAnchors anchors;

  @BeforeAll
  static void trust(@TempDir Path folder) throws Exception {
    anchors = TrustAnchors.ofPlatformAnd(AUTHORITY.write(folder.resolve("ca.pem")));
  }

  private static HttpOutcome get(String uri, int redirects) {
    return get(uri, redirects, new FakeDns(), true, Duration.ofSeconds(10));
  }

  private static HttpOutcome get(
      String uri, int redirects, FakeDns dns, boolean allowPrivate, Duration time) {
    TcpPolicy policy = TcpPolicy.of(allowPrivate, address -> false);
    try (LiveTcp tcp =
        new LiveTcp(policy, Route.DIRECT, new Tls(anchors, InstantSource.system()))) {
      HttpRequest request = new HttpRequest(URI.create(uri), "text/plain", CAP, redirects);
      return new LiveHttp(dns, tcp).get(request, Deadline.in(time));
    }
  }

  @Test
  void aPageIsFetchedWithItsHeaders() {
    try (var server =
        ScriptedServer.http("127.0.0.31", (q, out) -> out.write(page(200, "text/plain", "żółw")))) {
      HttpOutcome seen = get(server.base("http") + "/a/b?c=d", 0);
      assertThat(seen.failure()).isNull();
      assertThat(seen.status()).isEqualTo(200);
      assertThat(seen.body()).isEqualTo("żółw");
      assertThat(seen.headers()).containsEntry("content-type", "text/plain");
      assertThat(server.requests().getFirst())
          .startsWith("GET /a/b?c=d HTTP/1.1\r\n")
          .contains("\r\nHost: 127.0.0.31:" + server.port() + "\r\n")
          .contains("\r\nAccept: text/plain\r\n");
    }
  }

  @Test
  void anAnswerThatIsNoHttpIsSaidToBeNone() {
    for (String answer : new String[] {"", "220 mail ready\r\n", "HTTP/1.1 abc\r\n\r\n"}) {
      try (var server = ScriptedServer.http("127.0.0.31", (q, out) -> out.write(text(answer)))) {
        assertThat(get(server.base("http"), 0).failure()).isEqualTo(HttpFailure.NOT_HTTP);
      }
    }
  }

  @Test
  void redirectsAreFollowedAsOftenAsAllowedAndNotInACircle() {
    try (var server =
        ScriptedServer.http(
            "127.0.0.31",
            (q, out) -> {
              int step = Integer.parseInt(q.substring(5, q.indexOf(' ', 5)));
              String to = step == 9 ? "/1" : "/" + (step + 1);
              out.write(step == 3 ? page(200, "text/plain", "there") : redirect(to));
            })) {
      assertThat(get(server.base("http") + "/1", 2).body()).isEqualTo("there");
      assertThat(get(server.base("http") + "/1", 1).failure())
          .isEqualTo(HttpFailure.TOO_MANY_REDIRECTS);
      assertThat(get(server.base("http") + "/1", 0).status()).isEqualTo(302);
      assertThat(get(server.base("http") + "/4", 5).failure())
          .isEqualTo(HttpFailure.TOO_MANY_REDIRECTS);
    }
  }

  @Test
  void aCircleEndsAtOnce() {
    try (var server =
        ScriptedServer.http("127.0.0.31", (q, out) -> out.write(redirect("/again")))) {
      HttpOutcome seen = get(server.base("http") + "/again", 5);
      assertThat(seen.failure()).isEqualTo(HttpFailure.TOO_MANY_REDIRECTS);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aRedirectToSomewhereElseThanTheWebIsNotFollowed() {
    for (String to :
        new String[] {"file:///etc/passwd", "ftp://192.0.2.1/", "", "http://u:p@192.0.2.1/"}) {
      try (var server = ScriptedServer.http("127.0.0.31", (q, out) -> out.write(redirect(to)))) {
        HttpOutcome seen = get(server.base("http"), 5);
        assertThat(seen.failure()).as(to).isEqualTo(HttpFailure.BAD_REDIRECT);
      }
    }
  }

  @Test
  void aBodyIsReadUpToTheCapThoughItNeverEnds() {
    try (var server =
        ScriptedServer.http(
            "127.0.0.31",
            (q, out) -> {
              out.write(text("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"));
              forEver(out, new byte[8192]);
            })) {
      HttpOutcome seen = get(server.base("http"), 0);
      assertThat(seen.truncated()).isTrue();
      assertThat(seen.body()).hasSize(CAP);
    }
  }

  @Test
  void whatIsCompressedIsCappedByWhatItBecomes() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[20_000_000]);
    }
    try (var server =
        ScriptedServer.http(
            "127.0.0.31",
            (q, out) -> {
              out.write(text("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"));
              out.write(packed.toByteArray());
            })) {
      HttpOutcome seen = get(server.base("http"), 0);
      assertThat(seen.truncated()).isTrue();
      assertThat(seen.body()).hasSize(CAP);
    }
  }

  @Test
  void headersWithoutEndAreNotRead() {
    try (var many =
            ScriptedServer.http(
                "127.0.0.31",
                (q, out) -> {
                  out.write(text("HTTP/1.1 200 OK\r\n"));
                  forEver(out, text("X-More: 1\r\n"));
                });
        var longOne =
            ScriptedServer.http(
                "127.0.0.32",
                (q, out) -> {
                  out.write(text("HTTP/1.1 200 OK\r\nX-Long: "));
                  forEver(out, text("a".repeat(1000)));
                })) {
      assertThat(get(many.base("http"), 0).failure()).isEqualTo(HttpFailure.CAPPED);
      assertThat(get(longOne.base("http"), 0).failure()).isEqualTo(HttpFailure.CAPPED);
    }
  }

  @Test
  void oneByteAtATimeDoesNotOutliveTheDeadline() {
    try (var server =
        ScriptedServer.http(
            "127.0.0.31",
            (q, out) -> {
              out.write(text("HTTP/1.1 200 OK\r\n\r\n"));
              while (true) {
                out.write('a');
                out.flush();
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
              }
            })) {
      HttpOutcome seen = get(server.base("http"), 0, new FakeDns(), true, Duration.ofMillis(300));
      assertThat(seen.failure()).isEqualTo(HttpFailure.TIMEOUT);
    }
  }

  @Test
  void privateAddressesAreRefusedWhereverTheNameLeads() {
    try (var server =
        ScriptedServer.http("127.0.0.31", (q, out) -> out.write(page(200, "text/plain", "x")))) {
      FakeDns dns = new FakeDns().host("inner.example", "127.0.0.31");
      String uri = "http://inner.example:" + server.port() + "/";
      assertThat(get(uri, 0, dns, false, Duration.ofSeconds(5)).failure())
          .isEqualTo(HttpFailure.FORBIDDEN_ADDRESS);
      assertThat(get(uri, 0, dns, true, Duration.ofSeconds(5)).body()).isEqualTo("x");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aNameThatLeadsNowhereIsToldApartFromAServerThatRefuses() throws Exception {
    FakeDns dns = new FakeDns().host("closed.example", "127.0.0.33");
    assertThat(get("http://none.example/", 0, dns, true, Duration.ofSeconds(5)).failure())
        .isEqualTo(HttpFailure.NAME_NOT_FOUND);
    int free;
    try (var socket = new java.net.ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    String closed = "http://closed.example:" + free + "/";
    assertThat(get(closed, 0, dns, true, Duration.ofSeconds(5)).failure())
        .isEqualTo(HttpFailure.CONNECT_REFUSED);
  }

  @Test
  void aCertificateHasToBeTrustedInDateAndForTheName() {
    record Case(String name, javax.net.ssl.SSLContext tls, boolean good) {}
    Case[] cases = {
      new Case("web.example", AUTHORITY.server("web.example"), true),
      new Case("web.example", AUTHORITY.server("*.example", "web.example"), true),
      new Case("web.example", AUTHORITY.server("WEB.example"), true),
      new Case("mta-sts.a.example", AUTHORITY.server("*.a.example"), true),
      new Case("mta-sts.a.example", AUTHORITY.server("*.example"), false),
      new Case("web.example", AUTHORITY.server("other.example"), false),
      new Case("web.example", AUTHORITY.expired("web.example"), false),
      new Case("web.example", new TestAuthority().server("web.example"), false),
    };
    for (Case one : cases) {
      FakeDns dns = new FakeDns().host(one.name(), "127.0.0.31");
      try (var server =
          ScriptedServer.https(
              "127.0.0.31", one.tls(), (q, out) -> out.write(page(200, "text/plain", "safe")))) {
        HttpOutcome seen =
            get(
                "https://" + one.name() + ":" + server.port() + "/",
                0,
                dns,
                true,
                Duration.ofSeconds(10));
        assertThat(seen.failure())
            .as(one.name() + " " + seen.detail())
            .isEqualTo(one.good() ? null : HttpFailure.CERTIFICATE_INVALID);
        assertThat(seen.body()).isEqualTo(one.good() ? "safe" : "");
        assertThat(seen.tls()).isNotNull();
      }
    }
  }

  @Test
  void safeNeverBecomesPlain() {
    FakeDns dns = new FakeDns().host("web.example", "127.0.0.31");
    try (var server =
        ScriptedServer.https(
            "127.0.0.31",
            AUTHORITY.server("web.example"),
            (q, out) -> out.write(redirect("http://web.example/")))) {
      String uri = "https://web.example:" + server.port() + "/";
      assertThat(get(uri, 5, dns, true, Duration.ofSeconds(10)).failure())
          .isEqualTo(HttpFailure.BAD_REDIRECT);
    }
  }

  private static byte[] redirect(String to) {
    return text("HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n");
  }

  /// Until the other side hangs up.
  private static void forEver(OutputStream out, byte[] bytes) throws IOException {
    while (true) {
      out.write(bytes);
    }
  }
}
