package org.mailmedic.lab.scenario;

import static org.mailmedic.lab.scenario.Scenarios.DOMAIN;
import static org.mailmedic.lab.scenario.Scenarios.fault;
import static org.mailmedic.lab.scenario.Scenarios.fine;

import java.util.List;
import org.mailmedic.engine.Outcome;
import org.mailmedic.engine.world.BlocklistZones;
import org.mailmedic.lab.dns.Zone;

/// What receivers hold against the sending server: blocklists and reverse names, and what they then
/// write back.
final class ReputationScenarios {
  private static final String SENDER = "192.0.2.25";
  private static final String REVERSED = "25.2.0.192";
  private static final String SENDER_6 = "2001:db8::25";
  private static final String REVERSED_6 =
      "5.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2";

  private static final String ZEN = "zen.spamhaus.org";
  private static final String DBL = "dbl.spamhaus.org";
  private static final String OWN = "list.example";

  /// The entries that a list has so that one sees that it works (RFC 5782 section 2.1).
  private static final String TEST_ENTRY = "2.0.0.127 A 127.0.0.2";

  private static final String REFUSED =
      "554 5.7.1 Service unavailable; Client host [192.0.2.25] blocked using zen.spamhaus.org";

  private ReputationScenarios() {}

  static void add(List<Scenario> all) {
    addresses(all);
    domains(all);
    names(all);
    replies(all);
  }

  /// A list of addresses that is asked instead of the well-known ones.
  private static Estate list(Estate estate, String zone, String... records) {
    return estate.with(plan ->
        plan.zone(zone(zone, records)).blocklists(new BlocklistZones(List.of(zone), List.of())));
  }

  /// A list of domains that is asked instead of the well-known ones.
  private static Estate domainList(Estate estate, String zone, String... records) {
    return estate.with(plan ->
        plan.zone(zone(zone, records)).blocklists(new BlocklistZones(List.of(), List.of(zone))));
  }

  private static Zone zone(String name, String... records) {
    Zone.Builder zone = Zone.of(name).add("@ NS ns1." + DOMAIN + ".");
    for (String record : records) {
      zone = zone.add(record);
    }
    return zone.build();
  }

  private static void addresses(List<Scenario> all) {
    String ip = "reputation.ip-blocklisted";
    all.add(
        fault(
                "ip-listed",
                ip,
                estate ->
                    list(
                        estate,
                        ZEN,
                        REVERSED + " A 127.0.0.2",
                        REVERSED + " TXT \"https://check.spamhaus.org/query/ip/192.0.2.25\""))
            .sendingFrom(SENDER));
    all.add(
        fault(
            "ip-listed-of-spf",
            ip,
            estate -> {
              estate.spf("v=spf1 ip4:" + SENDER + " -all");
              list(estate, ZEN, REVERSED + " A 127.0.0.4");
            }));
    all.add(
        fault("ip-listed-policy", ip, estate -> list(estate, ZEN, REVERSED + " A 127.0.0.10"))
            .sendingFrom(SENDER));
    all.add(
        fault(
                "ip-listed-ipv6",
                ip,
                estate -> {
                  estate.spf("v=spf1 mx ip6:" + SENDER_6 + " -all");
                  list(estate, ZEN, REVERSED_6 + " A 127.0.0.3");
                })
            .sendingFrom(SENDER_6));
    all.add(
        fault(
                "ip-listed-own-list",
                ip,
                estate -> list(estate, OWN, TEST_ENTRY, REVERSED + " A 127.0.0.9"))
            .sendingFrom(SENDER));
    all.add(
        fine("sound-list-refuses", estate -> list(estate, ZEN, "* A 127.255.255.254"))
            .sendingFrom(SENDER));
    all.add(
        fine("sound-list-shut-down", estate -> list(estate, "dnsbl.sorbs.net", "* A 127.0.0.2"))
            .sendingFrom(SENDER));
    all.add(
        fine("sound-list-lists-everything", estate -> list(estate, OWN, "* A 127.0.0.2"))
            .sendingFrom(SENDER));
    all.add(
        fine(
                "sound-list-without-test-entry",
                estate -> list(estate, OWN, REVERSED + " A 127.0.0.2"))
            .sendingFrom(SENDER));
    all.add(
        fine("sound-list-undocumented", estate -> list(estate, ZEN, REVERSED + " A 127.0.0.99"))
            .sendingFrom(SENDER));
    all.add(fine("sound-not-listed", estate -> list(estate, OWN, TEST_ENTRY)).sendingFrom(SENDER));
  }

  private static void domains(List<Scenario> all) {
    String domain = "reputation.domain-blocklisted";
    all.add(
        fault("domain-listed", domain, estate -> domainList(estate, DBL, DOMAIN + " A 127.0.1.2")));
    all.add(
        fault(
            "domain-listed-own-list",
            domain,
            estate -> domainList(estate, OWN, "test A 127.0.0.2", DOMAIN + " A 127.0.0.2")));
    all.add(
        fine(
            "sound-domain-list-refuses",
            estate -> domainList(estate, "multi.surbl.org", "*.example A 127.0.0.1")));
    all.add(
        fine(
            "sound-domain-list-lists-everything",
            estate -> domainList(estate, OWN, "* A 127.0.0.2", "*.example A 127.0.0.2")));
  }

  /// The reverse zone of the estate's network.
  private static Estate reverse(Estate estate, String... records) {
    return estate.with(plan -> plan.zone(zone("2.0.192.in-addr.arpa", records)));
  }

  private static void names(List<Scenario> all) {
    String name = "reputation.reverse-dns";
    all.add(fault("reverse-name-missing", name, estate -> reverse(estate)).sendingFrom(SENDER));
    all.add(
        fault(
                "reverse-name-leads-elsewhere",
                name,
                estate -> reverse(estate, "25 PTR mx2." + DOMAIN + "."))
            .sendingFrom(SENDER));
    all.add(
        fine("sound-reverse-name", estate -> reverse(estate, "25 PTR mx1." + DOMAIN + "."))
            .sendingFrom(SENDER));
    String generic = "192-0-2-25.dsl";
    all.add(
        fine(
                "sound-reverse-name-generic",
                estate -> {
                  estate.zone(zone -> zone.add(generic + " A " + SENDER));
                  reverse(estate, "25 PTR " + generic + "." + DOMAIN + ".");
                })
            .sendingFrom(SENDER)
            .expecting(null, Outcome.FINE, name));
  }

  private static Scenario said(Scenario scenario, String reply) {
    return scenario.complaining(scenario.complaint().withErrorText(reply));
  }

  private static void replies(List<Scenario> all) {
    String ip = "reputation.ip-blocklisted";
    all.add(
        said(
            fault("reply-listed", ip, estate -> list(estate, ZEN, REVERSED + " A 127.0.0.2")),
            REFUSED));
    all.add(said(fault("reply-listed-no-more", ip, estate -> list(estate, ZEN)), REFUSED));
    all.add(
        said(
                fault(
                    "reply-policy-listed",
                    ip,
                    estate -> list(estate, ZEN, REVERSED + " A 127.0.0.2"),
                    "policy.refused"),
                "550 5.7.1 Message rejected due to local policy")
            .sendingFrom(SENDER));
    all.add(
        said(
                fault(
                    "reply-poor-reputation-listed",
                    ip,
                    estate -> list(estate, ZEN, REVERSED + " A 127.0.0.2"),
                    "reputation.poor"),
                "554 Connection refused: the address has a poor reputation")
            .sendingFrom(SENDER));
    all.add(
        said(
                fault(
                    "reply-450-listed",
                    ip,
                    estate -> list(estate, ZEN, REVERSED + " A 127.0.0.2"),
                    "recipient.greylisted"),
                "450")
            .sendingFrom(SENDER));
    all.add(
        said(
            fault(
                "reply-spf-excludes",
                "spf.excludes-sender",
                estate -> {},
                "authentication.spf-failed"),
            "550 5.7.23 The message was rejected because SPF does not allow 198.51.100.99"));
    all.add(
        said(
            fault(
                "reply-dmarc-own-mail",
                "dmarc.rejects-own-mail",
                estate -> Scenarios.migadu(estate).spf("v=spf1 mx -all"),
                "spf.excludes-sender",
                "dkim.missing",
                "authentication.dmarc-failed"),
            "550 5.7.26 Unauthenticated email from florist.example is not accepted due to domain's"
                + " DMARC policy"));
  }
}
