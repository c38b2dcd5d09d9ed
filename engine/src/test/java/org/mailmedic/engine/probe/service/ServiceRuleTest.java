package org.mailmedic.engine.probe.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Evidence;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.ServiceDetection;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.evidence.SmtpReply;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.mx.ServiceRule;
import org.mailmedic.engine.testkit.Rows;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.knowledge.causes.Symptom;
import org.mailmedic.knowledge.providers.ProfileReader;
import org.mailmedic.knowledge.providers.Providers;

/// From MX records and what the person said to a service and its findings.
class ServiceRuleTest {
  private static final String DOMAIN = "example.com";
  private final Providers providers = providers();
  private final List<Observation<?>> observations = new ArrayList<>();
  private @Nullable String localPart = "anna";

  private static Providers providers() {
    try {
      return Providers.builtIn()
          .with(
              List.of(
                  ProfileReader.read(
                      Map.of(
                          "id",
                          "acme-mail",
                          "name",
                          "Acme Mail",
                          "detect",
                          Map.of("mx", List.of("mx*.acme.test")),
                          "redirectOnly",
                          List.of("redirect.acme.test"),
                          "mx",
                          List.of(
                              Map.of("host", "mx2.acme.test", "priority", 5),
                              Map.of("host", "mx1.acme.test", "priority", 1))))));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static MxRecords mx(String hosts) {
    List<MxRecords.Mx> records = new ArrayList<>();
    for (String host : hosts.split(" ")) {
      records.add(new MxRecords.Mx(10 * (records.size() + 1), host));
    }
    return new MxRecords(DOMAIN, "ANSWER", records, "INSECURE", null, null);
  }

  private <E extends Evidence> void add(String check, EvidenceKey<E> key, E evidence) {
    observations.add(
        new Observation<>(
            "e" + (observations.size() + 1),
            check,
            key,
            new Attempt.Observed<>(evidence),
            Instant.EPOCH,
            1));
  }

  private Optional<ServiceDetection> detect(String hosts, @Nullable String said) {
    return new ServiceDetectionProbe(DOMAIN, said, providers).detect(mx(hosts));
  }

  private List<Finding> findings(String hosts, @Nullable String said) {
    add("dns.mx", new EvidenceKey<>(MxRecords.class, DOMAIN), mx(hosts));
    detect(hosts, said)
        .ifPresent(seen -> add("service.detection", ServiceDetection.key(DOMAIN), seen));
    Complaint complaint =
        Complaint.about("x", localPart, DOMAIN)
            .withSymptoms(Set.of(Symptom.RECEIVE))
            .withProvider(said);
    return new ServiceRule().judge(new CaseFile(complaint, Instant.EPOCH, 1, observations));
  }

  private void serverTakesTheAddress(String host) {
    add(
        "smtp.dialogue",
        SmtpDialogue.key(host, "192.0.2.1"),
        new SmtpDialogue(
            DOMAIN,
            host,
            "192.0.2.1",
            25,
            1,
            null,
            1,
            null,
            List.of(),
            false,
            null,
            null,
            false,
            null,
            List.of(),
            "",
            null,
            "anna@example.com",
            SmtpDialogue.RecipientKind.ADDRESS,
            new SmtpReply(250, null, List.of("ok"), 1),
            null,
            null,
            null,
            List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "mx1.acme.test mx2.acme.test, acme-mail, 0.95",
    "mx1.mail.ovh.net mx2.mail.ovh.net, ovh-mxplan, 0.95",
    "example-com.mail.protection.outlook.com, microsoft365, 0.95",
    "aspmx.l.google.com alt1.aspmx.l.google.com, google, 0.95",
    "backup.example.com mx1.acme.test, acme-mail, 0.7",
    "redirect.ovh.net mx1.acme.test, acme-mail, 0.7",
    "redirect.ovh.net, ovh-mxplan, 0.6"
  })
  void theMxRecordsTellTheService(String hosts, String id, double confidence) {
    ServiceDetection seen = detect(hosts, null).orElseThrow();
    assertThat(seen.id()).isEqualTo(id);
    assertThat(seen.detectedBy()).isEqualTo("mx");
    assertThat(seen.confidence()).isEqualTo(confidence);
  }

  @Test
  void whatThePersonSaysOutweighsTheMxRecords() {
    ServiceDetection seen = detect("mx1.mail.ovh.net", "acme-mail").orElseThrow();
    assertThat(seen.id()).isEqualTo("acme-mail");
    assertThat(seen.detectedBy()).isEqualTo("option");
    assertThat(seen.expectedMx()).containsExactly("1 mx1.acme.test", "5 mx2.acme.test");
    assertThat(seen.elsewhere()).contains("OVHcloud MX Plan");
  }

  /// Whatever takes the mail of a service's own domain is the service's: nothing is elsewhere.
  @Test
  void aDomainOnWhichAServiceGivesOutAddressesTellsItWhateverItsMx() {
    for (String hosts : java.util.List.of("gmail-smtp-in.l.google.com", "mx1.mail.ovh.net")) {
      ServiceDetection seen =
          new ServiceDetectionProbe("gmail.com", null, providers).detect(mx(hosts)).orElseThrow();
      assertThat(seen.id()).isEqualTo("google");
      assertThat(seen.detectedBy()).isEqualTo("domain");
      assertThat(seen.hosts(ServiceDetection.Role.MAILBOXES)).containsExactly(hosts);
      assertThat(seen.expectedMx()).isEmpty();
    }
    assertThat(new ServiceDetectionProbe("wp.pl", null, providers).detect(null).orElseThrow().id())
        .isEqualTo("wp");
  }

  @Test
  void anUnknownHostTellsNoService() {
    assertThat(detect("mail.example.com", null)).isEmpty();
    assertThat(detect("mx.acme.test.evil.test", null)).isEmpty();
  }

  /// The MX hosts; the service that the person names.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          hosts                               | said         | near             | expected
          mail.other.test                     | acme-mail    | mx.mixed         | mx.elsewhere BROKEN
          mx1.mail.ovh.net mx2.mail.ovh.net   | google       |                  | mx.elsewhere BROKEN
          redirect.ovh.net                    | google       | mx.redirect-only | mx.elsewhere BROKEN
          mail.other.test                     |              | mx.elsewhere     |
          mx1.mail.ovh.net                    |              | mx.elsewhere     |
          mxa-00112233.gslb.pphosted.com      | microsoft365 | mx.elsewhere     |
          mx1.acme.test mx2.acme.test         | acme-mail    | mx.elsewhere     |
          mx3.acme.test                       | acme-mail    | mx.elsewhere     |
          mx1.acme.test mail.other.test       | acme-mail    | mx.elsewhere     | mx.mixed AT_RISK
          mx1.acme.test mail.other.test       |              |                  | mx.mixed AT_RISK
          mx1.acme.test redirect.acme.test    |              | mx.redirect-only | mx.mixed AT_RISK
          mx1.acme.test mx9.acme.test         |              | mx.mixed         |
          mx1.acme.test mx1.filter.iphmx.com  |              | mx.mixed         |
          redirect.acme.test                  | acme-mail    | mx.elsewhere     | mx.redirect-only BROKEN
          redirect.ovh.net                    | ovh-exchange |                  | mx.redirect-only BROKEN
          redirect.ovh.net                    |              |                  | mx.redirect-only BROKEN
          .                                   | acme-mail    | mx.elsewhere     |
          """)
  void oneCauseOrNone(
      String hosts, @Nullable String said, @Nullable String near, @Nullable String expected) {
    Rows.check(findings(hosts, said), near, expected);
  }

  @Test
  void mailElsewhereNamesTheHostsTheRecordsAndTheOtherService() {
    Finding finding = findings("mx1.mail.ovh.net", "acme-mail").getFirst();
    assertThat(finding.level()).isEqualTo(Level.BROKEN);
    assertThat(finding.arguments())
        .containsEntry("targets", List.of("mx1.mail.ovh.net"))
        .containsEntry("expected", List.of("1 mx1.acme.test", "5 mx2.acme.test"))
        .containsEntry("elsewhere", "OVHcloud MX Plan")
        .containsEntry("service", "Acme Mail");
    assertThat(finding.evidence()).containsExactly("e1", "e2");
  }

  @Test
  void aMixtureIsARiskAndNamesTheForeignHosts() {
    Finding finding = findings("mx1.acme.test mail.other.test", null).getFirst();
    assertThat(finding.level()).isEqualTo(Level.AT_RISK);
    assertThat(finding.certainty()).isLessThan(0.9);
    assertThat(finding.arguments()).containsEntry("targets", List.of("mail.other.test"));
  }

  @Test
  void aRedirectionThatTakesTheAddressIsNoFaultUnlessTheAccountIsKnownToLieThere() {
    serverTakesTheAddress("redirect.acme.test");
    assertThat(findings("redirect.acme.test", null)).isEmpty();
    observations.removeLast();
    observations.removeLast();
    assertThat(findings("redirect.acme.test", "acme-mail")).hasSize(1);
  }

  @Test
  void aBareDomainHasNoAddressThatCouldShowThatItsRedirectionWorks() {
    localPart = null;
    serverTakesTheAddress("redirect.acme.test");
    assertThat(findings("redirect.acme.test", null)).hasSize(1);
  }
}
