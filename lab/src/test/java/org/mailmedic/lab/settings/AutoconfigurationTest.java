package org.mailmedic.lab.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.mailmedic.engine.Diagnostician;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.Autoconfiguration;
import org.mailmedic.engine.evidence.Autoconfiguration.Server;
import org.mailmedic.engine.evidence.Autoconfiguration.Source;
import org.mailmedic.engine.evidence.Autoconfiguration.State;
import org.mailmedic.engine.evidence.Autoconfiguration.Way;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.probe.ProgressEvent;
import org.mailmedic.knowledge.causes.Symptom;
import org.mailmedic.lab.Lab;
import org.mailmedic.lab.dns.Zone;
import org.mailmedic.lab.scenario.Estate;
import org.mailmedic.lab.tls.CertificateSpec;
import org.mailmedic.lab.web.Page;
import org.mailmedic.lab.web.WebServer;

/// Who is asked for a domain's settings, and who hears the person's address.
class AutoconfigurationTest {
  private static final String DOMAIN = "florist.example";
  private static final String WEB = "192.0.2.81";
  private static final String ELSEWHERE = "203.0.113.80";

  private static final String CONFIG =
      "<clientConfig><emailProvider id=\"x\"><incomingServer type=\"imap\"><hostname>"
          + "imap.host.example</hostname><port>993</port><socketType>SSL</socketType><username>"
          + "%EMAILADDRESS%</username></incomingServer></emailProvider></clientConfig>";

  private static Autoconfiguration look(Consumer<Estate> change) {
    Estate estate = Estate.sound(DOMAIN).withoutPolicy();
    change.accept(estate);
    try (Lab lab = Lab.start(estate::plant)) {
      CaseFile file =
          new Diagnostician()
              .gather(
                  Complaint.about("anna@" + DOMAIN, "anna", DOMAIN)
                      .withSymptoms(Set.of(Symptom.LOGIN)),
                  lab.world(),
                  Duration.ofSeconds(20),
                  ProgressEvent.Listener.NONE);
      return file.first(Autoconfiguration.class).orElseThrow();
    }
  }

  private static WebServer web(String... names) {
    return WebServer.secure(CertificateSpec.of(names));
  }

  @Test
  void theDomainsOwnHostHearsTheAddressAndTheEvidenceDoesNot() {
    WebServer web = web("autoconfig." + DOMAIN);
    Autoconfiguration seen =
        look(estate ->
            estate
                .zone(zone -> zone.add("autoconfig A " + WEB))
                .with(plan ->
                    plan.tcp(
                        WEB,
                        WebServer.HTTPS,
                        web.page("/mail/config-v1.1.xml", Page.ok("text/xml", CONFIG)))));
    assertThat(web.requests())
        .containsExactly("/mail/config-v1.1.xml?emailaddress=anna%40florist.example");
    Source source = seen.of(Way.AUTOCONFIG).getFirst();
    assertThat(source.state()).isEqualTo(State.FOUND);
    assertThat(source.where()).isEqualTo("https://autoconfig.florist.example/mail/config-v1.1.xml");
    Server server = source.servers().getFirst();
    assertThat(server.protocol()).isEqualTo(AccessProtocol.IMAP);
    assertThat(server.shown()).isEqualTo("imap.host.example:993");
    assertThat(server.security()).isEqualTo(Security.TLS);
    assertThat(server.username()).isEqualTo("anna@florist.example");
    // What the domain says is enough: nobody else is asked.
    assertThat(seen.of(Way.ISPDB)).isEmpty();
  }

  @Test
  void othersAreAskedOnlyWhereTheDomainSaysNothingAndHearOnlyItsName() {
    WebServer mx = web("autoconfig.host.example");
    WebServer database = web("autoconfig.thunderbird.net");
    Autoconfiguration seen =
        look(estate ->
            estate
                .mx("10 mx.host.example.")
                .with(plan -> {
                  plan.nameServer("ns.host.example", ELSEWHERE);
                  plan.zone(
                      Zone.of("host.example")
                          .add("@ NS ns")
                          .add("ns A " + ELSEWHERE)
                          .add("mx A " + ELSEWHERE)
                          .add("autoconfig A " + ELSEWHERE)
                          .build());
                  plan.zone(
                      Zone.of("thunderbird.net")
                          .add("@ NS ns.host.example.")
                          .add("autoconfig A 203.0.113.81")
                          .build());
                  plan.tcp(ELSEWHERE, WebServer.HTTPS, mx);
                  plan.tcp(
                      "203.0.113.81",
                      WebServer.HTTPS,
                      database.page("/v1.1/" + DOMAIN, Page.ok("text/xml", CONFIG)));
                }));
    assertThat(mx.requests()).containsExactly("/mail/config-v1.1.xml");
    assertThat(database.requests()).containsExactly("/v1.1/florist.example");
    assertThat(seen.of(Way.AUTOCONFIG_OF_MX).getFirst().state()).isEqualTo(State.ABSENT);
    assertThat(seen.of(Way.ISPDB).getFirst().servers()).hasSize(1);
    assertThat(seen.published()).isEmpty();
  }

  @Test
  void autodiscoverIsFollowedFromPlainHttpToWhereItLeads() {
    String answer =
        "<Autodiscover><Response><Account><Action>settings</Action><Protocol><Type>IMAP</Type>"
            + "<Server>imap.host.example</Server><Port>993</Port><SSL>on</SSL></Protocol></Account>"
            + "</Response></Autodiscover>";
    WebServer plain =
        WebServer.plain().page("*", Page.redirect("https://discover.florist.example/here.xml"));
    WebServer secure = web("discover." + DOMAIN).page("/here.xml", Page.ok("text/xml", answer));
    Autoconfiguration seen =
        look(estate ->
            estate
                .zone(zone -> zone.add("autodiscover A " + WEB).add("discover A " + WEB))
                .with(plan -> {
                  plan.tcp(WEB, 80, plain);
                  plan.tcp(WEB, WebServer.HTTPS, secure);
                }));
    assertThat(seen.of(Way.AUTODISCOVER))
        .extracting(Source::state)
        .containsExactly(State.UNTRUSTED, State.FOUND);
    assertThat(seen.published()).extracting(Server::shown).containsExactly("imap.host.example:993");
  }

  @Test
  void recordsSayWhatIsThereAndWhatIsNot() {
    Autoconfiguration seen =
        look(estate ->
            estate.zone(zone ->
                zone.add("_imaps._tcp SRV 10 1 993 b.host.example.")
                    .add("_imaps._tcp SRV 0 1 993 a.host.example.")
                    .add("_pop3s._tcp SRV 0 0 0 .")));
    assertThat(seen.of(Way.SRV))
        .extracting(Source::state)
        .containsExactly(State.FOUND, State.NOT_OFFERED);
    assertThat(seen.published())
        .extracting(Server::shown)
        .containsExactly("a.host.example:993", "b.host.example:993");
  }
}
