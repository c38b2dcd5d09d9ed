package org.mailmedic.lab.scenario;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.mailmedic.engine.Outcome;
import org.mailmedic.lab.dns.DnsFault;
import org.mailmedic.lab.dns.Signing;
import org.mailmedic.lab.dns.Signing.Flaw;
import org.mailmedic.lab.dns.Zone;
import org.mailmedic.lab.net.LabNetwork;
import org.mailmedic.lab.scenario.Scenario.Kind;
import org.mailmedic.lab.smtp.Act;
import org.mailmedic.lab.smtp.SmtpScript;
import org.mailmedic.lab.smtp.SmtpScript.StartTls;
import org.mailmedic.lab.smtp.Stage;
import org.mailmedic.lab.web.Page;
import org.xbill.DNS.Rcode;

/// Every scenario, in the order of the way of the mail: faults, then sound estates that look
/// broken, then hostile servers.
public final class Scenarios {
  /// What the demo shows unless told otherwise.
  public static final String DEFAULT = "three-faults";

  static final String DOMAIN = "florist.example";
  static final String ADDRESS = "anna@" + DOMAIN;

  private static final String MX = " mx:" + DOMAIN;

  private static final Duration SHORT = Duration.ofSeconds(6);

  /// Long enough to say that a greeting never came (verdict 13).
  private static final Duration PATIENT = Duration.ofSeconds(22);

  private static final List<Scenario> ALL = all();

  private Scenarios() {}

  /// All of them.
  public static List<Scenario> list() {
    return ALL;
  }

  /// The scenario with this id.
  public static Optional<Scenario> find(String id) {
    return ALL.stream().filter(scenario -> scenario.id().equals(id)).findFirst();
  }

  private static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    all.add(threeFaults());
    network(all);
    proxy(all);
    messages(all);
    registration(all);
    dns(all);
    mx(all);
    inbound(all);
    encryption(all);
    spf(all);
    dkim(all);
    dmarc(all);
    ReputationScenarios.add(all);
    SettingsScenarios.add(all);
    AccessScenarios.addTo(all);
    all.addAll(RecipientScenarios.list());
    sound(all);
    hostile(all);
    return List.copyOf(all);
  }

  static Scenario scenario(Kind kind, String id, Consumer<Estate> change) {
    return Scenario.of(
        id,
        kind,
        ADDRESS,
        plan -> {
          Estate estate = Estate.sound(DOMAIN);
          change.accept(estate);
          estate.plant(plan);
        });
  }

  static Scenario fault(String id, String cause, Consumer<Estate> change, String... explains) {
    return scenario(Kind.FAULT, id, change).expecting(cause, Outcome.FAULT, explains);
  }

  private static Scenario threeFaults() {
    return fault(
        DEFAULT,
        "mta-sts.blocks-delivery",
        estate ->
            estate
                .mail(server -> server.certificate(server.certificate().expired()))
                .nameServer("ns2", server -> server.fault(new DnsFault.Code(Rcode.REFUSED)))
                .registration(entry -> entry.endsIn(Duration.ofDays(12))),
        "tls.certificate-expired");
  }

  private static void network(List<Scenario> all) {
    all.add(
        scenario(Kind.FAULT, "offline", estate -> estate.network(LabNetwork::offline))
            .expecting("network.offline", Outcome.INCONCLUSIVE)
            .within(SHORT));
    all.add(
        scenario(
                Kind.FAULT,
                "port-25-blocked",
                estate ->
                    estate
                        .network(network -> network.portBlocked(25))
                        .with(plan -> plan.tcp(estate.mailAddress(1), 587, socket -> {})))
            .expecting("network.port-blocked", Outcome.INCONCLUSIVE)
            .within(PATIENT));
    all.add(
        scenario(
                Kind.FAULT,
                "own-address-refused",
                estate ->
                    estate.mail(server ->
                        server.recipient(
                            ADDRESS,
                            "550 5.7.1 Service unavailable, client host [{client}] blocked"
                                + " using zen.spamhaus.org")))
            .expecting(null, Outcome.INCONCLUSIVE, "network.address-refused"));
  }

  /// A firewall that looks into mail, on the way to both servers.
  private static SmtpScript blottedOut(SmtpScript server) {
    return server
        .greeting("220 ***************************")
        .on(Stage.EHLO, Act.reply("250-mx", "250-SIZE 52428800", "250-XXXXXXXA", "250 XXXB"))
        .startTls(StartTls.NOT_OFFERED);
  }

  private static void proxy(List<Scenario> all) {
    all.add(
        fault(
                "proxy-blots-out",
                "network.proxy",
                estate -> estate.mail(Scenarios::blottedOut),
                "tls.not-offered",
                "protocol.command-rejected")
            .saying("502 5.5.2 Error: command not recognized"));
    // The same reply, and servers whose words merely look a little like it.
    all.add(
        scenario(
                Kind.SOUND,
                "sound-odd-extensions",
                estate ->
                    estate.mail(server ->
                        server
                            .greeting("220 mx.florist.example ESMTP *** no spam ***")
                            .extensions("XFORWARD NAME ADDR", "XEXCH50", "X-EXPS NTLM", "XXX")))
            .expecting("protocol.command-rejected", Outcome.FAULT)
            .saying("502 5.5.2 Error: command not recognized"));
  }

  /// Messages that were given: with what a filter holds against them, and unsigned.
  private static void messages(List<Scenario> all) {
    String looks =
        """
        From: Anna <anna@florist.example>
        To: bob@shop.example
        Subject: ROSES FOR EVERYBODY
        Content-Type: text/html

        <a href="https://bit.ly/x">www.florist.example</a>
        """;
    String unsigned =
        """
        Received: from mail.florist.example by mx.shop.example; Mon, 23 Nov 2026 10:00:00 +0000
        Date: Mon, 23 Nov 2026 10:00:00 +0000
        Message-ID: <1@florist.example>
        From: Anna <anna@florist.example>
        To: bob@shop.example
        Subject: Roses

        Dear Bob, the roses come on Monday.
        """;
    all.add(
        scenario(Kind.SOUND, "message-suspicious", estate -> {})
            .expecting(null, Outcome.FINE, "message.suspicious")
            .giving(looks));
    all.add(
        scenario(Kind.FAULT, "message-unsigned", estate -> {})
            .expecting("dkim.missing", Outcome.FAULT)
            .giving(unsigned));
  }

  private static void registration(List<Scenario> all) {
    all.add(fault("domain-not-registered", "domain.not-registered", Estate::unregistered));
    all.add(
        fault(
            "domain-not-registered-whois",
            "domain.not-registered",
            estate -> estate.unregistered().whoisOnly()));
    all.add(
        fault(
            "domain-expired",
            "domain.expired",
            estate ->
                estate
                    .registration(entry ->
                        entry
                            .status("redemption period", "client hold")
                            .endsIn(Duration.ofDays(-40)))
                    .with(plan -> plan.notDelegated(DOMAIN))));
    all.add(
        fault(
            "domain-expired-in-grace",
            "domain.expired",
            estate -> estate.registration(entry -> entry.endsIn(Duration.ofDays(-3)))));
    all.add(
        fault(
            "domain-expired-whois",
            "domain.expired",
            estate -> estate.whoisOnly().registration(entry -> entry.endsIn(Duration.ofDays(-3)))));
    all.add(
        fault(
            "domain-on-hold",
            "domain.on-hold",
            estate ->
                estate
                    .registration(entry -> entry.status("client hold"))
                    .with(plan -> plan.notDelegated(DOMAIN))));
    all.add(
        fault(
            "domain-expires-soon",
            "domain.expires-soon",
            estate -> estate.registration(entry -> entry.endsIn(Duration.ofDays(12)))));
  }

  private static void dns(List<Scenario> all) {
    all.add(
        fault(
            "delegation-broken",
            "dns.delegation-broken",
            estate ->
                estate.nameServers(server -> server.fault(new DnsFault.Code(Rcode.REFUSED)))));
    all.add(
        fault(
                "name-servers-silent",
                "dns.delegation-broken",
                estate -> estate.nameServers(server -> server.fault(new DnsFault.Silent())))
            .within(PATIENT));
    all.add(
        scenario(
                Kind.SOUND,
                "sound-name-servers-over-tcp-only",
                estate -> estate.nameServers(server -> server.fault(new DnsFault.NoUdp())))
            .within(PATIENT));
    all.add(
        fault(
            "partly-lame",
            "dns.partly-lame",
            estate ->
                estate.nameServer(
                    "ns2", server -> server.fault(new DnsFault.Code(Rcode.REFUSED)))));
    all.add(
        fault(
            "servfail",
            "dns.servfail",
            estate ->
                estate.nameServers(server -> server.fault(new DnsFault.Code(Rcode.SERVFAIL)))));
    all.add(
        fault(
            "dnssec-expired",
            "dns.dnssec-bogus",
            estate -> estate.zone(zone -> zone.signed(Signing.NSEC.with(Flaw.EXPIRED)))));
    all.add(
        fault(
            "dnssec-wrong-ds",
            "dns.dnssec-bogus",
            estate -> estate.with(plan -> plan.wrongDs(DOMAIN))));
    all.add(
        fault(
            "dnssec-signatures-missing",
            "dns.dnssec-bogus",
            estate -> estate.zone(zone -> zone.signed(Signing.NSEC.with(Flaw.MISSING)))));
    all.add(
        fault(
            "dnssec-mx-corrupt",
            "dns.dnssec-bogus",
            estate -> estate.zone(zone -> zone.signed(Signing.NSEC.with(Flaw.CORRUPT, "MX")))));
    all.add(
        fault(
            "zone-inconsistent",
            "dns.zone-inconsistent",
            estate ->
                estate.nameServer(
                    "ns2",
                    server ->
                        estate.with(plan ->
                            plan.nameServer(server.name())
                                .serve(
                                    Zone.of(DOMAIN)
                                        .signed(Signing.NSEC)
                                        .add("@ NS ns1")
                                        .add("@ NS ns2")
                                        .add("ns1 A 192.0.2.1")
                                        .add("ns2 A 192.0.2.2")
                                        .add("@ MX 10 mx2")
                                        .add("mx2 A 192.0.2.26")
                                        .add("@ TXT \"v=spf1 mx -all\"")
                                        .build())))));
  }

  private static void mx(List<Scenario> all) {
    all.add(fault("mx-missing", "mx.missing", estate -> estate.mx().withoutPolicy()));
    all.add(
        fault(
            "mx-implicit",
            "mx.implicit",
            estate ->
                estate
                    .mx()
                    .withoutPolicy()
                    .zone(zone -> zone.add("@ A " + estate.mailAddress(1)))));
    all.add(fault("mx-null", "mx.null", estate -> estate.mx("0 .").withoutPolicy()));
    all.add(
        scenario(
                Kind.SOUND, "mx-null-beside-others", estate -> estate.mx("0 .", "10 mx1", "20 mx2"))
            .expecting(null, Outcome.FINE, "mx.null-not-alone"));
    all.add(
        scenario(
                Kind.SOUND,
                "mx-ipv6-only-from-ipv4",
                estate ->
                    estate
                        .zone(zone ->
                            zone.remove("mx1", "A")
                                .remove("mx2", "A")
                                .add("mx1 AAAA 2001:db8::25")
                                .add("mx2 AAAA 2001:db8::26"))
                        .network(LabNetwork::withoutIpv6))
            .expecting(null, Outcome.INCONCLUSIVE));
    all.add(
        fault("mx-elsewhere", "mx.elsewhere", estate -> estate.withoutPolicy())
            .service("ovh-mxplan"));
    all.add(
        fault(
            "mx-mixed",
            "mx.mixed",
            estate ->
                ovh(estate.mx("1 mx1.mail.ovh.net.", "5 mx2.mail.ovh.net.", "50 mx2"))
                    .withoutPolicy()));
    all.add(
        fault(
                "mx-redirect-only",
                "mx.redirect-only",
                estate -> ovh(estate.mx("1 redirect.ovh.net.")).withoutPolicy())
            .service("ovh-mxplan"));
    all.add(
        fault(
            "mx-target-unresolvable",
            "mx.target-unresolvable",
            estate -> estate.mx("10 mail").policyFor("enforce", "mail." + DOMAIN)));
    all.add(
        fault(
            "mx-target-partly-unresolvable",
            "mx.target-partly-unresolvable",
            estate -> estate.mx("10 mx1", "20 mail").withoutPolicy()));
    all.add(
        fault(
            "mx-target-is-alias",
            "mx.target-is-alias",
            estate ->
                estate.mx("10 mail").withoutPolicy().zone(zone -> zone.add("mail CNAME mx1"))));
    all.add(
        fault(
            "mx-target-is-address",
            "mx.target-is-address",
            estate -> estate.mx("10 192.0.2.25.").withoutPolicy(),
            "mx.target-unresolvable"));
    all.add(
        fault(
            "mx-target-private",
            "mx.target-private",
            estate ->
                estate
                    .mx("10 mail")
                    .withoutPolicy()
                    .zone(zone -> zone.add("mail A 192.168.1.25"))));
  }

  /// OVHcloud's part of the tree, with its mail servers in another network.
  private static Estate ovh(Estate estate) {
    return estate.with(plan -> {
      plan.nameServer("dns10.ovh.net", "203.0.113.10");
      plan.zone(
          Zone.of("ovh.net")
              .add("@ NS dns10")
              .add("dns10 A 203.0.113.10")
              .add("mx1.mail A 203.0.113.25")
              .add("mx2.mail A 203.0.113.26")
              .add("redirect A 203.0.113.27")
              .build());
      plan.zone(
          Zone.of("ovh.com")
              .add("@ NS dns10.ovh.net.")
              .add("mx TXT \"v=spf1 ip4:203.0.113.128/26 ip4:203.0.113.192/26 ?all\"")
              .build());
      plan.smtp("203.0.113.25", SmtpScript.sound("mx1.mail.ovh.net", DOMAIN));
      plan.smtp("203.0.113.26", SmtpScript.sound("mx2.mail.ovh.net", DOMAIN));
      plan.smtp(
          "203.0.113.27",
          SmtpScript.sound("redirect.ovh.net").relay("521 5.1.1 No Redirect Entry"));
    });
  }

  private static void inbound(List<Scenario> all) {
    all.add(
        fault(
            "unreachable-refused",
            "inbound.unreachable",
            estate ->
                estate.network(network -> {
                  network.refusing(host(estate, 1));
                  network.refusing(host(estate, 2));
                })));
    all.add(
        fault(
                "unreachable-silent",
                "inbound.unreachable",
                estate ->
                    estate.network(network -> {
                      network.silent(host(estate, 1));
                      network.silent(host(estate, 2));
                    }))
            .within(PATIENT));
    all.add(
        fault(
            "partly-unreachable",
            "inbound.partly-unreachable",
            estate -> estate.network(network -> network.refusing(host(estate, 2)))));
    all.add(
        fault(
            "greeting-refused",
            "inbound.greeting-refused",
            estate ->
                estate.mail(server ->
                    server.on(
                        Stage.CONNECT,
                        Act.replyAndClose("554 5.3.2 No mail is taken here at present")))));
    all.add(
        fault(
                "greeting-never",
                "inbound.greeting-late",
                estate -> estate.mail(SmtpScript::neverGreets))
            .within(PATIENT));
    all.add(
        fault(
                "greeting-late",
                "inbound.greeting-late",
                estate -> estate.mail(server -> server.greetingAfter(Duration.ofMillis(10_400))))
            .within(PATIENT));
    all.add(
        fault(
            "not-smtp",
            "inbound.protocol-broken",
            estate ->
                estate.mail(server ->
                    server.on(
                        Stage.CONNECT,
                        new Act.Then(
                            Act.raw("HTTP/1.1 400 Bad Request\r\n\r\n"), new Act.Close())))));
    all.add(
        fault(
            "breaks-off",
            "inbound.protocol-broken",
            estate -> estate.mail(server -> server.on(Stage.EHLO, new Act.Reset()))));
    all.add(
        fault(
            "recipient-unknown",
            "inbound.recipient-unknown",
            estate ->
                estate.mail(server ->
                    server.recipient(
                        ADDRESS, "550 5.1.1 <{rcpt}>: Recipient address rejected: User unknown"))));
    all.add(
        fault(
            "mailbox-full",
            "inbound.mailbox-full",
            estate ->
                estate.mail(server ->
                    server.recipient(
                        ADDRESS, "552 5.2.2 <{rcpt}>: Mailbox is full / over quota"))));
    all.add(
        fault(
            "relay-denied", "inbound.relay-denied", estate -> estate.mail(SmtpScript::takesNone)));
    all.add(
        fault(
                "deferred",
                "inbound.deferred",
                estate ->
                    estate.mail(server ->
                        server.recipient(
                            ADDRESS, "450 4.2.0 <{rcpt}>: Recipient address rejected: Greylisted")))
            .within(PATIENT));
    all.add(
        fault("open-relay", "inbound.open-relay", estate -> estate.mail(SmtpScript::openRelay)));
  }

  private static InetAddress host(Estate estate, int number) {
    return LabNetwork.address(estate.mailAddress(number));
  }

  private static void encryption(List<Scenario> all) {
    all.add(
        fault(
            "tls-not-offered",
            "tls.not-offered",
            estate ->
                estate.withoutPolicy().mail(server -> server.startTls(StartTls.NOT_OFFERED))));
    all.add(
        fault(
            "tls-handshake-fails",
            "tls.handshake-fails",
            estate -> estate.withoutPolicy().mail(server -> server.startTls(StartTls.GARBAGE))));
    all.add(
        fault(
            "tls-certificate-expired",
            "tls.certificate-expired",
            estate ->
                estate
                    .withoutPolicy()
                    .mail(server -> server.certificate(server.certificate().expired()))));
    all.add(
        fault(
            "tls-certificate-mismatch",
            "tls.certificate-mismatch",
            estate ->
                estate
                    .withoutPolicy()
                    .mail(server ->
                        server.certificate(
                            org.mailmedic.lab.tls.CertificateSpec.of("www.hoster.example")))));
    all.add(
        fault(
            "tls-certificate-untrusted",
            "tls.certificate-untrusted",
            estate ->
                estate
                    .withoutPolicy()
                    .mail(server -> server.certificate(server.certificate().fromUnknownIssuer()))));
    all.add(
        fault(
            "mta-sts-excludes-hosts",
            "mta-sts.blocks-delivery",
            estate -> estate.policyFor("enforce", "old-mail." + DOMAIN)));
    all.add(
        fault(
            "mta-sts-certificate-mismatch",
            "mta-sts.blocks-delivery",
            estate ->
                estate.mail(server ->
                    server.certificate(
                        org.mailmedic.lab.tls.CertificateSpec.of("www.hoster.example"))),
            "tls.certificate-mismatch"));
    all.add(
        scenario(
                Kind.FAULT,
                "mta-sts-invalid",
                estate -> estate.policy(Page.ok("text/html", "<html>Coming soon</html>")))
            .expecting(null, Outcome.FINE, "mta-sts.invalid"));
    all.add(
        fault(
            "dane-blocks-delivery",
            "dane.blocks-delivery",
            estate -> estate.withoutPolicy().tlsa("mx1", 2).tlsa("mx2", 2)));
  }

  private static void spf(List<Scenario> all) {
    all.add(fault("spf-missing", "spf.missing", Estate::spf));
    all.add(
        fault(
            "spf-several",
            "spf.invalid",
            estate -> estate.spf("v=spf1 mx -all", "v=spf1 ip4:192.0.2.99 ~all")));
    all.add(
        fault("spf-mistake", "spf.invalid", estate -> estate.spf("v=spf1 mx ip:192.0.2.99 -all")));
    all.add(
        fault(
            "spf-eleven-look-ups",
            "spf.invalid",
            estate ->
                estate
                    .spf("v=spf1 include:list." + DOMAIN + MX.repeat(5) + " -all")
                    .zone(zone -> zone.add("list TXT \"v=spf1" + MX.repeat(5) + " -all\""))));
    all.add(
        fault(
            "spf-leads-nowhere",
            "spf.invalid",
            estate -> estate.spf("v=spf1 mx include:gone." + DOMAIN + " -all")));
    all.add(
        fault(
            "spf-names-that-are-gone",
            "spf.invalid",
            estate -> estate.spf("v=spf1 a:x." + DOMAIN + " a:y." + DOMAIN + " a mx ~all")));
    all.add(
        fault(
                "spf-excludes-sender",
                "spf.excludes-sender",
                estate ->
                    estate
                        .spf("v=spf1 mx include:list." + DOMAIN + " ~all")
                        .zone(zone -> zone.add("list TXT \"v=spf1 ip4:198.51.100.128/25 -all\"")))
            .sendingFrom("198.51.100.25"));
    all.add(
        fault(
            "spf-excludes-service",
            "spf.excludes-sender",
            estate ->
                ovh(estate.mx("1 mx1.mail.ovh.net.", "5 mx2.mail.ovh.net."))
                    .withoutPolicy()
                    .spf("v=spf1 ip4:192.0.2.25 -all")));
    all.add(
        fine(
                "sound-spf-ten-look-ups",
                estate ->
                    estate
                        .spf("v=spf1 include:list." + DOMAIN + MX.repeat(4) + " -all")
                        .zone(zone -> zone.add("list TXT \"v=spf1" + MX.repeat(5) + " -all\"")))
            .sendingFrom("192.0.2.26"));
    all.add(
        fine(
            "sound-spf-beside-other-texts",
            estate ->
                estate.spf("v=spf1 mx a a:x." + DOMAIN + " ~all", "v=spf10 -all", "site=1234")));
    all.add(
        fine(
            "sound-spf-of-the-service",
            estate ->
                ovh(estate.mx("1 mx1.mail.ovh.net.", "5 mx2.mail.ovh.net."))
                    .withoutPolicy()
                    .spf("v=spf1 redirect=mx.ovh.com")));
    all.add(
        fine("sound-spf-lets-all-in", estate -> estate.spf("v=spf1 +all"))
            .expecting(null, Outcome.FINE, "spf.allows-everyone"));
  }

  /// The domain at a mail service that signs with one of the keys `key1` to `key3`.
  static Estate migadu(Estate estate) {
    return estate
        .mx("10 aspmx1.migadu.com.", "20 aspmx2.migadu.com.")
        .withoutPolicy()
        .spf("v=spf1 include:spf.migadu.com -all")
        .with(plan -> {
          plan.nameServer("ns1.migadu.com", "203.0.113.10");
          plan.zone(
              Zone.of("migadu.com")
                  .add("@ NS ns1")
                  .add("ns1 A 203.0.113.10")
                  .add("aspmx1 A 203.0.113.25")
                  .add("aspmx2 A 203.0.113.26")
                  .add("spf TXT \"v=spf1 ip4:203.0.113.128/26 -all\"")
                  .build());
          plan.smtp("203.0.113.25", SmtpScript.sound("aspmx1.migadu.com", DOMAIN));
          plan.smtp("203.0.113.26", SmtpScript.sound("aspmx2.migadu.com", DOMAIN));
        });
  }

  private static void dkim(List<Scenario> all) {
    String cut = "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP";
    String tooShort =
        "v=DKIM1; p="
            + "MHwwDQYJKoZIhvcNAQEBBQADawAwaAJhANkaJi5NN8UU9YMnajFOx+047IrTw0688rWI"
            + "JzV2mpaCikWIXJlS2PfBQ5WvvEy2Bt2bNRRTwNxGjHF3F/rgHhoG0Dp8llF3QwSSujweANZaTZGtXSEgrS2h4jra1Zh15wIDAQAB";
    all.add(fault("dkim-missing", "dkim.missing", Scenarios::migadu));
    all.add(
        fault(
            "dkim-revoked",
            "dkim.invalid",
            estate -> migadu(estate).signingKey("key1", "v=DKIM1; p=")));
    all.add(
        fault(
            "dkim-broken",
            "dkim.invalid",
            estate ->
                migadu(estate).signingKey("key1", cut).signingKey("key2", Estate.SIGNING_KEY)));
    all.add(
        fault("dkim-short", "dkim.invalid", estate -> migadu(estate).signingKey("key1", tooShort)));
    all.add(
        fine(
            "sound-dkim-changes-keys",
            estate ->
                migadu(estate)
                    .signingKey("key1", "v=DKIM1; p=")
                    .signingKey("key2", Estate.SIGNING_KEY)));
  }

  private static void dmarc(List<Scenario> all) {
    String elsewhere = "v=DMARC1; p=reject; rua=mailto:florist@reports.example";
    all.add(fault("dmarc-syntax", "dmarc.invalid", estate -> estate.dmarc("v=DMARC1; p=rejct")));
    all.add(
        fault(
            "dmarc-several",
            "dmarc.invalid",
            estate -> estate.dmarc("v=DMARC1; p=reject", "v=DMARC1; p=none")));
    all.add(
        fault(
            "dmarc-rejects-own-mail",
            "dmarc.rejects-own-mail",
            estate -> migadu(estate).spf("v=spf1 mx -all"),
            "spf.excludes-sender",
            "dkim.missing"));
    all.add(
        fault(
            "dmarc-signature-suffices",
            "spf.excludes-sender",
            estate -> migadu(estate).spf("v=spf1 mx -all").signingKey("key1", Estate.SIGNING_KEY)));
    all.add(fault("dmarc-reports", "dmarc.invalid", estate -> estate.dmarc(elsewhere)));
    all.add(
        fine(
            "sound-dmarc-reports-elsewhere",
            estate ->
                estate
                    .dmarc(elsewhere)
                    .with(plan ->
                        plan.zone(
                            Zone.of("reports.example")
                                .add("@ NS ns1." + DOMAIN + ".")
                                .add(DOMAIN + "._report._dmarc TXT \"v=DMARC1\"")
                                .build()))));
    all.add(
        fine("sound-dmarc-missing", Estate::dmarc).expecting(null, Outcome.FINE, "dmarc.missing"));
    all.add(
        fine(
            "sound-dmarc-old-tags",
            estate -> estate.dmarc("v=DMARC1; p=reject; pct=50; rf=afrf; ri=3600; fo=0:d")));
  }

  static Scenario fine(String id, Consumer<Estate> change) {
    return scenario(Kind.SOUND, id, change);
  }

  private static void sound(List<Scenario> all) {
    all.add(fine("sound", estate -> {}));
    all.add(fine("sound-with-dane", Estate::dane));
    all.add(fine("sound-unsigned", estate -> estate.zone(zone -> zone.signed(Signing.NONE))));
    all.add(fine("sound-nsec3", estate -> estate.zone(zone -> zone.signed(Signing.NSEC3))));
    all.add(fine("sound-whois", Estate::whoisOnly));
    all.add(fine("sound-rdap-down", estate -> estate.rdap(Page.status(503))));
    all.add(
        fine(
            "sound-renews-itself",
            estate -> estate.registration(entry -> entry.status("active", "auto renew period"))));
    all.add(
        fine(
            "sound-expires-later",
            estate -> estate.registration(entry -> entry.endsIn(Duration.ofDays(40)))));
    all.add(
        fine(
            "sound-first-packet-lost",
            estate -> estate.nameServers(server -> server.fault(new DnsFault.DropsFirst(1)))));
    all.add(
        fine(
            "sound-answers-over-tcp",
            estate -> estate.nameServers(server -> server.fault(new DnsFault.AlwaysTruncates()))));
    all.add(
        fine(
            "sound-forged-answers-too",
            estate -> estate.nameServers(server -> server.fault(new DnsFault.Spoofed(List.of())))));
    all.add(
        fine(
            "sound-greets-after-two-seconds",
            estate -> estate.mail(server -> server.greetingAfter(Duration.ofSeconds(2)))));
    all.add(
        fine(
            "sound-long-greeting",
            estate ->
                estate.mail(
                    server -> server.greeting("220-mx." + DOMAIN, "220-No spam", "220 please"))));
    all.add(
        fine(
            "sound-greylists-once",
            estate -> estate.with(plan -> Greylist.once(plan, estate, ADDRESS))));
    all.add(
        fine("sound-policy-in-testing", estate -> estate.policyFor("testing", "old." + DOMAIN)));
    all.add(fine("sound-policy-wildcard", estate -> estate.policyFor("enforce", "*." + DOMAIN)));
    all.add(
        fine(
            "sound-self-signed-with-dane",
            estate ->
                estate
                    .withoutPolicy()
                    .dane()
                    .mail(server -> server.certificate(server.certificate().selfSigned()))));
    all.add(
        fine("sound-dane-before-a-renewal", estate -> estate.dane().tlsa("mx1", 2).tlsa("mx2", 2)));
    all.add(
        fine(
            "sound-dane-unsigned-ignored",
            estate ->
                estate.zone(zone -> zone.signed(Signing.NONE)).tlsa("mx1", 2).tlsa("mx2", 2)));
    all.add(
        fine(
            "sound-ipv6-out-of-reach",
            estate ->
                estate
                    .zone(zone -> zone.add("mx1 AAAA 2001:db8::25"))
                    .network(LabNetwork::withoutIpv6)));
    all.add(
        fine(
            "sound-resolver-believes-all",
            estate -> estate.with(plan -> plan.resolver(r -> r.withoutValidation()))));
  }

  private static Scenario hostile(String id, String cause, Consumer<Estate> change) {
    return scenario(Kind.HOSTILE, id, change).expecting(cause, Outcome.FAULT).within(PATIENT);
  }

  private static void hostile(List<Scenario> all) {
    all.add(
        hostile(
            "hostile-endless-greeting",
            "inbound.protocol-broken",
            estate ->
                estate.mail(server -> server.on(Stage.CONNECT, new Act.Endless("220-and so on")))));
    all.add(
        hostile(
            "hostile-line-of-a-megabyte",
            "inbound.protocol-broken",
            estate ->
                estate.mail(server -> server.on(Stage.CONNECT, Act.hugeLine("220 ", 1 << 20)))));
    all.add(
        scenario(
                Kind.HOSTILE,
                "hostile-byte-a-second",
                estate ->
                    estate.mail(server ->
                        server.on(
                            Stage.CONNECT,
                            new Act.Drip(
                                "220 mx.florist.example ESMTP and so on and on\r\n"
                                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                                Duration.ofSeconds(1)))))
            .expecting("inbound.greeting-late", Outcome.FAULT)
            .within(PATIENT));
    all.add(
        hostile(
            "hostile-alias-loop",
            "mx.target-unresolvable",
            estate ->
                estate
                    .mx("10 a")
                    .withoutPolicy()
                    .zone(zone -> zone.add("a CNAME b").add("b CNAME a"))));
    all.add(
        scenario(
                Kind.HOSTILE,
                "hostile-compression-loop",
                estate ->
                    estate.nameServer("ns2", server -> server.fault(new DnsFault.PointerLoop())))
            .expecting("dns.partly-lame", Outcome.FAULT)
            .within(PATIENT));
    all.add(
        scenario(Kind.HOSTILE, "hostile-thousands-of-mx", Scenarios::thousandsOfMx)
            .expecting("mx.target-partly-unresolvable", Outcome.FAULT)
            .within(PATIENT));
    all.add(
        scenario(
                Kind.HOSTILE,
                "hostile-rdap-html",
                estate -> estate.rdap(Page.ok("text/html", "<html><body>Welcome!</body></html>")))
            .within(PATIENT));
    all.add(
        scenario(
                Kind.HOSTILE,
                "hostile-rdap-endless",
                estate -> estate.rdap(new Page.Endless("application/rdap+json")))
            .within(PATIENT));
    all.add(
        scenario(
                Kind.HOSTILE,
                "hostile-rdap-circle",
                estate -> estate.rdap(Page.redirect("http://198.51.100.80/domain/" + DOMAIN)))
            .within(PATIENT));
    all.add(
        scenario(
                Kind.HOSTILE,
                "hostile-policy-endless",
                estate -> estate.policy(new Page.Endless("text/plain")))
            .within(PATIENT));
    all.add(
        scenario(
                Kind.HOSTILE,
                "hostile-certificate-of-a-thousand-names",
                estate ->
                    estate.mail(server -> server.certificate(server.certificate().crowded(1000))))
            .within(PATIENT));
  }

  private static Estate thousandsOfMx(Estate estate) {
    return estate
        .withoutPolicy()
        .zone(zone -> {
          for (int i = 0; i < 1500; i++) {
            zone = zone.add("@ MX 30 backup" + i);
          }
          return zone;
        });
  }
}
