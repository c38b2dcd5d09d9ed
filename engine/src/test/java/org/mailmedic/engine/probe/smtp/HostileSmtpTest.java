package org.mailmedic.engine.probe.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.SmtpBreakOff;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.evidence.SmtpReply;
import org.mailmedic.engine.evidence.TlsSeen;
import org.mailmedic.engine.testkit.FakeDns;
import org.mailmedic.engine.testkit.Peer;
import org.mailmedic.engine.testkit.Rows;
import org.mailmedic.engine.testkit.ScriptedServer;
import org.mailmedic.engine.testkit.ScriptedServer.Talk;
import org.mailmedic.engine.testkit.TestAuthority;
import org.mailmedic.engine.testkit.TestWorld;
import org.mailmedic.engine.world.Ports;
import org.mailmedic.engine.world.RegistryServers;
import org.mailmedic.engine.world.live.Route;
import org.mailmedic.engine.world.live.tcp.TrustAnchors;

/// Mail servers that are odd or mean: the talk with each ends in time, and what was seen of it is
/// what it did.
@Timeout(30)
class HostileSmtpTest {
  private static final String HOST = "m1.a.test";
  private static final String AT = "127.0.0.61";
  private static final Duration WHOLE = Duration.ofMillis(2_400);
  private static final DialogueLimits LIMITS =
      new DialogueLimits(
          Duration.ofMillis(500),
          Duration.ofMillis(600),
          Duration.ofMillis(800),
          Duration.ofMillis(1),
          Duration.ofMillis(300),
          Duration.ofMillis(300));

  private static final Complaint ANNA = Complaint.about("anna@a.test", "anna", "a.test");
  private static final TestAuthority AUTHORITY = new TestAuthority();
  private static final SSLContext GOOD = AUTHORITY.server(HOST);
  private static final TrustAnchors ANCHORS = TrustAnchors.of(List.of(AUTHORITY.certificate()));

  /// An honest server, of which single words and acts are replaced.
  private static class Server implements Talk {
    private final Map<String, String> replies = new LinkedHashMap<>();
    private boolean offersTls = true;
    private SSLContext tls = GOOD;
    private long pauseMillis;

    Server() {
      replies.put("", "220 m1.a.test ESMTP");
      replies.put("STARTTLS", "220 2.0.0 go ahead");
      replies.put("MAIL", "250 2.1.0 Ok");
      replies.put("RCPT", "250 2.1.5 Ok");
      replies.put("RSET", "250 2.0.0 Ok");
      replies.put("QUIT", "221 2.0.0 Bye");
    }

    Server reply(String verb, String reply) {
      replies.put(verb, reply);
      return this;
    }

    Server tls(SSLContext context) {
      tls = context;
      return this;
    }

    Server plain() {
      offersTls = false;
      return this;
    }

    Server slow(long millis) {
      pauseMillis = millis;
      return this;
    }

    @Override
    public void on(Peer peer, int number) throws IOException {
      answer(peer, replies.get(""));
      boolean secure = false;
      for (String line = peer.hear(); line != null; line = peer.hear()) {
        String verb = line.split("[ :]", 2)[0];
        String key = verb.equals("EHLO") && secure ? "EHLO2" : verb;
        String usual =
            !verb.equals("EHLO")
                ? "500 5.5.2 what?"
                : offersTls && !secure ? "250-m1.a.test\r\n250 STARTTLS" : "250 m1.a.test";
        String reply = replies.getOrDefault(key, usual);
        answer(peer, reply);
        if (reply.startsWith("421") || reply.contains("\r\n421") || verb.equals("QUIT")) {
          return;
        }
        if (verb.equals("STARTTLS") && reply.startsWith("220")) {
          peer.tls(tls);
          secure = true;
        }
      }
    }

    private void answer(Peer peer, String reply) throws IOException {
      java.util.concurrent.locks.LockSupport.parkNanos(pauseMillis * 1_000_000);
      peer.say(reply);
    }
  }

  private static String lines(String code, int count, String last) {
    return (code + "-and so on\r\n").repeat(count) + last;
  }

  private static String[] names(int count, String last) {
    return Stream.concat(
            IntStream.range(1, count).mapToObj(i -> "host" + i + ".b.test"), Stream.of(last))
        .toArray(String[]::new);
  }

  /// Ends STARTTLS in some way of its own.
  private static Talk afterStartTls(Talk handshake) {
    return (peer, number) -> {
      peer.say("220 m1.a.test ESMTP");
      for (String line = peer.hear(); line != null; line = peer.hear()) {
        if (line.startsWith("EHLO")) {
          peer.say("250-m1.a.test\r\n250 STARTTLS");
        } else if (line.equals("STARTTLS")) {
          peer.say("220 go");
          handshake.on(peer, number);
          return;
        } else {
          peer.say("250 2.0.0 Ok");
        }
      }
    };
  }

  private static Talk server(String name) {
    Server honest = new Server();
    return switch (name) {
      case "honest" -> honest;
      case "endless greeting" ->
          (peer, n) -> {
            while (true) {
              peer.say("220-and so on");
            }
          };
      case "line of a megabyte" -> (peer, n) -> peer.raw("220 " + "a".repeat(1 << 20));
      case "EHLO of 10,000 lines" -> honest.reply("EHLO", lines("250", 10_000, "250 end"));
      case "EHLO of 90 lines" -> honest.reply("EHLO", lines("250", 89, "250 STARTTLS"));
      case "drips its greeting" -> (peer, n) -> peer.drip("220 m1.a.test ESMTP and on\r\n", 100);
      case "drips its EHLO" ->
          (peer, n) -> {
            peer.say("220 m1.a.test");
            peer.hear();
            peer.drip("250 m1.a.test and so on and on\r\n", 100);
          };
      case "byte by byte" ->
          (peer, n) -> {
            peer.drip("220 m1\r\n", 1);
            for (String line = peer.hear(); line != null; line = peer.hear()) {
              peer.drip("250 2.0.0 Ok\r\n", 1);
            }
          };
      case "tarpit" -> honest.slow(120);
      case "silent" -> (peer, n) -> peer.silence();
      case "closes at once" -> (peer, n) -> {};
      case "closes at once, then is honest" ->
          (peer, n) -> {
            if (n > 1) {
              new Server().on(peer, n);
            }
          };
      case "closes at EHLO" ->
          (peer, n) -> {
            peer.say("220 m1");
            peer.hear();
          };
      case "closes in its greeting" -> (peer, n) -> peer.raw("220 m1.a.test ES");
      case "no line end" ->
          (peer, n) -> {
            peer.raw("220 m1.a.test ESMTP");
            peer.silence();
          };
      case "CR only" ->
          (peer, n) -> {
            peer.raw("220 m1.a.test ESMTP\r");
            peer.silence();
          };
      case "LF only" ->
          (peer, n) -> {
            peer.raw("220 m1\n");
            for (String line = peer.hear(); line != null; line = peer.hear()) {
              peer.raw("250-m1\n250 2.0.0 Ok\n");
            }
          };
      case "garbage" -> (peer, n) -> peer.raw(new byte[] {22, 3, 1, 0, -2, 7, 0, 65, -1, 10});
      case "another protocol" -> (peer, n) -> peer.say("* OK IMAP4rev1 ready");
      case "NUL in its greeting" -> honest.reply("", "220 m1\0.a.test\0 ESMTP");
      case "NUL first" -> honest.reply("", "\0" + "220 m1");
      case "code changes at EHLO" ->
          honest.reply("EHLO", "250-m1.a.test\r\n550 5.5.0 no").reply("HELO", "250 m1");
      case "code changes at RCPT" -> honest.reply("RCPT", "250-2.1.5 Ok\r\n550 5.1.1 No such user");
      case "code changes to no code" -> honest.reply("EHLO", "250-m1\r\nOK then");
      case "speaks before it is asked" -> honest.reply("", "220 m1\r\n250 m1\r\n250 Ok");
      case "greets twice" -> honest.reply("", "220 m1\r\n220 m1");
      case "refuses unasked" -> honest.reply("", "220 m1\r\n421 4.3.2 closing");
      case "554" -> honest.reply("", "554 5.3.2 no mail here");
      case "421 at greeting" -> honest.reply("", "421 4.3.2 busy");
      case "421 at EHLO" -> honest.reply("EHLO", "421 4.3.2 busy");
      case "421 at STARTTLS" -> honest.reply("STARTTLS", "421 4.3.2 busy");
      case "421 at EHLO under TLS" -> honest.reply("EHLO2", "421 4.3.2 busy");
      case "421 at MAIL" -> honest.reply("MAIL", "421 4.3.2 busy");
      case "421 at RCPT" -> honest.reply("RCPT", "421 4.3.2 busy");
      case "421 at MAIL, pipelined" ->
          honest.plain().reply("EHLO", "250-m1\r\n250 PIPELINING").reply("MAIL", "421 4.3.2 busy");
      case "greylists once" ->
          (peer, n) ->
              new Server()
                  .reply("RCPT", n == 1 ? "450 4.2.0 Greylisted, try again" : "250 2.1.5 Ok")
                  .on(peer, n);
      case "greylists for long" -> honest.reply("RCPT", "450 4.2.0 Greylisted, try again later");
      case "greylists, then closes" ->
          (peer, n) -> {
            if (n == 1) {
              new Server().reply("RCPT", "450 4.2.0 Greylisted, try again").on(peer, n);
            }
          };
      case "no TLS" -> honest.plain();
      case "454 at STARTTLS" -> honest.reply("STARTTLS", "454 4.7.0 TLS not available");
      case "closes when asked for TLS" ->
          (peer, n) -> {
            peer.say("220 m1");
            peer.hear();
            peer.say("250-m1\r\n250 STARTTLS");
            peer.hear();
          };
      case "closes after STARTTLS" -> afterStartTls((peer, n) -> {});
      case "handshake without answer" -> afterStartTls((peer, n) -> peer.silence());
      case "handshake of garbage" -> afterStartTls((peer, n) -> peer.raw("not TLS at all, sorry"));
      case "TLS 1.0 only, by alert" ->
          afterStartTls((peer, n) -> {
            peer.swallow();
            peer.raw(new byte[] {21, 3, 1, 0, 2, 2, 70});
            peer.silence();
          });
      case "TLS 1.0 only, by hello" ->
          afterStartTls((peer, n) -> {
            peer.swallow();
            byte[] hello = new byte[5 + 4 + 38];
            System.arraycopy(new byte[] {22, 3, 1, 0, 42, 2, 0, 0, 38, 3, 1}, 0, hello, 0, 11);
            hello[45] = 0x2f; // TLS_RSA_WITH_AES_128_CBC_SHA; no session, no compression
            peer.raw(hello);
            peer.silence();
          });
      case "handshake fails, mail only with TLS" ->
          (peer, n) -> {
            if (n == 1) {
              afterStartTls((p, m) -> {}).on(peer, n);
            } else {
              new Server()
                  .reply("MAIL", "530 5.7.0 Must issue a STARTTLS command first")
                  .on(peer, n);
            }
          };
      case "injects before TLS" ->
          honest.reply("STARTTLS", "220 go\r\n250-evil\r\n250-EVIL\r\n250 PIPELINING");
      case "certificate of 1,000 names" -> honest.tls(AUTHORITY.server(names(1_000, HOST)));
      case "certificate of 1,000 other names" ->
          honest.tls(AUTHORITY.server(names(1_000, "x.b.test")));
      case "wildcard" -> honest.tls(AUTHORITY.server("*.a.test"));
      case "wildcard too high" -> honest.tls(AUTHORITY.server("*.test"));
      case "other name" -> honest.tls(AUTHORITY.server("www.b.test"));
      case "expired" -> honest.tls(AUTHORITY.expired(HOST));
      case "not yet valid" -> honest.tls(AUTHORITY.notYetValid(HOST));
      case "self-signed" -> honest.tls(TestAuthority.selfSigned(HOST));
      case "unknown issuer" -> honest.tls(new TestAuthority().server(HOST));
      case "intermediate sent" -> honest.tls(AUTHORITY.byIntermediate(true, HOST));
      case "intermediate missing" -> honest.tls(AUTHORITY.byIntermediate(false, HOST));
      case "refuses our address" ->
          honest.reply(
              "RCPT", "550 5.7.1 Client host [127.0.0.1] blocked using zen.example; listed");
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static TestWorld world(int port, Route route) {
    return new TestWorld(
        new FakeDns(),
        ANCHORS,
        true,
        new Ports(port, 53, 443),
        RegistryServers.NONE,
        InstantSource.system(),
        route);
  }

  private static CaseFile talk(String server) {
    try (var scripted = ScriptedServer.talking(AT, server(server));
        var world = world(scripted.port(), Route.DIRECT)) {
      return talk(world);
    }
  }

  /// Ends in time, whatever the server does.
  private static CaseFile talk(TestWorld world) {
    long start = System.nanoTime();
    CaseFile file =
        TestWorld.gather(world, ANNA, WHOLE, new SmtpDialogueProbe("a.test", HOST, AT, LIMITS));
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(WHOLE.plus(Duration.ofSeconds(1)));
    return file;
  }

  private static SmtpDialogue dialogue(CaseFile file) {
    return file.attempt(SmtpDialogue.key(HOST, AT)).observed().orElseThrow();
  }

  /// The codes in order, `tls` where it stood and `notls` where it failed; how it broke off; how
  /// the first of two tries ended.
  private static String seen(CaseFile file) {
    Attempt<SmtpDialogue> attempt = file.attempt(SmtpDialogue.key(HOST, AT));
    if (attempt.observed().isEmpty()) {
      return "unseen " + attempt.reason();
    }
    SmtpDialogue talk = dialogue(file);
    StringBuilder line = new StringBuilder();
    add(line, talk.greeting());
    add(line, talk.ehlo());
    add(line, talk.startTls());
    TlsSeen tls = talk.tls();
    line.append(tls == null ? "" : tls.completed() ? " tls" : " notls");
    add(line, talk.ehloAfterTls());
    add(line, talk.mail());
    add(line, talk.rcpt());
    SmtpBreakOff end = talk.breakOff();
    line.append(end == null ? "" : " " + end.stage() + " " + end.kind());
    SmtpReply put = talk.firstTryReply();
    SmtpBreakOff first = talk.firstTry();
    line.append(put == null ? "" : ", first " + put.code());
    line.append(first == null ? "" : ", first " + first.stage() + " " + first.kind());
    return line.toString().strip();
  }

  private static void add(StringBuilder line, @Nullable SmtpReply reply) {
    line.append(reply == null ? "" : " " + reply.code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          server                         | seen                                      | near                     | expected
          honest                         | 220 250 220 tls 250 250 250               | inbound.protocol-broken  |
          endless greeting               | GREETING TOO_LONG                         | inbound.greeting-late    | inbound.protocol-broken BROKEN
          line of a megabyte             | GREETING TOO_LONG                         | inbound.greeting-late    | inbound.protocol-broken BROKEN
          EHLO of 10,000 lines           | 220 EHLO TOO_LONG                         | tls.not-offered          | inbound.protocol-broken BROKEN
          EHLO of 90 lines               | 220 250 220 tls 250 250 250               | inbound.protocol-broken  |
          drips its greeting             | GREETING TIMEOUT                          | inbound.protocol-broken  | inbound.greeting-late BROKEN
          drips its EHLO                 | 220 EHLO TIMEOUT                          | inbound.greeting-late    | inbound.protocol-broken BROKEN
          byte by byte                   | 220 250 250 250                           | inbound.greeting-late    | tls.not-offered
          tarpit                         | 220 250 220 tls 250 250 250               | inbound.greeting-late    |
          silent                         | GREETING TIMEOUT                          | inbound.unreachable      | inbound.greeting-late BROKEN
          no line end                    | GREETING TIMEOUT                          | inbound.protocol-broken  | inbound.greeting-late BROKEN
          CR only                        | GREETING TIMEOUT                          | inbound.protocol-broken  | inbound.greeting-late BROKEN
          LF only                        | 220 250 250 250                           | inbound.protocol-broken  | tls.not-offered
          closes at once                 | GREETING CLOSED, first GREETING CLOSED    | inbound.unreachable      | inbound.protocol-broken BROKEN
          closes at once, then is honest | 220 250 220 tls 250 250 250, first GREETING CLOSED | inbound.protocol-broken |
          closes at EHLO                 | 220 EHLO CLOSED, first EHLO CLOSED        | inbound.greeting-refused | inbound.protocol-broken BROKEN
          closes in its greeting         | GREETING CLOSED, first GREETING CLOSED    | inbound.greeting-late    | inbound.protocol-broken BROKEN
          garbage                        | GREETING NOT_SMTP                         | inbound.greeting-refused | inbound.protocol-broken BROKEN m1.a.test/127.0.0.61 [problem=not_smtp]
          another protocol               | GREETING NOT_SMTP                         | inbound.greeting-refused | inbound.protocol-broken BROKEN
          NUL in its greeting            | 220 250 220 tls 250 250 250               | inbound.protocol-broken  |
          NUL first                      | GREETING NOT_SMTP                         |                          | inbound.protocol-broken BROKEN
          code changes at EHLO           | 220 250 250 250                           | inbound.protocol-broken  | tls.not-offered
          code changes at RCPT           | 220 250 220 tls 250 250 550               |                          | inbound.recipient-unknown BROKEN
          code changes to no code        | 220 EHLO NOT_SMTP                         | tls.not-offered          | inbound.protocol-broken BROKEN
          speaks before it is asked      | 220 EHLO NOT_SMTP                         | tls.not-offered          | inbound.protocol-broken BROKEN
          greets twice                   | 220 EHLO NOT_SMTP                         | tls.not-offered          | inbound.protocol-broken BROKEN
          refuses unasked                | 220 421, first 421                        | inbound.protocol-broken  | inbound.deferred
          554                            | 554                                       | inbound.protocol-broken  | inbound.greeting-refused BROKEN
          421 at greeting                | 421, first 421                            | inbound.deferred         | inbound.greeting-refused BROKEN
          421 at EHLO                    | 220 421, first 421                        | inbound.protocol-broken  | inbound.deferred
          421 at STARTTLS                | 220 250 421, first 421                    | tls.handshake-fails      | inbound.deferred
          421 at EHLO under TLS          | 220 250 220 tls 421, first 421            | inbound.protocol-broken  | inbound.deferred
          421 at MAIL                    | 220 250 220 tls 250 421, first 421        | inbound.protocol-broken  | inbound.deferred
          421 at RCPT                    | 220 250 220 tls 250 250 421, first 421    | inbound.protocol-broken  | inbound.deferred
          421 at MAIL, pipelined         | 220 250 421 RCPT CLOSED, first 421, first RCPT CLOSED | inbound.protocol-broken | inbound.deferred; tls.not-offered
          greylists once                 | 220 250 220 tls 250 250 250, first 450    | inbound.deferred         |
          greylists for long             | 220 250 220 tls 250 250 450, first 450    | inbound.recipient-unknown | inbound.deferred AT_RISK m1.a.test/127.0.0.61 [kind=greylisting]
          greylists, then closes         | GREETING CLOSED, first 450                | inbound.protocol-broken  | inbound.deferred
          refuses our address            | 220 250 220 tls 250 250 550               | inbound.recipient-unknown | network.address-refused ADVICE
          """)
  void whatAServerDoesIsSeen(
      String server, String seen, @Nullable String near, @Nullable String expected) {
    CaseFile file = talk(server);
    assertThat(seen(file)).isEqualTo(seen);
    Rows.check(withoutRelay(file), near, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          server                             | seen                         | near                    | expected
          no TLS                             | 220 250 250 250              | tls.handshake-fails     | tls.not-offered
          454 at STARTTLS                    | 220 250 454 250 250          | tls.not-offered         | tls.handshake-fails
          closes when asked for TLS          | 220 250 STARTTLS CLOSED, first STARTTLS CLOSED | tls.handshake-fails | inbound.protocol-broken
          closes after STARTTLS              | 220 250 220 notls 250 250    | inbound.protocol-broken | tls.handshake-fails AT_RISK
          handshake without answer           | 220 250 220 notls 250 250    | inbound.protocol-broken | tls.handshake-fails AT_RISK
          handshake of garbage               | 220 250 220 notls 250 250    | inbound.protocol-broken | tls.handshake-fails AT_RISK
          TLS 1.0 only, by alert             | 220 250 220 notls 250 250    | tls.not-offered         | tls.handshake-fails AT_RISK
          TLS 1.0 only, by hello             | 220 250 220 notls 250 250    | tls.not-offered         | tls.handshake-fails AT_RISK
          handshake fails, mail only with TLS | 220 250 220 notls 530       | inbound.protocol-broken | tls.handshake-fails BROKEN
          injects before TLS                 | 220 250 220 tls 250 250 250  | tls.handshake-fails     |
          certificate of 1,000 names         | 220 250 220 tls 250 250 250  | tls.certificate-mismatch |
          certificate of 1,000 other names   | 220 250 220 tls 250 250 250  | tls.certificate-untrusted | tls.certificate-mismatch AT_RISK
          wildcard                           | 220 250 220 tls 250 250 250  | tls.certificate-mismatch |
          wildcard too high                  | 220 250 220 tls 250 250 250  |                         | tls.certificate-mismatch AT_RISK
          other name                         | 220 250 220 tls 250 250 250  | tls.certificate-untrusted | tls.certificate-mismatch AT_RISK
          expired                            | 220 250 220 tls 250 250 250  | tls.certificate-untrusted | tls.certificate-expired AT_RISK
          not yet valid                      | 220 250 220 tls 250 250 250  | tls.certificate-untrusted | tls.certificate-expired AT_RISK
          self-signed                        | 220 250 220 tls 250 250 250  | tls.certificate-mismatch | tls.certificate-untrusted AT_RISK m1.a.test/127.0.0.61 [problem=self_signed]
          unknown issuer                     | 220 250 220 tls 250 250 250  | tls.certificate-mismatch | tls.certificate-untrusted AT_RISK
          intermediate sent                  | 220 250 220 tls 250 250 250  | tls.certificate-untrusted |
          intermediate missing               | 220 250 220 tls 250 250 250  | tls.certificate-mismatch | tls.certificate-untrusted AT_RISK m1.a.test/127.0.0.61 [problem=incomplete_chain]
          """)
  void whatTlsAServerHasIsSeen(
      String server, String seen, @Nullable String near, @Nullable String expected) {
    CaseFile file = talk(server);
    assertThat(seen(file)).isEqualTo(seen);
    Rows.check(withoutRelay(file), near, expected);
  }

  /// An honest server of these tests takes mail for everybody.
  private static CaseFile withoutRelay(CaseFile file) {
    return new CaseFile(
        file.complaint(),
        file.startedAt(),
        file.durationMs(),
        file.observations().stream().filter(o -> !o.checkId().equals("smtp.relay")).toList());
  }

  @Test
  void whatWasSaidInTheClearIsNotTakenForSaidUnderTls() {
    SmtpDialogue talk = dialogue(talk("injects before TLS"));
    assertThat(talk.extensionsAfterTls()).isEmpty();
    assertThat(talk.ehloAfterTls().lines()).containsExactly("m1.a.test");
  }

  @Test
  void whatIsKeptIsSafeToShowAndShort() {
    assertThat(dialogue(talk("NUL in its greeting")).greeting().lines())
        .containsExactly("m1\\x00.a.test\\x00 ESMTP");
    assertThat(dialogue(talk("line of a megabyte")).breakOff().detail()).hasSizeLessThan(200);
    assertThat(dialogue(talk("garbage")).breakOff().detail()).startsWith("\\x16\\x03\\x01");
    SmtpDialogue ended = dialogue(talk("drips its greeting"));
    assertThat(ended.breakOff().detail()).startsWith("220 m1");
    TlsSeen tls = dialogue(talk("certificate of 1,000 names")).tls();
    assertThat(tls.chain().getFirst().dnsNames()).hasSize(201).contains(HOST);
  }

  @Test
  void aServerThatCouldNotBeWaitedForIsNotSeen() {
    DialogueLimits patient =
        new DialogueLimits(
            LIMITS.connect(),
            Duration.ofSeconds(10),
            LIMITS.reply(),
            LIMITS.pause(),
            LIMITS.secondTryLeast(),
            LIMITS.ports());
    for (String server : List.of("silent", "drips its greeting", "drips its EHLO")) {
      try (var scripted = ScriptedServer.talking(AT, server(server));
          var world = world(scripted.port(), Route.DIRECT)) {
        CaseFile file =
            TestWorld.gather(
                world, ANNA, WHOLE, new SmtpDialogueProbe("a.test", HOST, AT, patient));
        assertThat(seen(file)).as(server).isEqualTo("unseen DEADLINE");
        Rows.check(withoutRelay(file), "inbound.greeting-late inbound.protocol-broken", null);
      }
    }
  }

  /// What the other ports of an address do whose mail port keeps silent.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          mail    | open | others  | near                 | expected
          silent  |      | silent  | network.port-blocked | inbound.unreachable BROKEN a.test [problem=timeout]
          silent  | 587  | silent  | inbound.unreachable  | network.port-blocked BROKEN local [host=m1.a.test]
          silent  | 993  | refused | inbound.unreachable  | network.port-blocked BROKEN local
          silent  |      | refused | network.port-blocked | inbound.unreachable BROKEN
          refused | 587  | silent  | network.port-blocked | inbound.unreachable BROKEN a.test [problem=refused]
          """)
  void whoIsSilentIsTriedElsewhere(
      String mail,
      @Nullable Integer open,
      String others,
      @Nullable String near,
      @Nullable String expected) {
    try (var scripted = ScriptedServer.talking(AT, server("honest"))) {
      Route route =
          (address, port, transport) -> {
            if (open != null && port == open) {
              return new Route.To(new InetSocketAddress(AT, scripted.port()));
            }
            String word = port == 25 ? mail : others;
            return word.equals("silent") ? new Route.Silent() : new Route.Refused();
          };
      try (var world = world(25, route)) {
        CaseFile file = talk(world);
        assertThat(seen(file))
            .isEqualTo(mail.equals("silent") ? "CONNECT TIMEOUT" : "CONNECT REFUSED");
        Rows.check(file, near, expected);
      }
    }
  }
}
