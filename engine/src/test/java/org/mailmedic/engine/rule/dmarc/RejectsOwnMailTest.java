package org.mailmedic.engine.rule.dmarc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.evidence.DkimKeys;
import org.mailmedic.engine.evidence.DmarcRecords;
import org.mailmedic.engine.evidence.GivenReply;
import org.mailmedic.engine.evidence.SpfRecords;
import org.mailmedic.engine.testkit.Evidences;
import org.mailmedic.engine.testkit.Rows;

/// A policy against what SPF makes of the sending addresses and which keys are published: `-` none
/// known, `tree` whether there is any key at all.
class RejectsOwnMailTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          policy                   | spf                | keys        | reply                       | near                   | expected
          p=reject                 | fail               | gone        |                             |                        | dmarc.rejects-own-mail BROKEN a.test [policy=reject, domain=a.test]
          p=quarantine             | softfail           | gone        |                             |                        | dmarc.rejects-own-mail BROKEN a.test [policy=quarantine]
          p=reject                 | fail neutral       | revoked     |                             |                        | dmarc.rejects-own-mail BROKEN a.test
          p=reject                 | none               | gone        |                             |                        | dmarc.rejects-own-mail BROKEN a.test
          p=reject                 | several            | gone        |                             |                        | dmarc.rejects-own-mail BROKEN a.test
          p=reject                 | fail               | nothing     |                             |                        | dmarc.rejects-own-mail BROKEN a.test
          p=reject                 | pass               | gone        |                             | dmarc.rejects-own-mail |
          p=reject                 | fail pass          | gone        |                             | dmarc.rejects-own-mail |
          p=reject                 | fail               | good        |                             | dmarc.rejects-own-mail |
          p=reject                 | fail               | gone good   |                             | dmarc.rejects-own-mail |
          p=reject                 | fail               | unknown     |                             | dmarc.rejects-own-mail |
          p=reject                 | fail               | -           |                             | dmarc.rejects-own-mail |
          p=reject                 | -                  | gone        |                             | dmarc.rejects-own-mail |
          p=reject                 | temperror          | gone        |                             | dmarc.rejects-own-mail |
          p=none                   | fail               | gone        |                             | dmarc.rejects-own-mail |
          p=reject;t=y             | fail               | gone        |                             | dmarc.rejects-own-mail |
          p=reject                 | fail               | -           | authentication.dmarc-failed |                        | dmarc.rejects-own-mail BROKEN a.test
          p=reject                 | -                  | gone        | authentication.missing      |                        | dmarc.rejects-own-mail BROKEN a.test
          p=reject                 | -                  | -           | authentication.dmarc-failed | dmarc.rejects-own-mail |
          p=reject                 | fail               | -           | recipient.unknown           | dmarc.rejects-own-mail |
          """)
  void proofs(
      String policy,
      String spf,
      String keys,
      @Nullable String reply,
      @Nullable String near,
      @Nullable String expected) {
    Evidences evidences = new Evidences().seen("a.test", dmarc(policy));
    evidences.seen("a.test", spf(spf)).seen("a.test", keys(keys));
    if (reply != null) {
      GivenReply.Said said = new GivenReply.Said(550, null, "x", reply, 0.9, null);
      evidences.seen("given", new GivenReply("x", List.of(said)));
    }
    Rows.check(new RejectsOwnMailRule().judge(evidences.about("a.test")), near, expected);
  }

  private static DmarcRecords dmarc(String policy) {
    String text = "v=DMARC1; " + policy;
    return new DmarcRecords(
        "a.test",
        List.of(
            new DmarcRecords.Answer("a.test", "ANSWER", List.of(text), null),
            new DmarcRecords.Answer("test", "NXDOMAIN", List.of(), null)),
        List.of());
  }

  private static SpfRecords spf(String results) {
    List<String> texts =
        switch (results) {
          case "none" -> List.of("other");
          case "several" -> List.of("v=spf1 -all", "v=spf1 ~all");
          default -> List.of("v=spf1 -all");
        };
    List<SpfRecords.Evaluation> evaluations = new ArrayList<>();
    if (texts.getFirst().endsWith("-all") && texts.size() == 1 && !results.equals("-")) {
      for (String result : results.split(" ")) {
        evaluations.add(
            new SpfRecords.Evaluation(
                "192.0.2.1", SpfRecords.Source.OPTION, result, null, null, 0, 0, null, List.of()));
      }
    }
    SpfRecords.Answer own = new SpfRecords.Answer("a.test", "TXT", "FOUND", texts, null);
    return new SpfRecords("a.test", List.of(own), null, 0, 0, evaluations);
  }

  private static DkimKeys keys(String what) {
    String good = "k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
    List<DkimKeys.Key> keys = new ArrayList<>();
    for (String one : what.split(" ")) {
      if (!one.equals("-") && !one.equals("nothing")) {
        String status =
            switch (one) {
              case "gone" -> "NXDOMAIN";
              case "unknown" -> "SERVFAIL";
              default -> "ANSWER";
            };
        List<String> texts =
            switch (one) {
              case "good" -> List.of(good);
              case "revoked" -> List.of("p=");
              default -> List.of();
            };
        keys.add(
            new DkimKeys.Key(
                "k" + keys.size(), DkimKeys.Source.SERVICE, status, texts, null, null));
      }
    }
    return new DkimKeys("a.test", what.equals("nothing") ? "NXDOMAIN" : "NODATA", null, keys);
  }
}
