package org.mailmedic.protocol.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailmedic.protocol.ip.IpAddress;

class SpfEvaluatorTest {
  private static final IpAddress SENDER = IpAddress.of(new byte[] {(byte) 192, 0, 2, 25});

  private static SpfEvaluation evaluate(SpfDns dns) {
    return SpfEvaluator.evaluate(SpfRequest.of(SENDER, "a.example"), dns);
  }

  private static String step(SpfStep step) {
    return step.depth()
        + " "
        + (step.term() == null ? step.domain() : step.term().text())
        + " "
        + step.outcome()
        + " "
        + step.lookups()
        + "/"
        + step.voidLookups()
        + (step.asked().isEmpty() ? "" : " " + step.asked().getFirst().question());
  }

  @Test
  void writesDownEveryStep() {
    SpfEvaluation evaluation =
        evaluate(
            Zones.of(
                "a.example TXT v=spf1 a:gone.example include:b.example mx -all",
                "b.example TXT v=spf1 ip4:198.51.100.0/24 ~all",
                "a.example MX mx.a.example",
                "mx.a.example A 192.0.2.25"));
    assertThat(evaluation.result()).isEqualTo(SpfResult.PASS);
    assertThat(evaluation.matched()).isInstanceOf(SpfTerm.Mx.class);
    assertThat(evaluation.steps().stream().map(SpfEvaluatorTest::step))
        .containsExactly(
            "0 a.example READ 0/0 a.example TXT",
            "0 a:gone.example NO_MATCH 1/1 gone.example A",
            "0 include:b.example FOLLOWED 2/1",
            "1 b.example READ 2/1 b.example TXT",
            "1 ip4:198.51.100.0/24 NO_MATCH 2/1",
            "1 ~all MATCH 2/1",
            "0 include:b.example NO_MATCH 2/1",
            "0 mx MATCH 3/1 a.example MX");
  }

  @Test
  void whatDecidesWithinAnIncludeIsTheInclude() {
    SpfEvaluation evaluation =
        evaluate(
            Zones.of(
                "a.example TXT v=spf1 -include:b.example", "b.example TXT v=spf1 ip4:192.0.2.25"));
    assertThat(evaluation.result()).isEqualTo(SpfResult.FAIL);
    assertThat(evaluation.matched()).extracting(SpfTerm::text).isEqualTo("-include:b.example");
    assertThat(evaluation.matchedIn()).isEqualTo("a.example");
  }

  @Test
  void ourOwnTroubleIsNotTheDomains() {
    SpfDns deaf =
        question ->
            question.type() == SpfQuestion.Type.TXT
                ? SpfAnswer.texts(List.of("v=spf1 a -all"))
                : SpfAnswer.without(SpfAnswer.Status.UNOBSERVED, "time is up");
    SpfEvaluation evaluation = evaluate(deaf);
    assertThat(evaluation.observed()).isFalse();
    assertThat(evaluation.fault())
        .extracting(SpfFault::detail)
        .isEqualTo("a.example A: time is up");
    SpfEvaluation theirs =
        evaluate(Zones.of("a.example TXT v=spf1 a:b.example -all", "b.example TIMEOUT"));
    assertThat(theirs.result()).isEqualTo(SpfResult.TEMPERROR);
    assertThat(theirs.observed()).isTrue();
  }

  @Test
  void namesTheTermThatIsOneTooMany() {
    SpfEvaluation evaluation =
        evaluate(
            Zones.of(
                "a.example TXT v=spf1 include:b.example a:x.example -all",
                "b.example TXT v=spf1 a a a a a a a a a ?all",
                "b.example A 198.51.100.1"));
    assertThat(evaluation.result()).isEqualTo(SpfResult.PERMERROR);
    SpfFault fault = evaluation.fault();
    assertThat(fault).isNotNull();
    assertThat(fault.kind()).isEqualTo(SpfFault.Kind.TOO_MANY_LOOKUPS);
    assertThat(fault.term()).extracting(SpfTerm::text).isEqualTo("a:x.example");
    assertThat(evaluation.lookups()).isEqualTo(10);
  }

  @Test
  void saysAheadWhatItWillAsk() {
    Zones zones =
        Zones.of(
            "a.example TXT v=spf1 ip4:192.0.2.25 a mx include:b.example exists:%{i}.c.example"
                + " redirect=%{d}.d.example");
    SpfEvaluation evaluation = evaluate(zones);
    assertThat(evaluation.lookups()).isZero();
    assertThat(zones.asked).containsExactly("a.example TXT");
    assertThat(zones.soon.stream().map(SpfQuestion::toString))
        .containsExactly("a.example A", "a.example MX", "b.example TXT", "a.example.d.example TXT");
  }

  @Test
  void reverseNamesAreAskedForOnce() {
    Zones zones =
        Zones.of(
            "a.example TXT v=spf1 ptr:x.example exists:%{p}.c.example -all",
            "25.2.0.192.in-addr.arpa PTR m.a.example.",
            "m.a.example A 192.0.2.25",
            "m.a.example.c.example A 127.0.0.2");
    assertThat(evaluate(zones).result()).isEqualTo(SpfResult.PASS);
    assertThat(zones.asked).filteredOn(q -> q.endsWith("PTR")).hasSize(1);
  }
}
