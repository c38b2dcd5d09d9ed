package org.mailmedic.engine.probe.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.HostAddresses;
import org.mailmedic.engine.evidence.ServerView;
import org.mailmedic.engine.evidence.ZoneDelegation;
import org.mailmedic.engine.probe.mx.HostAddressesProbe;
import org.mailmedic.engine.testkit.TestWorld;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.Dns;
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.engine.world.DnsAnswer.Security;
import org.mailmedic.engine.world.DnsAnswer.Status;
import org.mailmedic.engine.world.DnsTransport;
import org.mailmedic.engine.world.Http;
import org.mailmedic.engine.world.Ports;
import org.mailmedic.engine.world.Tcp;
import org.mailmedic.engine.world.World;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// How the delegation is found by asking the parent's own servers, and what each name server says.
@Timeout(20)
class ZoneDelegationProbeTest {
  private static final String PARENT = "192.0.2.100";

  /// What the resolver (server `-`) and the name servers answer; everything else is NXDOMAIN from
  /// the resolver and silence from servers.
  private static final class Net implements Dns, World {
    private final Map<String, DnsAnswer> answers = new HashMap<>();

    /// @param records `section|record` lines: `an`, `au`, `ad`
    Net put(String server, String name, int type, Status status, boolean aa, String... records) {
      Map<String, List<Record>> sections = new HashMap<>();
      for (String line : records) {
        sections
            .computeIfAbsent(line.substring(0, 2), key -> new ArrayList<>())
            .add(record(line.substring(3)));
      }
      answers.put(
          key(server, name, type),
          new DnsAnswer(
              name + ".",
              type,
              status,
              sections.getOrDefault("an", List.of()),
              List.of(),
              sections.getOrDefault("au", List.of()),
              sections.getOrDefault("ad", List.of()),
              aa,
              Security.INSECURE,
              status == Status.NOT_ASKED ? PRIVATE_ADDRESS : null,
              null,
              1));
      return this;
    }

    Net resolver(String name, int type, String... records) {
      return put(
          "-", name, type, records.length == 0 ? Status.NODATA : Status.ANSWER, false, records);
    }

    private static Record record(String line) {
      String[] words = line.split(" ", 3);
      try {
        Name owner = Name.fromString(words[0], Name.root);
        return Record.fromString(owner, Type.value(words[1]), DClass.IN, 60, words[2], Name.root);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    private static String key(String server, String name, int type) {
      return server + " " + name + " " + type;
    }

    private static DnsAnswer empty(String name, int type, Status status) {
      return new DnsAnswer(
          name + ".",
          type,
          status,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          false,
          Security.INSECURE,
          null,
          null,
          1);
    }

    @Override
    public DnsAnswer lookup(String name, int type, Deadline deadline) {
      return answers.getOrDefault(key("-", name, type), empty(name, type, Status.NXDOMAIN));
    }

    @Override
    public DnsAnswer ask(
        InetAddress server, String name, int type, DnsTransport transport, Deadline deadline) {
      return answers.getOrDefault(
          key(server.getHostAddress(), name, type), empty(name, type, Status.TIMEOUT));
    }

    @Override
    public InstantSource clock() {
      return InstantSource.system();
    }

    @Override
    public Dns dns() {
      return this;
    }

    @Override
    public Tcp tcp() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Http http() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Ports ports() {
      return Ports.STANDARD;
    }

    @Override
    public void close() {}
  }

  private static Net net() {
    return new Net()
        .resolver(".", Type.NS, "an|. NS ns.root")
        .resolver("test", Type.NS, "an|test NS ns.test")
        .resolver("ns.test", Type.A, "an|ns.test A " + PARENT)
        .resolver("ns.test", Type.AAAA);
  }

  private static Net delegated() {
    return net()
        .put(
            PARENT,
            "a.test",
            Type.NS,
            Status.REFERRAL,
            false,
            "au|a.test NS ns1.a.test",
            "au|a.test NS ns2.b.test",
            "ad|ns1.a.test A 192.0.2.1",
            "ad|ns1.a.test AAAA 2001:db8::1")
        .resolver("a.test", Type.NS, "an|a.test NS ns1.a.test", "an|a.test NS ns3.b.test")
        .resolver("a.test", Type.DS)
        .resolver("ns2.b.test", Type.A, "an|ns2.b.test A 192.0.2.2")
        .resolver("ns2.b.test", Type.AAAA);
  }

  private static Attempt<ZoneDelegation> delegation(Net net, String domain) {
    return TestWorld.gather(net, domain, Duration.ofSeconds(10), new ZoneDelegationProbe(domain))
        .attempt(new EvidenceKey<>(ZoneDelegation.class, domain));
  }

  private static ZoneDelegation seen(Net net, String domain) {
    return delegation(net, domain).observed().orElseThrow();
  }

  @Test
  void theParentsReferralIsReadWithItsGlue() {
    ZoneDelegation seen = seen(delegated(), "a.test");
    assertThat(seen.zone()).isEqualTo("a.test");
    assertThat(seen.parent()).isEqualTo("test");
    assertThat(seen.parentStatus()).isEqualTo("REFERRAL");
    assertThat(seen.parentServer()).isEqualTo("ns.test/" + PARENT);
    assertThat(seen.paths()).containsExactly("tcp4", "udp4");
    assertThat(seen.delegationSigned()).isFalse();
    assertThat(seen.nameServers())
        .containsExactly(
            new ZoneDelegation.NameServer(
                "ns1.a.test", true, true, "ANSWER", List.of("192.0.2.1", "2001:db8::1")),
            new ZoneDelegation.NameServer(
                "ns2.b.test", true, false, "ANSWER", List.of("192.0.2.2")),
            new ZoneDelegation.NameServer("ns3.b.test", false, true, "NXDOMAIN", List.of()));
  }

  /// What the resolver says of `mail.a.test` (nothing at all, or a denial with its SOA), and what a
  /// name server of `a.test` does.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mail.a.test  | nothing | ANSWER   | true  | 192.0.2.25
          mail.a.test  | nothing | ANSWER   | false |
          mail.a.test  | nothing | NODATA   | true  |
          mail.a.test  | nothing | TIMEOUT  | false |
          mail.a.test  | denial  | ANSWER   | true  |
          mail.b.test  | nothing | ANSWER   | true  |
          mail.xa.test | nothing | ANSWER   | true  |
          """)
  void ownServersHaveTheWordWhereTheResolverSaysNothing(
      String host, String said, Status told, boolean authoritative, @Nullable String address) {
    String[] section =
        said.equals("denial")
            ? new String[] {"au|a.test SOA ns1.a.test root.a.test 1 1 1 1 60"}
            : new String[0];
    String[] records =
        told == Status.ANSWER ? new String[] {"an|" + host + " A 192.0.2.25"} : new String[0];
    Net net =
        delegated()
            .put("-", host, Type.A, Status.NODATA, false, section)
            .put("-", host, Type.AAAA, Status.NODATA, false, section)
            .put("192.0.2.2", host, Type.A, told, authoritative, records);
    HostAddresses seen =
        TestWorld.gather(net, "a.test", Duration.ofSeconds(10), new HostAddressesProbe(host))
            .attempt(new EvidenceKey<>(HostAddresses.class, host))
            .observed()
            .orElseThrow();
    assertThat(seen.ipv4()).isEqualTo(address == null ? List.of() : List.of(address));
    assertThat(seen.ipv4Status()).isEqualTo(address == null ? "NODATA" : "ANSWER");
  }

  @Test
  void aNameWithoutACutIsJudgedByTheZoneAroundIt() {
    Net net =
        delegated()
            .resolver("ns1.a.test", Type.A, "an|ns1.a.test A 192.0.2.1")
            .resolver("ns1.a.test", Type.AAAA)
            .put("192.0.2.1", "mail.a.test", Type.NS, Status.NODATA, true);
    ZoneDelegation seen = seen(net, "mail.a.test");
    assertThat(seen.zone()).isEqualTo("a.test");
    assertThat(seen.parent()).isEqualTo("test");
  }

  @Test
  void aNameThatTheParentDoesNotKnowHasNoServers() {
    Net net = net().put(PARENT, "no.test", Type.NS, Status.NXDOMAIN, true);
    ZoneDelegation seen = seen(net, "no.test");
    assertThat(seen.parentStatus()).isEqualTo("NXDOMAIN");
    assertThat(seen.nameServers()).isEmpty();
  }

  @Test
  void aSilentParentLeavesTheZonesOwnWord() {
    Net net = net().resolver("a.test", Type.NS, "an|a.test NS ns1.a.test");
    ZoneDelegation seen = seen(net, "a.test");
    assertThat(seen.parentServer()).isNull();
    assertThat(seen.settled()).isFalse();
    assertThat(seen.paths()).isEmpty();
    assertThat(seen.nameServers()).hasSize(1);
    assertThat(seen.nameServers().getFirst().atParent()).isFalse();
  }

  @Test
  void serversThatMayNotBeAskedLeaveItUnseen() {
    Net net = net().put(PARENT, "a.test", Type.NS, Status.NOT_ASKED, false);
    assertThat(reason(delegation(net, "a.test"))).isEqualTo(Attempt.Reason.PRIVATE_ADDRESS);
  }

  @Test
  void withoutAResolverNothingIsSeen() {
    assertThat(reason(delegation(new Net(), "a.test"))).isEqualTo(Attempt.Reason.NEEDS_UNSEEN);
  }

  private static Attempt.@Nullable Reason reason(Attempt<?> attempt) {
    return attempt instanceof Attempt.Unobserved<?> not ? not.reason() : null;
  }

  private static Attempt<ServerView> view(Net net) {
    return TestWorld.gather(
            net,
            "a.test",
            Duration.ofSeconds(10),
            new ServerViewProbe("a.test", "a.test", "ns1.a.test", "192.0.2.1"))
        .attempt(new EvidenceKey<>(ServerView.class, "a.test/ns1.a.test/192.0.2.1"));
  }

  @Test
  void aNameServerTellsWhatItKnows() {
    Net net =
        new Net()
            .put(
                "192.0.2.1",
                "a.test",
                Type.SOA,
                Status.ANSWER,
                true,
                "an|a.test SOA ns1.a.test. h.a.test. 42 1 1 1 1")
            .put("192.0.2.1", "a.test", Type.NS, Status.ANSWER, true, "an|a.test NS ns1.a.test")
            .put("192.0.2.1", "a.test", Type.MX, Status.ANSWER, true, "an|a.test MX 10 m.a.test.");
    ServerView view = view(net).observed().orElseThrow();
    assertThat(view.udp().healthy()).isTrue();
    assertThat(view.tcp().healthy()).isTrue();
    assertThat(view.serial()).isEqualTo(42);
    assertThat(view.nameServers()).containsExactly("ns1.a.test");
    assertThat(view.mail()).hasSize(1);
    assertThat(view.mailAuthoritative()).isTrue();
  }

  @Test
  void aSilentNameServerIsSeenToBeSilentAndAForbiddenOneIsNotSeen() {
    assertThat(view(new Net()).observed().orElseThrow().udp().silent()).isTrue();
    Net forbidden = new Net().put("192.0.2.1", "a.test", Type.SOA, Status.NOT_ASKED, false);
    assertThat(reason(view(forbidden))).isEqualTo(Attempt.Reason.PRIVATE_ADDRESS);
  }
}
