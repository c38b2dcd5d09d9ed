package org.mailmedic.engine.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.Outcome;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Evidence;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.testkit.Evidences;
import org.mailmedic.engine.testkit.Talks;
import org.mailmedic.knowledge.causes.CauseCatalogue;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.knowledge.causes.Symptom;
import org.mailmedic.knowledge.explains.Explains;

/// Findings in, causes out: the order and the folding of verdicts 1 to 7.
class ReasonerTest {
  private final Reasoner reasoner = new Reasoner(CauseCatalogue.builtIn(), Explains.builtIn());
  private final List<Observation<?>> observations = new ArrayList<>();

  record Seen(String kind, boolean settled) implements Evidence {
    @Override
    public String summary() {
      return kind;
    }
  }

  private String observe(String checkId, Attempt<Seen> attempt) {
    String id = "e" + (observations.size() + 1);
    observations.add(
        new Observation<>(
            id, checkId, new EvidenceKey<>(Seen.class, id), attempt, Instant.EPOCH, 1));
    return id;
  }

  private String seen(String checkId) {
    return observe(checkId, new Attempt.Observed<>(new Seen("dns", true)));
  }

  private void unseen(String checkId, Attempt.Reason reason) {
    observe(checkId, new Attempt.Unobserved<>(reason, null));
  }

  private void allWell() {
    seen("dns.mx");
    seen("dns.mx-targets");
    seen("smtp.dialogue");
  }

  private Finding finding(String id, String subject, String evidence) {
    return new Finding(
        id,
        CauseCatalogue.builtIn().get(id).level(),
        subject,
        Map.of("host", subject),
        List.of(evidence),
        0.9);
  }

  private Finding finding(String id) {
    return finding(id, "example.com", "none");
  }

  private Diagnosis conclude(Finding... findings) {
    Complaint complaint = Complaint.about("example.com", null, "example.com");
    CaseFile file = new CaseFile(complaint, Instant.EPOCH, 1, observations);
    return reasoner.conclude(file, List.of(findings), Set.of(), null);
  }

  @Test
  void aHealthyDomainHasNoCauseAndWorks() {
    allWell();
    Diagnosis diagnosis = conclude();
    assertThat(diagnosis.causes()).isEmpty();
    assertThat(diagnosis.verdict())
        .containsEntry(Symptom.RECEIVE, Verdict.WORKS)
        .containsEntry(Symptom.SEND, Verdict.UNKNOWN)
        .containsEntry(Symptom.LOGIN, Verdict.UNKNOWN);
    assertThat(Outcome.of(diagnosis)).isEqualTo(Outcome.FINE);
  }

  @Test
  void whatAnotherExplainsIsNoCause() {
    allWell();
    Diagnosis diagnosis =
        conclude(
            finding("domain.on-hold"), finding("dns.delegation-broken"), finding("dns.servfail"));
    assertThat(diagnosis.causes()).extracting(Cause::id).containsExactly("domain.on-hold");
    assertThat(diagnosis.causes().getFirst().explains())
        .extracting(Finding::id)
        .containsExactly("dns.delegation-broken", "dns.servfail");
  }

  @Test
  void aPossibleLinkWithoutReasonExplainsNothing() {
    allWell();
    String mx = "e" + (observations.size() + 1);
    observations.add(
        new Observation<>(
            mx,
            "dns.mx",
            new EvidenceKey<>(MxRecords.class, "example.com"),
            new Attempt.Observed<>(
                new MxRecords("example.com", "NODATA", List.of(), "INSECURE", null, null)),
            Instant.EPOCH,
            1));
    assertThat(
            conclude(finding("dns.dnssec-bogus"), finding("mx.missing", "example.com", mx))
                .causes())
        .extracting(Cause::id)
        .containsExactly("dns.dnssec-bogus", "mx.missing");
  }

  @Test
  void brokenStandsBeforeAtRiskAndUpstreamBeforeDownstream() {
    allWell();
    assertThat(
            conclude(
                    finding("inbound.recipient-unknown"),
                    finding("tls.certificate-expired"),
                    finding("mx.target-is-address"),
                    finding("dns.partly-lame"))
                .causes())
        .extracting(Cause::id)
        .containsExactly(
            "mx.target-is-address",
            "inbound.recipient-unknown",
            "dns.partly-lame",
            "tls.certificate-expired");
  }

  @Test
  void aCauseIsAsBadAsTheWorstThatItExplains() {
    allWell();
    Diagnosis diagnosis = conclude(finding("billing.overdue"), finding("service.expired"));
    assertThat(diagnosis.causes())
        .singleElement()
        .returns("billing.overdue", Cause::id)
        .returns(Level.BROKEN, Cause::level);
  }

  @Test
  void expiryIsLoweredWhereAllElsePasses() {
    allWell();
    Diagnosis lowered = conclude(finding("domain.expired"));
    assertThat(lowered.causes()).singleElement().returns(Level.AT_RISK, Cause::level);
    assertThat(lowered.verdict()).containsEntry(Symptom.RECEIVE, Verdict.AT_RISK);
    assertThat(Outcome.of(lowered)).isEqualTo(Outcome.FAULT);
    assertThat(conclude(finding("domain.expired"), finding("inbound.unreachable")).causes())
        .first()
        .returns("domain.expired", Cause::id)
        .returns(Level.BROKEN, Cause::level);
  }

  @Test
  void offlineHoldsNothingAgainstAnybody() {
    unseen("dns.mx", Attempt.Reason.OFFLINE);
    Diagnosis diagnosis =
        conclude(finding("network.offline"), finding("inbound.unreachable"), finding("mx.missing"));
    assertThat(diagnosis.causes()).extracting(Cause::id).containsExactly("network.offline");
    assertThat(diagnosis.verdict().values()).containsOnly(Verdict.UNKNOWN);
    assertThat(Outcome.of(diagnosis)).isEqualTo(Outcome.INCONCLUSIVE);
  }

  @Test
  void aBlockedPortIsInconclusiveUnlessSomethingElseIsBroken() {
    seen("dns.mx");
    seen("dns.mx-targets");
    unseen("smtp.dialogue", Attempt.Reason.PORT_BLOCKED);
    assertThat(Outcome.of(conclude(finding("network.port-blocked"))))
        .isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(
            Outcome.of(conclude(finding("network.port-blocked"), finding("mx.target-is-address"))))
        .isEqualTo(Outcome.FAULT);
  }

  @Test
  void ourOwnAddressRefusedLeavesReceivingUnknown() {
    allWell();
    Diagnosis diagnosis = conclude(finding("network.address-refused", "mx/192.0.2.1", "e3"));
    assertThat(diagnosis.causes()).isEmpty();
    assertThat(diagnosis.findings()).extracting(Finding::id).contains("network.address-refused");
    assertThat(diagnosis.verdict()).containsEntry(Symptom.RECEIVE, Verdict.UNKNOWN);
    assertThat(Outcome.of(diagnosis)).isEqualTo(Outcome.INCONCLUSIVE);
  }

  /// The one talk is refused by these words.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          550 5.7.1 Message rejected as spam | INCONCLUSIVE
          550 5.7.1 Sender address blocked   | INCONCLUSIVE
          550 5.1.1 User unknown             | PASSED
          450 4.2.0 Greylisted               | PASSED
          """)
  void aRefusalOfTheSenderSaysNothingOfTheDomain(String reply, Check.Status status) {
    Evidences talk = Talks.add(new Evidences(), "m1: rcpt " + reply);
    observations.addAll(talk.about("example.com").observations());
    Check dialogue =
        conclude().checks().stream().filter(c -> c.id().equals("smtp.dialogue")).findFirst().get();
    Check encryption =
        conclude().checks().stream().filter(c -> c.id().equals("smtp.tls")).findFirst().get();
    assertThat(dialogue.status() == Check.Status.INCONCLUSIVE)
        .isEqualTo(status == Check.Status.INCONCLUSIVE);
    assertThat(encryption.status()).isEqualTo(Check.Status.PASSED);
  }

  @Test
  void aSideCheckThatFailsToFinishDoesNotChangeTheVerdict() {
    allWell();
    unseen("domain.registration", Attempt.Reason.SOURCE_FAILED);
    Diagnosis diagnosis = conclude();
    assertThat(diagnosis.verdict()).containsEntry(Symptom.RECEIVE, Verdict.WORKS);
    assertThat(Outcome.of(diagnosis)).isEqualTo(Outcome.FINE);
  }

  @Test
  void aNeededCheckThatFailsToFinishLeavesTheVerdictOpen() {
    seen("dns.mx");
    seen("dns.mx-targets");
    unseen("smtp.dialogue", Attempt.Reason.DEADLINE);
    Diagnosis diagnosis = conclude();
    assertThat(diagnosis.verdict()).containsEntry(Symptom.RECEIVE, Verdict.UNKNOWN);
    assertThat(Outcome.of(diagnosis)).isEqualTo(Outcome.INCONCLUSIVE);
  }

  @Test
  void adviceIsNeverACauseAndDoesNotHurt() {
    allWell();
    Diagnosis diagnosis = conclude(finding("mta-sts.invalid"));
    assertThat(diagnosis.causes()).isEmpty();
    assertThat(diagnosis.findings()).hasSize(1);
    assertThat(Outcome.of(diagnosis)).isEqualTo(Outcome.FINE);
  }

  @Test
  void theSameFaultOnTwoHostsIsOneCauseThatNamesBoth() {
    allWell();
    assertThat(
            conclude(
                    finding("tls.certificate-expired", "mx1.example.com", "e3"),
                    finding("tls.certificate-expired", "mx2.example.com", "e3"))
                .causes())
        .singleElement()
        .returns("mx1.example.com, mx2.example.com", c -> c.finding().arguments().get("host"));
  }

  @Test
  void aFaultUnderAnEnforcedPolicyStandsUnderThePolicyOfTheSameDomain() {
    allWell();
    assertThat(
            conclude(
                    finding("mta-sts.blocks-delivery"),
                    finding("tls.certificate-expired", "mx1.example.com", "e3"))
                .causes())
        .singleElement()
        .returns("mta-sts.blocks-delivery", Cause::id);
  }

  @Test
  void confidenceFallsWhereEvidenceIsMissingUpstream() {
    allWell();
    double whole = conclude(finding("inbound.unreachable")).causes().getFirst().confidence();
    unseen("domain.registration", Attempt.Reason.SOURCE_FAILED);
    double lacking = conclude(finding("inbound.unreachable")).causes().getFirst().confidence();
    assertThat(lacking).isLessThan(whole);
  }
}
