package org.mailmedic.protocol.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TreeWalkTest {

  @Test
  void eightQuestionsAtMost() {
    assertThat(TreeWalk.domains("a.mail.example.com"))
        .containsExactly("a.mail.example.com", "mail.example.com", "example.com", "com");
    assertThat(TreeWalk.domains("com")).containsExactly("com");
    // RFC 9989 section 4.10: from eight labels on, straight to seven
    assertThat(TreeWalk.domains("a.b.c.d.e.f.g.h.i.j.mail.example.com"))
        .containsExactly(
            "a.b.c.d.e.f.g.h.i.j.mail.example.com",
            "g.h.i.j.mail.example.com",
            "h.i.j.mail.example.com",
            "i.j.mail.example.com",
            "j.mail.example.com",
            "mail.example.com",
            "example.com",
            "com");
  }

  @Test
  void theOwnRecordCounts() {
    TreeWalk.Outcome outcome =
        walk(
            "mail.example.com",
            Map.of("mail.example.com", "v=DMARC1; p=reject", "example.com", "v=DMARC1; p=none"));
    assertThat(outcome.asked(true)).contains(Policy.REJECT);
    assertThat(outcome.organizationalDomain()).isEqualTo("example.com");
  }

  @Test
  void theOrganizationsRecordCountsForNamesBelow() {
    Map<String, String> records = Map.of("example.com", "v=DMARC1; p=reject; sp=none; np=reject");
    TreeWalk.Outcome outcome = walk("a.mail.example.com", records);
    assertThat(outcome.asked(true)).contains(Policy.NONE);
    assertThat(outcome.asked(false)).contains(Policy.REJECT);
    assertThat(outcome.organizationalDomain()).isEqualTo("example.com");
  }

  @Test
  void aPublicSuffixIsNoOrganization() {
    Map<String, String> records = Map.of("bank", "v=DMARC1; p=reject; psd=y");
    TreeWalk.Outcome outcome = walk("a.example.bank", records);
    assertThat(outcome.organizationalDomain()).isEqualTo("example.bank");
    assertThat(outcome.asked(true)).contains(Policy.REJECT);
    // unless the walk starts there
    assertThat(walk("bank", records).organizationalDomain()).isEqualTo("bank");
  }

  @Test
  void psdNoEndsTheWalk() {
    TreeWalk.Outcome outcome =
        walk(
            "mail.example.com",
            Map.of(
                "mail.example.com",
                "v=DMARC1; p=none; psd=n",
                "example.com",
                "v=DMARC1; p=reject"));
    assertThat(outcome.organizationalDomain()).isEqualTo("mail.example.com");
  }

  @Test
  void severalRecordsAreNone() {
    List<TreeWalk.Answer> answers =
        List.of(
            new TreeWalk.Answer(
                "example.com", List.of("v=DMARC1; p=reject", "v=DMARC1; p=none", "x"), false),
            new TreeWalk.Answer("com", List.of(), false));
    TreeWalk.Outcome outcome = TreeWalk.evaluate("example.com", answers);
    assertThat(outcome.policy()).isNull();
    assertThat(outcome.complete()).isTrue();
    assertThat(outcome.organizationalDomain()).isEqualTo("example.com");
  }

  @Test
  void whatWasNotLearnedIsNotAbsent() {
    TreeWalk.Outcome outcome =
        TreeWalk.evaluate(
            "mail.example.com",
            List.of(
                new TreeWalk.Answer("mail.example.com", List.of(), true),
                new TreeWalk.Answer("example.com", List.of("v=DMARC1; p=reject"), false),
                new TreeWalk.Answer("com", List.of(), false)));
    assertThat(outcome.complete()).isFalse();
    assertThat(outcome.policy()).isNull();
    assertThat(outcome.organizationalDomain()).isNull();
  }

  @Test
  void messages() {
    Map<String, String> records = Map.of("example.com", "v=DMARC1; p=reject; adkim=s");
    // aligned by the organization, SPF relaxed, DKIM strict
    assertThat(evaluate(records, "bounce.example.com", List.of()))
        .isEqualTo("PASS NONE true false");
    assertThat(evaluate(records, null, List.of("mail.example.com")))
        .isEqualTo("FAIL REJECT false false");
    assertThat(evaluate(records, null, List.of("example.com"))).isEqualTo("PASS NONE false true");
    assertThat(evaluate(records, "example.net", List.of("example.net")))
        .isEqualTo("FAIL REJECT false false");
    assertThat(evaluate(Map.of("example.com", "v=DMARC1; p=reject; t=y"), null, List.of()))
        .isEqualTo("FAIL NONE false false");
    assertThat(evaluate(Map.of(), "example.com", List.of())).isEqualTo("NONE NONE false false");
  }

  private static String evaluate(Map<String, String> records, String spf, List<String> dkim) {
    DmarcEvaluation.Message message =
        new DmarcEvaluation.Message("example.com", true, spf, dkim, false);
    DmarcEvaluation evaluation =
        DmarcEvaluation.of(
            message,
            walk("example.com", records),
            domain -> String.valueOf(walk(domain, records).organizationalDomain()));
    return evaluation.result()
        + " "
        + evaluation.applied()
        + " "
        + evaluation.alignedSpf()
        + " "
        + evaluation.alignedDkim();
  }

  private static TreeWalk.Outcome walk(String domain, Map<String, String> records) {
    List<TreeWalk.Answer> answers =
        TreeWalk.domains(domain).stream()
            .map(name ->
                new TreeWalk.Answer(
                    name,
                    records.containsKey(name) ? List.of(records.get(name)) : List.of(),
                    false))
            .toList();
    return TreeWalk.evaluate(domain, answers);
  }
}
