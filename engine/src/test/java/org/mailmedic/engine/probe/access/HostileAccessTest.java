package org.mailmedic.engine.probe.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.AccessTalk;
import org.mailmedic.engine.evidence.TranscriptLine;
import org.mailmedic.engine.testkit.FakeDns;
import org.mailmedic.engine.testkit.Peer;
import org.mailmedic.engine.testkit.ScriptedServer;
import org.mailmedic.engine.testkit.ScriptedServer.Talk;
import org.mailmedic.engine.testkit.TestAuthority;
import org.mailmedic.engine.testkit.TestWorld;
import org.mailmedic.engine.world.Ports;
import org.mailmedic.engine.world.RegistryServers;
import org.mailmedic.engine.world.live.tcp.TrustAnchors;

/// Servers of mail programs that are odd or mean: the talk with each ends in time, and what was
/// seen of it is what it did.
@Timeout(30)
class HostileAccessTest {
  private static final String AT = "127.0.0.62";
  private static final Duration WHOLE = Duration.ofMillis(2_400);
  private static final AccessLimits LIMITS =
      new AccessLimits(Duration.ofMillis(500), Duration.ofMillis(1_100));
  private static final TestAuthority AUTHORITY = new TestAuthority();
  private static final SSLContext GOOD = AUTHORITY.server(AT);

  private static AccessTalk talk(AccessProtocol protocol, Security security, Talk server) {
    try (var scripted = ScriptedServer.talking(AT, server);
        var world =
            new TestWorld(
                new FakeDns(),
                TrustAnchors.of(List.of(AUTHORITY.certificate())),
                true,
                Ports.STANDARD,
                RegistryServers.NONE,
                InstantSource.system())) {
      long start = System.nanoTime();
      var file =
          TestWorld.gather(
              world,
              Complaint.about("a.test", null, "a.test"),
              WHOLE,
              new AccessProbe(protocol, AT, scripted.port(), security, LIMITS));
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isLessThan(WHOLE.plus(Duration.ofSeconds(1)));
      return file.seen(AccessTalk.class).getFirst();
    }
  }

  private static Talk server(String name) {
    return switch (name) {
      case "endless greeting" ->
          (peer, n) -> {
            while (true) {
              peer.raw("* OK and so on ");
            }
          };
      case "endless capabilities" ->
          (peer, n) -> {
            peer.say("* OK hi");
            peer.hear();
            while (true) {
              peer.say("* CAPABILITY IMAP4rev1");
            }
          };
      case "endless CAPA" ->
          (peer, n) -> {
            peer.say("+OK hi");
            peer.hear();
            peer.say("+OK");
            while (true) {
              peer.say("UIDL");
            }
          };
      case "huge literal" ->
          (peer, n) -> {
            peer.say("* OK hi");
            peer.hear();
            peer.say("* CAPABILITY {999999}");
            peer.silence();
          };
      case "literal that never comes" ->
          (peer, n) -> {
            peer.say("* OK hi");
            peer.hear();
            peer.say("* CAPABILITY {100}");
            peer.silence();
          };
      case "silent" -> (peer, n) -> peer.silence();
      case "closes at once" -> (peer, n) -> {};
      case "drips" -> (peer, n) -> peer.drip("* OK IMAP4rev1 ready at last\r\n", 100);
      case "SMTP" -> (peer, n) -> peer.say("220 mail ESMTP");
      case "HTTP" -> (peer, n) -> peer.say("HTTP/1.1 400 Bad Request");
      case "bye" -> (peer, n) -> peer.say("* BYE too busy");
      case "another tag" ->
          (peer, n) -> {
            peer.say("* OK hi");
            peer.hear();
            peer.say("a7 OK what");
          };
      case "escape" -> (peer, n) -> peer.say("* BYE \u001b]0;owned\u0007");
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          IMAP | endless greeting         | GREETING TOO_LONG
          IMAP | endless capabilities     | CAPABILITIES NOT_THE_PROTOCOL
          POP3 | endless CAPA             | CAPABILITIES NOT_THE_PROTOCOL
          IMAP | huge literal             | CAPABILITIES TOO_LONG
          IMAP | literal that never comes | CAPABILITIES TIMEOUT
          IMAP | silent                   | GREETING TIMEOUT
          POP3 | silent                   | GREETING TIMEOUT
          MANAGESIEVE | silent            | GREETING TIMEOUT
          IMAP | closes at once           | GREETING CLOSED
          IMAP | drips                    | GREETING TIMEOUT
          IMAP | SMTP                     | GREETING NOT_THE_PROTOCOL
          POP3 | SMTP                     | GREETING NOT_THE_PROTOCOL
          SUBMISSION | HTTP               | GREETING NOT_THE_PROTOCOL
          MANAGESIEVE | SMTP              | GREETING NOT_THE_PROTOCOL
          IMAP | another tag              | CAPABILITIES NOT_THE_PROTOCOL
          IMAP | bye                      |
          IMAP | escape                   |
          """)
  void endsInTime(AccessProtocol protocol, String server, @Nullable String end) {
    AccessTalk talk = talk(protocol, Security.NONE, server(server));
    assertThat(
            talk.breakOff() == null ? null : talk.breakOff().stage() + " " + talk.breakOff().kind())
        .isEqualTo(end);
    assertThat(talk.transcript()).hasSizeLessThanOrEqualTo(200);
    assertThat(talk.transcript())
        .extracting(TranscriptLine::text)
        .allSatisfy(text -> assertThat(text).doesNotContain("\u001b"));
  }

  @Test
  void whatIsSaidInTheClearBeforeTlsIsThrownAway() {
    AccessTalk talk =
        talk(
            AccessProtocol.IMAP,
            Security.STARTTLS,
            (peer, n) -> {
              peer.say("* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] hi");
              peer.hear();
              peer.raw("a1 OK go\r\n* CAPABILITY IMAP4rev1 AUTH=EVIL\r\na2 OK done\r\n");
              peer.tls(GOOD);
              answer(peer, "IMAP4rev1 AUTH=PLAIN");
            });
    assertThat(talk.whole()).isTrue();
    assertThat(talk.tls().good()).isTrue();
    assertThat(talk.inTheClear().loginDisabled()).isTrue();
    assertThat(talk.underTls().mechanisms()).containsExactly("PLAIN");
  }

  private static void answer(Peer peer, String capabilities) throws IOException {
    String line = peer.hear();
    peer.say("* CAPABILITY " + capabilities);
    peer.say((line == null ? "" : line.split(" ")[0]) + " OK done");
    peer.hear();
  }

  @Test
  void noTlsIsOfferedWhereItShouldBe() {
    AccessTalk talk =
        talk(
            AccessProtocol.SUBMISSION,
            Security.STARTTLS,
            (peer, n) -> {
              peer.say("220 mail");
              peer.hear();
              peer.say("250-mail\r\n250 AUTH PLAIN LOGIN");
              peer.hear();
            });
    assertThat(talk.whole()).isFalse();
    assertThat(talk.breakOff()).isNull();
    assertThat(talk.offer().mechanisms()).containsExactly("PLAIN", "LOGIN");
  }
}
