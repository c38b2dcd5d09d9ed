package org.mailmedic.engine.probe.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.MessageSignatures;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.testkit.FakeDns;
import org.mailmedic.engine.testkit.TestWorld;
import org.mailmedic.engine.world.DnsAnswer.Status;
import org.mailmedic.engine.world.RegistryServers;
import org.xbill.DNS.Type;

/// The message of RFC 8463 appendix A.3, with the keys that are published there.
@Timeout(30)
class MessageSignaturesProbeTest {
  private static final String KEY_NAME = "brisbane._domainkey.football.example.com";
  private static final String KEY =
      "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

  private static final String MESSAGE =
      """
      DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
       d=football.example.com; i=@football.example.com;
       q=dns/txt; s=brisbane; t=1528637909; h=from : to :
       subject : date : message-id : from : subject : date;
       bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
       b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
       Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
      From: Joe SixPack <joe@football.example.com>
      To: Suzie Q <suzie@shopping.example.net>
      Subject: Is dinner ready?
      Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
      Message-ID: <20030712040037.46341.5F8J@football.example.com>

      Hi.

      We lost the game.  Are you hungry yet?

      Joe.
      """
          .replace("\n", "\r\n");

  private static Attempt<MessageSignatures> look(FakeDns dns, String message) {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-24T10:00:00Z"));
    try (var world = TestWorld.of(dns, RegistryServers.NONE, clock)) {
      return TestWorld.gather(
              world,
              "football.example.com",
              Duration.ofSeconds(5),
              new MessageSignaturesProbe(message))
          .find(MessageSignatures.key())
          .map(Observation::attempt)
          .orElseThrow();
    }
  }

  private static String summary(FakeDns dns, String message) {
    return look(dns, message).observed().orElseThrow().summary();
  }

  @Test
  void whatIsSignedAndPublishedHolds() {
    assertThat(summary(new FakeDns().txt(KEY_NAME, KEY), MESSAGE))
        .isEqualTo("dkim=pass d=football.example.com s=brisbane; arc=none");
  }

  @Test
  void aChangedMessageDoesNot() {
    FakeDns dns = new FakeDns().txt(KEY_NAME, KEY);
    assertThat(summary(dns, MESSAGE.replace("dinner", "lunch"))).contains("(signature_wrong)");
    assertThat(summary(dns, MESSAGE.replace("hungry", "tired"))).contains("(body_changed)");
    assertThat(summary(new FakeDns(), MESSAGE)).contains("permerror", "(no_key)");
  }

  @Test
  void whatCouldNotBeLookedUpIsNotBroken() {
    FakeDns dns = new FakeDns().status(KEY_NAME, Type.TXT, Status.TIMEOUT);
    MessageSignatures seen = look(dns, MESSAGE).observed().orElseThrow();
    assertThat(seen.settled()).isFalse();
    assertThat(seen.summary()).contains("temperror");
  }

  @Test
  void theOneInsideAReturnedMessageIsTried() {
    String returned =
        "From: MAILER-DAEMON@shopping.example.net\r\nContent-Type: multipart/report; boundary=x\r\n\r\n"
            + "--x\r\nContent-Type: message/rfc822\r\n\r\n"
            + MESSAGE
            + "\r\n--x--\r\n";
    MessageSignatures seen =
        look(new FakeDns().txt(KEY_NAME, KEY), returned).observed().orElseThrow();
    assertThat(seen.enclosed()).isTrue();
    assertThat(seen.summary()).startsWith("dkim=pass");
  }

  @Test
  void aHeaderAloneIsNotTried() {
    String header = MESSAGE.substring(0, MESSAGE.indexOf("\r\n\r\n") + 2);
    assertThat(look(new FakeDns(), header)).isInstanceOf(Attempt.NotTried.class);
  }
}
