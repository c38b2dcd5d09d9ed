package org.mailmedic.engine.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Evidence;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.GivenReply;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.reply.GivenReplyRule;
import org.mailmedic.knowledge.causes.CauseCatalogue;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.knowledge.causes.Symptom;
import org.mailmedic.knowledge.explains.Explains;

/// `--error`: what came back, beside what is seen today (verdict 24).
class GivenReplyTest {
  private final Reasoner reasoner = new Reasoner(CauseCatalogue.builtIn(), Explains.builtIn());
  private final List<Observation<?>> observations = new ArrayList<>();

  record Seen(String kind) implements Evidence {
    @Override
    public String summary() {
      return kind;
    }
  }

  private void observe(String checkId, Attempt<Seen> attempt) {
    String id = "e" + (observations.size() + 1);
    observations.add(
        new Observation<>(
            id, checkId, new EvidenceKey<>(Seen.class, id), attempt, Instant.EPOCH, 1));
  }

  private void seen(String... checkIds) {
    for (String checkId : checkIds) {
      observe(checkId, new Attempt.Observed<>(new Seen("dns")));
    }
  }

  private void given(String cause, double confidence) {
    GivenReply.Said said =
        new GivenReply.Said(550, "5.1.1", "550 5.1.1 no", cause, confidence, null);
    observations.add(
        new Observation<>(
            "e99",
            "reply.explanation",
            GivenReply.key(),
            new Attempt.Observed<>(new GivenReply("550 5.1.1 no", List.of(said))),
            Instant.EPOCH,
            0));
  }

  private Diagnosis conclude(Finding... live) {
    Complaint complaint = Complaint.about("anna@example.com", "anna", "example.com");
    CaseFile file = new CaseFile(complaint, Instant.EPOCH, 1, observations);
    List<Finding> findings = new ArrayList<>(List.of(live));
    findings.addAll(new GivenReplyRule().judge(file));
    return reasoner.conclude(file, findings, Set.of(), null);
  }

  private static Finding live(String id) {
    return new Finding(
        id, CauseCatalogue.builtIn().get(id).level(), "example.com", Map.of(), List.of("e3"), 0.95);
  }

  private static Check check(Diagnosis diagnosis) {
    return diagnosis.checks().stream()
        .filter(check -> check.id().equals("reply.explanation"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsSeenTodayExplainsTheReply() {
    seen("dns.mx", "dns.mx-targets", "smtp.dialogue");
    given("recipient.unknown", 0.9);
    Diagnosis diagnosis = conclude(live("inbound.recipient-unknown"));
    assertThat(diagnosis.causes()).hasSize(1);
    Cause cause = diagnosis.causes().getFirst();
    assertThat(cause.id()).isEqualTo("inbound.recipient-unknown");
    assertThat(cause.explains()).extracting(Finding::id).containsExactly("recipient.unknown");
    assertThat(cause.affects()).contains(Symptom.SEND, Symptom.RECEIVE);
    assertThat(check(diagnosis).reason()).isNull();
  }

  @Test
  void whereAllIsWellTodayTheReplyStandsWithLessConfidenceAndARemark() {
    seen("dns.mx", "dns.mx-targets", "smtp.dialogue");
    given("recipient.unknown", 0.9);
    Diagnosis diagnosis = conclude();
    Cause cause = diagnosis.causes().getFirst();
    assertThat(cause.id()).isEqualTo("recipient.unknown");
    assertThat(cause.level()).isEqualTo(Level.BROKEN);
    assertThat(cause.confidence()).isLessThan(0.7);
    assertThat(cause.finding().arguments())
        .containsEntry("today", "clean")
        .containsEntry("reply", "550 5.1.1 no");
    assertThat(check(diagnosis).status()).isEqualTo(Check.Status.FAILED);
    assertThat(check(diagnosis).reason()).isEqualTo(Attempt.Reason.TODAY_CLEAN);
  }

  @Test
  void whereNoLiveCheckCouldTellNothingIsSaidOfToday() {
    seen("dns.mx", "dns.mx-targets", "smtp.dialogue");
    given("message.spam", 0.9);
    Diagnosis diagnosis = conclude();
    assertThat(diagnosis.causes().getFirst().id()).isEqualTo("message.spam");
    assertThat(diagnosis.causes().getFirst().confidence()).isLessThan(0.9);
    assertThat(check(diagnosis).reason()).isNull();
  }

  @Test
  void whereTheServersCouldNotBeAskedNothingIsSaidOfToday() {
    seen("dns.mx", "dns.mx-targets");
    observe("smtp.dialogue", new Attempt.Unobserved<>(Attempt.Reason.DEADLINE, null));
    given("recipient.unknown", 0.9);
    assertThat(check(conclude()).reason()).isNull();
  }

  @Test
  void aFaultThatDoesNotExplainTheReplyStandsBesideIt() {
    seen("dns.mx", "dns.mx-targets", "smtp.dialogue");
    given("message.spam", 0.9);
    assertThat(conclude(live("inbound.recipient-unknown")).causes())
        .extracting(Cause::id)
        .containsExactlyInAnyOrder("inbound.recipient-unknown", "message.spam");
  }

  @Test
  void aReplyStandsBesideAMachineThatIsOffline() {
    given("recipient.unknown", 0.9);
    assertThat(conclude(live("network.offline")).causes())
        .extracting(Cause::id)
        .containsExactly("network.offline", "recipient.unknown");
  }

  @Test
  void aReplyThatNobodyCanReadIsNoCause() {
    seen("dns.mx", "dns.mx-targets", "smtp.dialogue");
    given("unknown", 0.3);
    Diagnosis diagnosis = conclude();
    assertThat(diagnosis.causes()).isEmpty();
    assertThat(diagnosis.findings()).extracting(Finding::id).containsExactly("unknown");
  }
}
