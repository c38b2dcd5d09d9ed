package org.mailmedic.acceptance.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailmedic.acceptance.user.HostileServers.Flood;
import org.mailmedic.acceptance.user.HostileServers.Malice;
import org.mailmedic.acceptance.user.Program.Called;
import org.mailmedic.lab.dns.DnsFault;
import org.mailmedic.lab.dns.Zone;
import org.mailmedic.lab.scenario.Estate;
import org.mailmedic.lab.smtp.Act;
import org.mailmedic.lab.smtp.SmtpScript.StartTls;
import org.mailmedic.lab.smtp.Stage;
import org.mailmedic.lab.web.Page;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import tools.jackson.databind.JsonNode;

/// Servers that mean harm, met by the program as a user starts it: it ends in time, within its
/// memory, and says something valid that is not the opposite of the truth.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileServersTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(4);
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final int AT_A_TIME = 3;
  private static final long MEGABYTE = 1 << 20;

  /// The sound domain whose servers all have private addresses, as in all of this small Internet.
  private static final String PRIVATE = "private";

  private final Map<String, Malice> malices = new HashMap<>();
  private final Map<String, Future<Called>> calls = new HashMap<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
  private FileChannel turn;
  private HostileServers servers;
  private Path config;
  private Path publicConfig;

  /// A row of the table.
  ///
  /// @param id what it is, and the name of the top-level domain
  /// @param receive the verdict, or those that may be, as far as it got in time; the exit status
  ///   follows from it
  record Row(String id, String receive, Consumer<Malice> evil) {
    boolean allows(String verdict, int status) {
      int expected =
          switch (verdict) {
            case "works" -> 0;
            case "unknown" -> 3;
            default -> 1;
          };
      return List.of(receive.split(" or ")).contains(verdict) && status == expected;
    }

    @Override
    public String toString() {
      return id;
    }
  }

  private static Row mail(String id, String receive, Stage stage, Act act) {
    return new Row(id, receive, m -> m.estate().mail(mail -> mail.on(stage, act)));
  }

  private static Row estate(String id, String receive, Consumer<Estate> evil) {
    return new Row(id, receive, m -> evil.accept(m.estate()));
  }

  private static Row names(String id, String receive, DnsFault fault) {
    return estate(id, receive, e -> e.nameServers(server -> server.fault(fault)));
  }

  /// What stands beside the way of the mail may be as evil as it likes.
  private static Row side(String id, Consumer<Malice> evil) {
    return new Row(id, "works", evil);
  }

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    Act megabyte = Act.hugeLine("220 ", (int) MEGABYTE);
    Act second =
        new Act.Drip(
            "220 mx.florist.example and so on\r\n".getBytes(StandardCharsets.US_ASCII),
            Duration.ofSeconds(1));
    rows.add(mail("endless-greeting", "broken", Stage.CONNECT, new Act.Endless("220-and so on")));
    rows.add(mail("greeting-of-a-megabyte", "broken", Stage.CONNECT, megabyte));
    rows.add(mail("greeting-byte-a-second", "unknown or broken", Stage.CONNECT, second));
    rows.add(mail("endless-ehlo", "broken", Stage.EHLO, new Act.Endless("250-AND-SO-ON")));
    rows.add(mail("endless-line", "broken", Stage.EHLO, new Act.Then(megabyte, megabyte)));
    rows.add(
        mail("endless-ehlo-in-tls", "broken", Stage.EHLO_TLS, new Act.Endless("250-AND-SO-ON")));
    rows.add(mail("endless-rcpt", "broken", Stage.RCPT, new Act.Endless("550-no, and no")));
    rows.add(
        estate(
            "tls-that-stalls",
            "unknown or at-risk or broken",
            e -> e.mail(mail -> mail.startTls(StartTls.STALLS))));
    rows.add(
        estate("tls-that-is-none", "broken", e -> e.mail(mail -> mail.startTls(StartTls.GARBAGE))));
    rows.add(
        estate(
            "certificate-of-a-thousand-names",
            "works",
            e -> e.mail(mail -> mail.certificate(mail.certificate().crowded(1000)))));
    rows.addAll(dns());
    rows.addAll(beside());
    return rows;
  }

  private static List<Row> dns() {
    List<Row> rows = new ArrayList<>();
    rows.add(
        estate(
            "alias-loop",
            "broken",
            e ->
                e.mx("10 a").withoutPolicy().zone(zone -> zone.add("a CNAME b").add("b CNAME a"))));
    rows.add(
        estate(
            "alias-of-itself",
            "broken",
            e -> e.mx("10 a").withoutPolicy().zone(zone -> zone.add("a CNAME a"))));
    rows.add(
        estate(
            "hundreds-of-mx",
            "at-risk",
            e ->
                e.withoutPolicy()
                    .zone(zone -> {
                      for (int i = 0; i < 300; i++) {
                        zone.add("@ MX 30 backup" + i);
                      }
                      return zone;
                    })));
    rows.add(names("names-point-at-themselves", "broken", new DnsFault.PointerLoop()));
    rows.add(names("wrong-id", "broken", new DnsFault.WrongId()));
    rows.add(names("cut-off", "broken", new DnsFault.CutOff()));
    rows.add(names("no-dns-at-all", "broken", new DnsFault.Garbage()));
    rows.add(
        new Row(
            "spoofed",
            "works",
            m -> {
              MXRecord forged =
                  new MXRecord(Zone.name(m.domain()), DClass.IN, 60, 1, Zone.name("evil.example"));
              m.estate().nameServers(server -> server.fault(new DnsFault.Spoofed(List.of(forged))));
            }));
    rows.add(resolver("resolver-points-at-itself", HostileResolver.pointingAtItself()));
    rows.add(resolver("resolver-wrong-id", HostileResolver.withWrongId()));
    rows.add(resolver("resolver-ten-thousand-records", HostileResolver.crowded()));
    rows.add(resolver("resolver-endless-aliases", HostileResolver.withEndlessAliases()));
    rows.add(
        new Row(
            "resolver-endless-strangers",
            "unknown",
            m -> {
              m.resolver(HostileResolver.onlyOverTcp());
              m.resolverTcp(HostileResolver.strangersWithoutEnd());
            }));
    rows.add(
        new Row(
            "resolver-byte-a-second",
            "unknown",
            m -> {
              m.resolver(HostileResolver.onlyOverTcp());
              m.resolverTcp(HostileResolver.aByteASecond());
            }));
    return rows;
  }

  private static Row resolver(String id, HostileResolver resolver) {
    return new Row(id, "unknown", m -> m.resolver(resolver));
  }

  private static List<Row> beside() {
    String json = "application/rdap+json";
    Page.Answer slow = Page.ok(json, "{\"objectClassName\": \"domain\"}");
    List<Row> rows = new ArrayList<>();
    rows.add(
        side("rdap-html", m -> m.estate().rdap(Page.ok("text/html", "<html>Welcome!</html>"))));
    rows.add(side("rdap-gigabytes", m -> m.estate().rdap(new Page.Endless(json))));
    rows.add(
        side(
            "rdap-byte-a-second",
            m -> m.estate().rdap(new Page.Drip(slow, Duration.ofSeconds(1)))));
    rows.add(side("rdap-silence", m -> m.estate().rdap(new Page.Silence())));
    rows.add(side("rdap-deep", m -> m.estate().rdap(Page.ok(json, "[".repeat(200_000)))));
    rows.add(
        side(
            "rdap-circle",
            m ->
                m.estate()
                    .rdap(Page.redirect("http://" + m.registry() + "/domain/" + m.domain()))));
    rows.add(
        side(
            "rdap-large-circle",
            m -> {
              String base = "http://" + m.registry();
              m.estate()
                  .rdap(Page.redirect(base + "/a"))
                  .with(plan ->
                      plan.registry(m.domain().substring(8), m.registry())
                          .page("/a", Page.redirect(base + "/b"))
                          .page("/b", Page.redirect(base + "/a")));
            }));
    rows.add(side("whois-endless", m -> m.whois(Flood.endless("Domain Name: and so on\r\n"))));
    rows.add(side("whois-endless-line", m -> m.whois(Flood.endless("and so on "))));
    rows.add(side("whois-byte-a-second", m -> m.whois(Flood.drip("Domain Name: x\r\n"))));
    rows.add(side("policy-gigabytes", m -> m.estate().policy(new Page.Endless("text/plain"))));
    rows.add(
        side(
            "policy-byte-a-second",
            m ->
                m.estate()
                    .policy(
                        new Page.Drip(
                            Page.ok("text/plain", "version: STSv1\r\nmode: none\r\n"),
                            Duration.ofSeconds(1)))));
    rows.add(side("policy-silence", m -> m.estate().policy(new Page.Silence())));
    rows.add(
        side(
            "policy-circle",
            m ->
                m.estate()
                    .policy(
                        Page.redirect(
                            "https://mta-sts." + m.domain() + "/.well-known/mta-sts.txt"))));
    rows.add(
        side(
            "policy-certificate-of-a-thousand-names",
            m -> m.estate().policyCertificate(c -> c.crowded(1000))));
    return rows;
  }

  @BeforeAll
  void start() throws IOException {
    Servers.needLowPorts();
    Path folder = Files.createTempDirectory("mailmedic-hostile");
    turn =
        FileChannel.open(
            Path.of(System.getProperty("java.io.tmpdir"), "mailmedic-hostile-servers.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    turn.lock();
    List<Malice> all = new ArrayList<>();
    for (Row row : rows()) {
      Malice malice = new Malice(row.id(), all.size() + 1, row.evil());
      all.add(malice);
      malices.put(row.id(), malice);
    }
    Malice own = new Malice(PRIVATE, all.size() + 1, Malice::registryLeadsInside);
    malices.put(PRIVATE, own);
    all.add(own);
    servers = HostileServers.start(all);
    config = servers.configuration(folder, true);
    publicConfig = servers.configuration(folder, false);
    Program.mailmedic("--version").run();
    for (Row row : rows()) {
      calls.put(row.id(), threads.submit(() -> call(malices.get(row.id())).run()));
    }
  }

  @AfterAll
  void stop() throws IOException {
    threads.shutdownNow();
    if (servers != null) {
      servers.close();
      turn.close();
    }
  }

  private Program call(Malice malice) {
    return call(malice, config);
  }

  private static Program call(Malice malice, Path config, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("diagnose", "anna@" + malice.domain(), "--format", "json"));
    arguments.addAll(List.of("--resolver", malice.resolver(), "--config", config.toString()));
    arguments.addAll(List.of("--timeout", TIMEOUT.toSeconds() + "s"));
    arguments.addAll(List.of(more));
    return Program.mailmedic(arguments.toArray(String[]::new))
        // Whatever the program would make of it, memory that runs out ends it.
        .with("JAVA_TOOL_OPTIONS", "-XX:+ExitOnOutOfMemoryError");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void endsInTimeAndSaysSomethingValid(Row row) throws Exception {
    Called called = calls.get(row.id()).get();
    JsonNode diagnosis = valid(called);
    for (int again = 0; again < 2 && !right(row, called, diagnosis); again++) {
      // The machine had other things to do: once more, with less beside it.
      called = call(malices.get(row.id())).run();
      diagnosis = valid(called);
    }
    if (!right(row, called, diagnosis)) {
      assumeFalse(
          Servers.busy(),
          "the machine is too busy to tell: "
              + receive(diagnosis)
              + ", status "
              + called.status()
              + " after "
              + called.took());
    }
    assertThat(row.allows(receive(diagnosis), called.status())).as(called.story()).isTrue();
    assertThat(called.took()).as(called.story()).isLessThanOrEqualTo(TIMEOUT.plus(GRACE));
  }

  /// Whatever else the machine does, this holds.
  private static JsonNode valid(Called called) {
    assertThat(called.err()).startsWith("Picked up JAVA_TOOL_OPTIONS").hasLineCount(1);
    assertThat(called.out().length()).isLessThan((int) MEGABYTE);
    assertThat(called.status()).isIn(0, 1, 3);
    JsonNode diagnosis = JsonForms.diagnosis(called.out());
    boolean known = !receive(diagnosis).equals("unknown");
    assertThat(known || called.status() != 0).as(called.story()).isTrue();
    return diagnosis;
  }

  private static String receive(JsonNode diagnosis) {
    return diagnosis.path("verdict").path("receive").asString();
  }

  private static boolean right(Row row, Called called, JsonNode diagnosis) {
    return row.allows(receive(diagnosis), called.status())
        && called.took().compareTo(TIMEOUT.plus(GRACE)) <= 0;
  }

  /// What leads into private networks is neither asked nor dialled unless that was allowed: mail
  /// servers, name servers, a policy's web server, where a registry's answer leads to.
  @Test
  void privateNetworksAreLeftAlone() {
    Malice own = malices.get(PRIVATE);
    String domain = own.domain();
    Called called = call(own, publicConfig).with("LANG", "en_US.UTF-8").run();
    JsonNode diagnosis = valid(called);
    assertThat(diagnosis.path("causes").path(0).path("id").asString())
        .as(called.story())
        .isEqualTo("mx.target-private");
    assertThat(called.status()).isEqualTo(1);
    for (int number = 1; number <= 2; number++) {
      assertThat(servers.lab().smtp(own.estate().mailAddress(number)).sessions()).isEmpty();
      assertThat(servers.lab().nameServer("ns" + number + "." + domain).questions()).isZero();
    }
    assertThat(own.inner().requests()).isEmpty();

    Called allowed = call(own, publicConfig, "--allow-private").run();
    assertThat(valid(allowed).path("verdict").path("receive").asString())
        .as(allowed.story())
        .isEqualTo("works");
    assertThat(servers.lab().smtp(own.estate().mailAddress(1)).sessions()).isNotEmpty();
    assertThat(own.inner().requests()).isNotEmpty();
  }
}
