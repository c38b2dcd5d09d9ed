package org.mailmedic.acceptance.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailmedic.acceptance.real.NameServers.Signing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The program as a user starts it, against Knot, Unbound and Postfix: judged by its JSON and its
/// exit status.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealServersTest {
  private static final String GOOD_MX = "127.0.25.1";
  private static final String EXPIRED_MX = "127.0.25.2";
  private static final String OTHER_NAME_MX = "127.0.25.3";
  private static final String PLAIN_MX = "127.0.25.4";
  private static final String NOBODY = "127.0.25.9";
  private static final String LISTED_6 = "2001:db8::25";
  private static final String NOT_LISTED = "127.0.25.7";
  private static final String UNKNOWN = "550 5.1.1 User unknown";

  /// The configuration of a world in which the registry of `test` has no RDAP, only WHOIS.
  private static final String WHOIS = "whois.yaml";

  /// Configurations that ask blocklists: an address list, a domain list, and lists that refuse or
  /// have an entry for everything.
  private static final String LISTS = "lists.yaml";

  private static final String DOMAIN_LISTS = "domain-lists.yaml";
  private static final String BAD_LISTS = "bad-lists.yaml";

  private Path folder;
  private Programs programs;
  private Path config;

  /// One row of the table.
  ///
  /// @param cause the first cause; null: none at all
  record Row(String subject, String cause, String receive, int status, String... more) {
    @Override
    public String toString() {
      return subject + " → " + (cause == null ? "nothing wrong" : cause);
    }
  }

  private static Row listed(String subject, String cause, int status, String lists, String from) {
    return new Row(subject, cause, "works", status, "--config", lists, "--sending-ip", from);
  }

  static Stream<Row> rows() {
    return Stream.of(
        new Row("anna@free.test", "domain.not-registered", "broken", 1),
        new Row("anna@unheard.test", "domain.not-registered", "broken", 1),
        new Row("anna@undelegated.test", "dns.delegation-broken", "broken", 1),
        new Row("anna@restorable.test", "domain.expired", "broken", 1),
        new Row("anna@late.test", "domain.expired", "at-risk", 1),
        new Row("anna@held.test", "domain.on-hold", "broken", 1),
        new Row("anna@soon.test", "domain.expires-soon", "at-risk", 1),
        new Row("anna@free.test", "domain.not-registered", "broken", 1, "--config", WHOIS),
        new Row("anna@late.test", "domain.expired", "at-risk", 1, "--config", WHOIS),
        new Row("anna@held.test", "domain.on-hold", "broken", 1, "--config", WHOIS),
        new Row("anna@soon.test", "domain.expires-soon", "at-risk", 1, "--config", WHOIS),
        new Row("anna@healthy.test", null, "works", 0, "--config", WHOIS),
        new Row("anna@limited.test", null, "works", 0),
        new Row("anna@shutout.test", "mta-sts.blocks-delivery", "broken", 1),
        new Row("anna@strictcert.test", "mta-sts.blocks-delivery", "broken", 1),
        new Row("anna@strict.test", null, "works", 0),
        new Row("anna@nopolicy.test", null, "works", 0),
        new Row("anna@healthy.test", null, "works", 0),
        new Row("healthy.test", null, "works", 0),
        new Row("anna@unsigned.test", null, "works", 0),
        new Row("anna@fallback.test", "mx.implicit", "at-risk", 1),
        new Row("nobody@healthy.test", "inbound.recipient-unknown", "broken", 1),
        new Row("full@healthy.test", "inbound.mailbox-full", "broken", 1),
        new Row("anna@notours.test", "inbound.relay-denied", "broken", 1),
        new Row("anna@ranout.test", "dns.dnssec-bogus", "broken", 1),
        new Row("anna@tampered.test", "dns.dnssec-bogus", "broken", 1),
        new Row("anna@wrongds.test", "dns.dnssec-bogus", "broken", 1),
        new Row("anna@lame.test", "dns.delegation-broken", "broken", 1),
        new Row("anna@partlylame.test", "dns.partly-lame", "at-risk", 1),
        new Row("anna@differs.test", "dns.zone-inconsistent", "at-risk", 1),
        new Row("anna@nomx.test", "mx.missing", "broken", 1),
        new Row("anna@nullmx.test", "mx.null", "broken", 1),
        new Row("anna@alias.test", "mx.target-is-alias", "at-risk", 1),
        new Row("anna@address.test", "mx.target-is-address", "broken", 1),
        new Row("anna@nodot.test", "mx.target-is-address", "broken", 1),
        new Row("anna@gone.test", "mx.target-unresolvable", "broken", 1),
        new Row("anna@halfgone.test", "mx.target-partly-unresolvable", "at-risk", 1),
        new Row("anna@refused.test", "inbound.unreachable", "broken", 1),
        new Row("anna@halfrefused.test", "inbound.partly-unreachable", "at-risk", 1),
        new Row("anna@oldcert.test", "tls.certificate-expired", "at-risk", 1),
        new Row("anna@othercert.test", "tls.certificate-mismatch", "at-risk", 1),
        new Row("anna@plain.test", "tls.not-offered", "at-risk", 1),
        new Row("anna@ours.test", null, "works", 0),
        new Row("anna@ours.test", null, "works", 0, "--provider", "acme-mail"),
        new Row("anna@healthy.test", "mx.elsewhere", "broken", 1, "--provider", "acme-mail"),
        new Row("nobody@healthy.test", "mx.elsewhere", "broken", 1, "--provider", "acme-mail"),
        new Row("anna@nospf.test", "spf.missing", "works", 1),
        new Row("anna@badspf.test", "spf.invalid", "works", 1),
        new Row("anna@forgot.test", "spf.excludes-sender", "works", 1),
        new Row("anna@nospf.test", null, "works", 0, "--symptom", "receive"),
        new Row("anna@nokey.test", "dkim.missing", "works", 1),
        new Row("anna@onekey.test", null, "works", 0),
        new Row("anna@badkey.test", "dkim.invalid", "works", 1),
        new Row("anna@revoked.test", "dkim.invalid", "works", 1),
        new Row("anna@badpolicy.test", "dmarc.invalid", "works", 1),
        new Row("anna@deafpolicy.test", "dmarc.invalid", "works", 1),
        new Row("anna@goodpolicy.test", null, "works", 0),
        new Row("anna@ownmail.test", "dmarc.rejects-own-mail", "works", 1, "--sending-ip", GOOD_MX),
        new Row("anna@ownkey.test", null, "works", 0, "--sending-ip", GOOD_MX),
        new Row("anna@healthy.test", null, "works", 0, "--sending-ip", GOOD_MX),
        new Row(
            "anna@healthy.test", "spf.excludes-sender", "works", 1, "--sending-ip", "192.0.2.99"),
        listed("anna@sender.test", "reputation.ip-blocklisted", 1, LISTS, GOOD_MX),
        listed("anna@sender.test", "reputation.ip-blocklisted", 1, LISTS, LISTED_6),
        listed("anna@sender.test", null, 0, LISTS, NOT_LISTED),
        listed("anna@sender.test", null, 0, BAD_LISTS, GOOD_MX),
        listed("anna@sender.test", "reputation.domain-blocklisted", 1, DOMAIN_LISTS, GOOD_MX),
        listed("anna@healthy.test", null, 0, DOMAIN_LISTS, GOOD_MX),
        listed("anna@sender.test", "reputation.reverse-dns", 1, BAD_LISTS, EXPIRED_MX),
        listed("anna@sender.test", "reputation.reverse-dns", 1, BAD_LISTS, PLAIN_MX),
        new Row("anna@mixed.test", "mx.mixed", "at-risk", 1),
        new Row("anna@redirected.test", "mx.redirect-only", "broken", 1),
        new Row("anna@healthy.test", null, "works", 0, "--recipient", "anna@unsigned.test"),
        to("nobody@unsigned.test", "recipient.unknown"),
        to("full@unsigned.test", "recipient.mailbox-full"),
        to("grey@unsigned.test", "recipient.greylisted"),
        to("anna@nullmx.test", "recipient.domain-takes-no-mail"),
        to("anna@free.test", "recipient.domain-unknown"),
        to("anna@refused.test", "recipient.server-unreachable"),
        to("anna@notours.test", "relay.denied"),
        new Row(
            "anna@healthy.test",
            null,
            "works",
            0,
            "--recipient",
            "nobody@unsigned.test",
            "--no-recipient-check"),
        new Row(
            "anna@healthy.test",
            "recipient.unknown",
            "works",
            1,
            "--error",
            "<nobody@unsigned.test>: host mail.unsigned.test[192.0.2.25] said: 450 4.2.0"
                + " <nobody@unsigned.test>: not now (in reply to RCPT TO command)"),
        new Row("nobody@healthy.test", null, "unknown", 0, "--symptom", "login"),
        new Row("anna@healthy.test", "recipient.unknown", "works", 1, "--error", UNKNOWN),
        new Row(
            "nobody@healthy.test", "inbound.recipient-unknown", "broken", 1, "--error", UNKNOWN),
        new Row("anna@nomx.test", "mx.missing", "broken", 1, "--error", UNKNOWN));
  }

  /// A row of a sound domain that writes to somebody.
  private static Row to(String recipient, String cause) {
    return new Row("anna@healthy.test", cause, "works", 1, "--recipient", recipient);
  }

  @BeforeAll
  void start() throws IOException {
    Programs.need(!Programs.fast(), "left out by ./test --fast");
    for (String program : List.of("knotd", "unbound", "postfix", "dnssec-signzone", "openssl")) {
      Programs.need(Programs.has(program), program + " is not installed here; ./test installs it");
    }
    Programs.need(
        "root".equals(System.getProperty("user.name")), "real servers need ports below 1024");
    folder = Files.createTempDirectory("mailmedic-real");
    programs = new Programs(folder);
    Certificates certificates = new Certificates(folder.resolve("certificates"));
    startMail(certificates);
    String registry = startWeb(certificates);
    Path anchor = startNames();
    String common =
        String.join(
            "\n",
            "language: en",
            "resolver: [\"" + NameServers.RESOLVER + ":53\"]",
            "trustAnchors: " + anchor,
            "caFile: " + certificates.ca(),
            "allowPrivate: true",
            "providers: [acme.yaml, keys.yaml]",
            "");
    config =
        Files.writeString(
            folder.resolve("config.yaml"),
            common + "rdap: {servers: {test: \"" + registry + "\"}}\n");
    Files.writeString(
        folder.resolve(WHOIS), common + "whois: {servers: {test: \"" + Web.WHOIS + "\"}}\n");
    String asking = common + "rdap: {servers: {test: \"" + registry + "\"}}\nblocklists: ";
    Files.writeString(folder.resolve(LISTS), asking + "{ip: [list.test], domain: []}\n");
    Files.writeString(folder.resolve(DOMAIN_LISTS), asking + "{ip: [], domain: [names.test]}\n");
    Files.writeString(
        folder.resolve(BAD_LISTS),
        asking + "{ip: [refuses.test, world.test, dnsbl.sorbs.net], domain: [world.test]}\n");
    Files.writeString(
        folder.resolve("acme.yaml"),
        String.join(
            "\n",
            "id: acme-mail",
            "name: Acme Mail",
            "detect: {mx: [\"mx*.acme.test\"]}",
            "redirectOnly: [redirect.acme.test]",
            "mx: [{host: mx1.acme.test, priority: 1}]",
            "spf: \"include:spf.acme.test\"",
            ""));
    Files.writeString(
        folder.resolve("keys.yaml"),
        "id: keys-mail\nname: Keys Mail\ndetect: {mx: [\"mx*.keys.test\"]}\n"
            + "dkim: {selectors: [one, two]}\n");
  }

  private void startMail(Certificates certificates) throws IOException {
    MailServers mail = new MailServers(folder, programs);
    List<String> here =
        List.of(
            "healthy.test",
            "sender.test",
            "unsigned.test",
            "fallback.test",
            "differs.test",
            "alias.test",
            "partlylame.test",
            "halfgone.test",
            "halfrefused.test",
            "ranout.test",
            "tampered.test",
            "wrongds.test",
            "ours.test",
            "mixed.test",
            "late.test",
            "soon.test",
            "limited.test",
            "shutout.test",
            "strict.test",
            "nopolicy.test",
            "nospf.test",
            "badspf.test",
            "forgot.test",
            "nokey.test",
            "onekey.test",
            "badkey.test",
            "revoked.test",
            "badpolicy.test",
            "deafpolicy.test",
            "goodpolicy.test",
            "ownmail.test",
            "ownkey.test");
    List<String> names = new ArrayList<>();
    for (String domain : here) {
      names.add("mail." + domain);
    }
    names.addAll(
        List.of(
            "mx1.acme.test",
            "mx1.keys.test",
            "redirect.acme.test",
            "old.differs.test",
            "mail.notours.test",
            "fallback.test",
            "alias.test"));
    mail.postfix(GOOD_MX, certificates.leaf("good", false, names.toArray(String[]::new)), here);
    mail.postfix(
        EXPIRED_MX,
        certificates.leaf("expired", true, "mail.oldcert.test", "mail.strictcert.test"),
        List.of("oldcert.test", "strictcert.test"));
    mail.postfix(
        OTHER_NAME_MX,
        certificates.leaf("other", false, "mail.elsewhere.test"),
        List.of("othercert.test"));
    mail.postfix(PLAIN_MX, null, List.of("plain.test"));
  }

  private String startWeb(Certificates certificates) throws IOException {
    Web web = new Web();
    web.refused("free.test", 404);
    web.refused("limited.test", 429);
    web.refused("unheard.test", 503);
    web.registered("undelegated.test", "inactive", Duration.ofDays(200));
    web.registered("restorable.test", "redemption period", Duration.ofDays(-50));
    web.registered("held.test", "client hold", Duration.ofDays(200));
    web.registered("late.test", "auto renew period", Duration.ofDays(-3));
    web.registered("soon.test", "active", Duration.ofDays(12));
    web.policy("shutout.test", "mode: enforce", "mx: old.shutout.test", "max_age: 86400");
    web.policy("strictcert.test", "mode: enforce", "mx: mail.strictcert.test", "max_age: 86400");
    web.policy("strict.test", "mode: enforce", "mx: *.strict.test", "max_age: 86400");
    return web.start(certificates, folder, programs);
  }

  private Path startNames() throws IOException {
    NameServers names = new NameServers(folder, programs);
    String[] usual = {"@ IN MX 10 mail", "mail IN A " + GOOD_MX};
    names.domain("healthy.test", Signing.GOOD, usual);
    names.domain("unsigned.test", Signing.NONE, usual);
    names.domain("fallback.test", Signing.GOOD, "@ IN A " + GOOD_MX);
    names.domain("notours.test", Signing.GOOD, usual);
    names.domain(
        "sender.test",
        Signing.GOOD,
        usual[0],
        usual[1],
        "seven IN A " + NOT_LISTED,
        "@ IN TXT \"v=spf1 ip4:127.0.25.0/24 ip6:2001:db8::/32 -all\"");
    names.domain(
        "list.test",
        Signing.GOOD,
        "2.0.0.127 IN A 127.0.0.2",
        "1.25.0.127 IN A 127.0.0.4",
        "1.25.0.127 IN TXT \"spam was seen\"",
        "5.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2 IN A 127.0.0.2");
    names.domain("names.test", Signing.NONE, "test IN A 127.0.0.2", "sender.test IN A 127.0.0.2");
    names.domain("refuses.test", Signing.NONE, "* IN A 127.255.255.254");
    names.domain("world.test", Signing.NONE, "* IN A 127.0.0.2");
    names.reverse(
        "25.0.127.in-addr.arpa",
        "1 IN PTR mail.healthy.test.",
        "4 IN PTR mail.healthy.test.",
        "7 IN PTR seven.sender.test.");
    names.domain("ranout.test", Signing.EXPIRED, usual);
    names.domain(
        "tampered.test",
        Signing.TAMPERED,
        "@ IN MX 10 mail.tampered.test.",
        "mail IN A " + GOOD_MX,
        "evil IN A " + GOOD_MX);
    names.domain("wrongds.test", Signing.WRONG_DS, usual);
    names.delegate("lame.test", "ns1", NameServers.FIRST, "ns2", NameServers.SECOND);
    names.domain("partlylame.test", Signing.NONE, usual);
    names.delegate("partlylame.test", "ns3", "127.0.53.2");
    names.domain(
        "differs.test",
        Signing.NONE,
        zone -> zone.replace("@ IN MX 10 mail", "@ IN MX 10 old"),
        "@ IN MX 10 mail",
        "mail IN A " + GOOD_MX,
        "old IN A " + GOOD_MX);
    names.domain("nomx.test", Signing.GOOD, "www IN A " + GOOD_MX);
    names.domain("nullmx.test", Signing.GOOD, "@ IN MX 0 .");
    names.domain(
        "alias.test",
        Signing.NONE,
        "@ IN MX 10 smtp",
        "smtp IN CNAME mail",
        "mail IN A " + GOOD_MX);
    names.domain("address.test", Signing.NONE, "@ IN MX 10 " + GOOD_MX + ".");
    names.domain("nodot.test", Signing.NONE, "@ IN MX 10 " + GOOD_MX);
    names.domain("gone.test", Signing.GOOD, "@ IN MX 10 mail");
    names.domain(
        "halfgone.test",
        Signing.GOOD,
        "@ IN MX 10 mail",
        "@ IN MX 20 mail2",
        "mail IN A " + GOOD_MX);
    names.domain("refused.test", Signing.GOOD, "@ IN MX 10 mail", "mail IN A " + NOBODY);
    names.domain(
        "halfrefused.test",
        Signing.GOOD,
        "@ IN MX 10 mail",
        "@ IN MX 20 mail2",
        "mail IN A " + GOOD_MX,
        "mail2 IN A " + NOBODY);
    names.domain("oldcert.test", Signing.GOOD, "@ IN MX 10 mail", "mail IN A " + EXPIRED_MX);
    names.domain("othercert.test", Signing.GOOD, "@ IN MX 10 mail", "mail IN A " + OTHER_NAME_MX);
    names.domain("plain.test", Signing.GOOD, "@ IN MX 10 mail", "mail IN A " + PLAIN_MX);
    names.domain(
        "acme.test",
        Signing.GOOD,
        "mx1 IN A " + GOOD_MX,
        "redirect IN A " + GOOD_MX,
        "spf IN TXT \"v=spf1 ip4:192.0.2.0/25 ip6:2001:db8::/64 -all\"",
        "@ IN TXT \"v=spf1 -all\"");
    String acme = "@ IN MX 1 mx1.acme.test.";
    names.domain("ours.test", Signing.GOOD, acme, "@ IN TXT \"v=spf1 include:spf.acme.test ~all\"");
    names.domain("forgot.test", Signing.GOOD, acme);
    names.domain("nospf.test", Signing.GOOD, usual[0], usual[1], "@ IN TXT \"not v=spf1\"");
    names.domain(
        "badspf.test",
        Signing.GOOD,
        usual[0],
        usual[1],
        "@ IN TXT \"v=spf1 mx ip:192.0.2.1 -all\"");
    names.domain(
        "mixed.test",
        Signing.GOOD,
        "@ IN MX 1 mx1.acme.test.",
        "@ IN MX 20 mail",
        "mail IN A " + GOOD_MX);
    names.domain("redirected.test", Signing.GOOD, "@ IN MX 1 redirect.acme.test.");
    signingDomains(names, usual);
    for (String name : List.of("late.test", "soon.test", "limited.test")) {
      names.domain(name, Signing.NONE, usual);
    }
    String[] strict = {
      "@ IN MX 10 mail",
      "mail IN A " + GOOD_MX,
      "_mta-sts IN TXT \"v=STSv1; id=1;\"",
      "mta-sts IN A " + Web.POLICIES
    };
    for (String name : List.of("shutout.test", "strict.test", "nopolicy.test")) {
      names.domain(name, Signing.GOOD, strict);
    }
    strict[1] = "mail IN A " + EXPIRED_MX;
    names.domain("strictcert.test", Signing.GOOD, strict);
    return names.start();
  }

  /// Domains whose keys and policies say something of the mail that they send.
  private static void signingDomains(NameServers names, String... usual) throws IOException {
    String keys = "@ IN MX 10 mx1.keys.test.";
    String good = "IN TXT \"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\"";
    names.domain("keys.test", Signing.NONE, "mx1 IN A " + GOOD_MX);
    String spf = "@ IN TXT \"v=spf1 ip4:" + GOOD_MX + " -all\"";
    names.domain("nokey.test", Signing.GOOD, keys, spf);
    names.domain("onekey.test", Signing.NONE, keys, spf, "two._domainkey " + good);
    names.domain(
        "badkey.test",
        Signing.NONE,
        keys,
        spf,
        "one._domainkey IN TXT \"v=DKIM1; k=rsa; p=MIGfMA0GCSq!!\"");
    names.domain("revoked.test", Signing.NONE, keys, spf, "one._domainkey IN TXT \"v=DKIM1; p=\"");
    names.domain(
        "badpolicy.test", Signing.GOOD, usual[0], usual[1], "_dmarc IN TXT \"v=DMARC1; p=refuse\"");
    names.domain(
        "deafpolicy.test",
        Signing.GOOD,
        usual[0],
        usual[1],
        "_dmarc IN TXT \"v=DMARC1; p=none; rua=mailto:reports@healthy.test\"");
    names.domain(
        "goodpolicy.test",
        Signing.GOOD,
        usual[0],
        usual[1],
        "_dmarc IN TXT \"v=DMARC1; p=reject; rua=mailto:reports@goodpolicy.test\"");
    String reject = "_dmarc IN TXT \"v=DMARC1; p=reject\"";
    String nobody = "@ IN TXT \"v=spf1 ip4:192.0.2.9 -all\"";
    names.domain("ownmail.test", Signing.GOOD, usual[0], usual[1], nobody, reject);
    names.domain("ownkey.test", Signing.NONE, keys, spf, reject, "one._domainkey " + good);
  }

  @AfterAll
  void stop() {
    if (programs != null) {
      programs.close();
    }
  }

  private Programs.Result mailmedic(String... arguments) {
    List<String> command = new ArrayList<>(List.of(root().resolve("mailmedic").toString()));
    command.addAll(List.of(arguments));
    return Programs.run(
        Duration.ofMinutes(2),
        Map.of("MAILMEDIC_CONFIG", config.toString()),
        folder,
        command.toArray(String[]::new));
  }

  private static Path root() {
    return Path.of(System.getProperty("mailmedic.root"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void namesTheCause(Row row) {
    List<String> arguments =
        new ArrayList<>(List.of("diagnose", row.subject(), "--format", "json"));
    arguments.addAll(List.of(row.more()));
    Programs.Result result = mailmedic(arguments.toArray(String[]::new));
    assertThat(result.err()).isEmpty();
    JsonNode diagnosis = JsonMapper.shared().readTree(result.out());
    String first =
        diagnosis.path("causes").isEmpty()
            ? null
            : diagnosis.path("causes").path(0).path("id").asString();
    assertThat(first).as(result.out()).isEqualTo(row.cause());
    assertThat(diagnosis.path("verdict").path("receive").asString())
        .as(result.out())
        .isEqualTo(row.receive());
    assertThat(result.status()).isEqualTo(row.status());
    assertThat(result.out()).doesNotContain("\u001b");
  }

  @Test
  void theServiceIsNamedAndWhatCameBackStandsUnderWhatIsSeen() {
    JsonNode seen =
        JsonMapper.shared()
            .readTree(
                mailmedic("diagnose", "nobody@ours.test", "--error", UNKNOWN, "--format", "json")
                    .out());
    assertThat(seen.path("service").path("id").asString()).isEqualTo("acme-mail");
    assertThat(seen.path("service").path("detectedBy").asString()).isEqualTo("mx");
    assertThat(seen.path("causes").path(0).path("explains").toString())
        .isEqualTo("[\"recipient.unknown\"]");
    JsonNode clean =
        JsonMapper.shared()
            .readTree(
                mailmedic("diagnose", "anna@ours.test", "--error", UNKNOWN, "--format", "json")
                    .out());
    assertThat(clean.path("causes").path(0).path("confidence").asDouble()).isLessThan(0.8);
    assertThat(clean.path("causes").path(0).path("explanation").asString()).contains("today");
  }

  @Test
  void encryptionIsACheckOfItsOwn() {
    assertThat(statuses("anna@healthy.test")).contains("smtp.dialogue passed", "smtp.tls passed");
    assertThat(statuses("anna@oldcert.test")).contains("smtp.dialogue passed", "smtp.tls failed");
  }

  private List<String> statuses(String subject) {
    JsonNode diagnosis =
        JsonMapper.shared().readTree(mailmedic("diagnose", subject, "--format", "json").out());
    List<String> statuses = new ArrayList<>();
    for (JsonNode check : diagnosis.path("checks")) {
      statuses.add(check.path("id").asString() + " " + check.path("status").asString());
    }
    return statuses;
  }

  @Test
  void nothingWasEverSentAsAMessage() throws IOException {
    mailmedic("diagnose", "anna@healthy.test");
    String log = Files.readString(folder.resolve("postfix-" + GOOD_MX).resolve("mail.log"));
    assertThat(log).contains("connect from").doesNotContain("data=1").doesNotContain("data=2");
  }
}
