package org.mailmedic.engine.probe.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mailmedic.engine.evidence.DmarcRecords;
import org.mailmedic.engine.testkit.FakeDns;
import org.mailmedic.engine.testkit.TestWorld;
import org.mailmedic.engine.world.DnsAnswer.Status;
import org.mailmedic.engine.world.RegistryServers;
import org.mailmedic.protocol.dmarc.TreeWalk;
import org.xbill.DNS.Type;

@Timeout(30)
class DmarcProbeTest {

  private static DmarcRecords look(FakeDns dns, String domain) {
    try (var world = TestWorld.of(dns, RegistryServers.NONE, InstantSource.system())) {
      return TestWorld.gather(world, domain, Duration.ofSeconds(5), new DmarcProbe(domain))
          .find(DmarcRecords.key(domain))
          .flatMap(observation -> observation.attempt().observed())
          .orElseThrow();
    }
  }

  @Test
  void theWholeTreeIsAsked() {
    FakeDns dns =
        new FakeDns()
            .txt("_dmarc.b.test", "v=DMARC1; p=reject; sp=none", "something else")
            .status("_dmarc.test", Type.TXT, Status.NODATA);
    DmarcRecords seen = look(dns, "x.a.b.test");
    assertThat(seen.answers())
        .extracting(answer -> answer.domain() + " " + answer.status())
        .containsExactly(
            "x.a.b.test NXDOMAIN", "a.b.test NXDOMAIN", "b.test ANSWER", "test NODATA");
    TreeWalk.Outcome walk = seen.walk();
    assertThat(walk.policy()).isNotNull();
    assertThat(walk.policy().domain()).isEqualTo("b.test");
    assertThat(seen.settled()).isTrue();
  }

  /// RFC 9990 section 4: whoever has the same organization need not agree.
  @Test
  void thoseElsewhereAreAsked() {
    FakeDns dns =
        new FakeDns()
            .txt(
                "_dmarc.b.test",
                "v=DMARC1; p=none; rua=mailto:x@b.test,mailto:x@m.b.test,mailto:y@c.test,"
                    + "mailto:z@c.test,mailto:x@d.test,https://e.test/")
            .txt("b.test._report._dmarc.c.test", "v=DMARC1");
    DmarcRecords seen = look(dns, "b.test");
    assertThat(seen.destinations())
        .extracting(to -> to.name() + " " + to.status() + " " + to.refuses())
        .containsExactly(
            "b.test._report._dmarc.c.test ANSWER false",
            "b.test._report._dmarc.d.test NXDOMAIN true");
  }

  @Test
  void whatCouldNotBeAskedIsNotAbsent() {
    DmarcRecords seen =
        look(new FakeDns().status("_dmarc.b.test", Type.TXT, Status.TIMEOUT), "b.test");
    assertThat(seen.settled()).isFalse();
    assertThat(seen.summary()).isEqualTo("_dmarc.b.test TXT TIMEOUT");
  }
}
