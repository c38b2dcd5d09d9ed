package org.mailmedic.engine.rule.dkim;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.evidence.DkimKeys;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.testkit.Evidences;
import org.mailmedic.engine.testkit.Rows;

/// What published keys mean: `SELECTOR what`, of the service, or with `*` of a returned message.
class DkimRuleTest {
  private static final String GOOD =
      "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
  private static final String SHORT =
      "p=MHwwDQYJKoZIhvcNAQEBBQADawAwaAJhANkaJi5NN8UU9YMnajFOx+047IrTw0688rWIJz"
          + "V2mpaCikWIXJlS2PfBQ5WvvEy2Bt2bNRRTwNxGjHF3F/rgHhoG0Dp8llF3QwSSujweANZaTZGtXSEgrS2h4jra1Zh15wIDAQAB";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          keys                                 | near         | expected
          k1 good, k2 good                     | dkim.missing |
          k1 gone, k2 good                     | dkim.missing |
          k1 nodata, k2 foreign                |              | dkim.missing AT_RISK a.test [domain=a.test, selectors=[k1._domainkey.a.test, k2._domainkey.a.test]]
          k1 gone                              |              | dkim.missing AT_RISK a.test
          k1 gone, k2 servfail                 | dkim.missing |
          k1 servfail                          | dkim.missing |
          k1 bogus                             | dkim.missing |
          k1 revoked, k2 good                  | dkim.invalid |
          k1 revoked, k2 servfail              | dkim.invalid |
          k1 revoked, k2 gone                  |              | dkim.invalid AT_RISK a.test/k1 [problem=revoked, selector=k1]
          k1 short, k2 good                    |              | dkim.invalid AT_RISK a.test/k1 [problem=short]
          k1 cut, k2 good                      | dkim.missing | dkim.invalid AT_RISK a.test/k1 [problem=broken, position=11]
          k1 bare                              |              | dkim.invalid AT_RISK a.test/k1 [problem=broken]
          k1 two                               |              | dkim.invalid AT_RISK a.test/k1 [problem=broken]
          k1 spaceatend                        | dkim.invalid |
          k1 testing                           | dkim.invalid |
          *s good                              | dkim.missing dkim.invalid |
          *s gone, k1 good                     |              | dkim.missing AT_RISK a.test [selectors=[s._domainkey.a.test]]
          *s revoked, k1 good                  |              | dkim.invalid AT_RISK a.test/s [problem=revoked]
          *s servfail                          | dkim.missing |
          """)
  void keys(String keys, @Nullable String near, @Nullable String expected) {
    Rows.check(
        new Evidences().seen("a.test", mx("ANSWER")).seen("a.test", seen(keys)).about("a.test"),
        near,
        expected);
  }

  /// Where there is no domain, its keys are nobody's fault.
  @ParameterizedTest
  @CsvSource({"k1 gone", "*s revoked"})
  void ofADomainThatIsNotThere(String keys) {
    Rows.check(
        new DkimRule()
            .judge(
                new Evidences()
                    .seen("a.test", mx("NXDOMAIN"))
                    .seen("a.test", seen(keys))
                    .about("a.test")),
        "dkim.missing dkim.invalid",
        null);
  }

  private static MxRecords mx(String status) {
    List<MxRecords.Mx> records =
        status.equals("ANSWER") ? List.of(new MxRecords.Mx(10, "m.b.test")) : List.of();
    return new MxRecords("a.test", status, records, "INSECURE", null, null);
  }

  private static DkimKeys seen(String keys) {
    List<DkimKeys.Key> all = new ArrayList<>();
    for (String key : keys.split(", ")) {
      String[] words = key.split(" ");
      boolean ofReply = words[0].startsWith("*");
      List<String> texts = texts(words[1]);
      String status =
          switch (words[1]) {
            case "gone" -> "NXDOMAIN";
            case "nodata" -> "NODATA";
            case "servfail" -> "SERVFAIL";
            case "bogus" -> "BOGUS";
            default -> "ANSWER";
          };
      all.add(
          new DkimKeys.Key(
              ofReply ? words[0].substring(1) : words[0],
              ofReply ? DkimKeys.Source.REPLY : DkimKeys.Source.SERVICE,
              status,
              texts,
              null,
              null));
    }
    return new DkimKeys("a.test", "NODATA", "Acme", all);
  }

  private static List<String> texts(String what) {
    return switch (what) {
      case "good" -> List.of(GOOD);
      case "revoked" -> List.of("v=DKIM1; p=");
      case "short" -> List.of(SHORT);
      case "cut" -> List.of("v=DKIM1;p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKB");
      case "bare" -> List.of("MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKB");
      case "two" -> List.of(GOOD, "v=DKIM1; p=");
      case "spaceatend" -> List.of(GOOD + "; ");
      case "testing" -> List.of(GOOD + "; t=y");
      case "foreign" -> List.of("v=spf1 -all");
      default -> List.of();
    };
  }
}
