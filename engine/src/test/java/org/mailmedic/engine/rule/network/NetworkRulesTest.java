package org.mailmedic.engine.rule.network;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.evidence.Attempt.Reason;
import org.mailmedic.engine.evidence.LocalNetwork;
import org.mailmedic.engine.evidence.ResolverHealth;
import org.mailmedic.engine.testkit.Evidences;
import org.mailmedic.engine.testkit.Rows;
import org.mailmedic.engine.testkit.Talks;

/// What this machine's own way out did, and what is believed of it.
class NetworkRulesTest {
  private static final String DOMAIN = "a.test";

  private static Evidences resolvers(String statuses) {
    List<ResolverHealth.Resolver> all = new ArrayList<>();
    for (String status : statuses.split(" ")) {
      String address = "192.0.2." + (53 + all.size()) + ":53";
      all.add(new ResolverHealth.Resolver(address, status, null, 1));
    }
    return new Evidences().seen("", new ResolverHealth(all));
  }

  /// How `. NS` ended at each resolver; the families with a route.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          resolvers           | routes | near            | expected
          ANSWER              | 4 6    | network.offline |
          ANSWER              |        | network.offline |
          SERVFAIL            | 4      | network.offline |
          REFUSED             | 4      | network.offline |
          TIMEOUT ANSWER      | 4      | network.offline |
          TIMEOUT SERVFAIL    | 4      | network.offline |
          TIMEOUT             | 4      |                 | network.offline BROKEN local [problem=no_dns]
          TIMEOUT UNREACHABLE | 4 6    |                 | network.offline BROKEN local [problem=no_dns]
          UNREACHABLE         |        |                 | network.offline BROKEN local [problem=no_route]
          TIMEOUT             | 6      |                 | network.offline BROKEN local [problem=no_dns]
          """)
  void whetherThereIsAWayOut(
      String resolvers, @Nullable String routes, @Nullable String near, @Nullable String expected) {
    boolean four = routes != null && routes.contains("4");
    boolean six = routes != null && routes.contains("6");
    Evidences evidences = resolvers(resolvers).seen("local", new LocalNetwork(four, six));
    Rows.check(evidences.about(DOMAIN), near, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          reason   | near            | expected
          DEADLINE | network.offline |
          INTERNAL | network.offline |
          """)
  void aLookThatFailedIsNoLackOfNetwork(
      Reason reason, @Nullable String near, @Nullable String expected) {
    Evidences evidences =
        new Evidences()
            .unseen(ResolverHealth.class, "", reason)
            .seen("local", new LocalNetwork(false, false));
    Rows.check(evidences.about(DOMAIN), near, expected);
  }

  /// Verdicts 7 and 8.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          hosts                                            | near                                     | expected
          m1: timeout + ports open                         | inbound.unreachable                      | network.port-blocked BROKEN local [host=m1.a.test, port=25]
          m1: timeout + ports open; m2: timeout + ports open |                                        | network.port-blocked BROKEN local
          m1: timeout + ports silent; m2: timeout + ports open | inbound.unreachable                  | network.port-blocked BROKEN local
          m1: timeout + ports unknown; m2: timeout + ports open | inbound.unreachable                 | network.port-blocked BROKEN local
          m1: timeout + ports open; m1@2: unreachable      | inbound.unreachable                      | network.port-blocked BROKEN local
          m1: timeout + ports open; m2: unseen NO_FAMILY   | inbound.unreachable                      | network.port-blocked BROKEN local
          m1: timeout + ports silent                       | network.port-blocked                     | inbound.unreachable
          m1: timeout + ports unknown                      | network.port-blocked inbound.unreachable |
          m1: timeout + ports open; m2: ok                 | network.port-blocked                     | inbound.partly-unreachable
          m1: timeout + ports open; m2: refused            | network.port-blocked                     | inbound.unreachable
          m1: ends GREETING TIMEOUT + ports open           | network.port-blocked                     | inbound.greeting-late
          """)
  void whetherTheMailPortIsBlockedHere(
      String hosts, @Nullable String near, @Nullable String expected) {
    Rows.check(Talks.add(resolvers("ANSWER"), hosts).about(DOMAIN), near, expected);
  }

  /// Verdict 15.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          hosts                                                                                    | near                      | expected
          m1: greets 554 5.7.1 Client host [192.0.2.99] blocked using zen.example                  | inbound.greeting-refused  | network.address-refused ADVICE m1.a.test/192.0.2.1 [host=m1.a.test]
          m1: ehlo 550 5.7.1 Client host [192.0.2.99] blocked using zen.example                    | inbound.protocol-broken   | network.address-refused ADVICE
          m1: mail 550 5.7.1 Client host [192.0.2.99] blocked using zen.example                    | inbound.protocol-broken   | network.address-refused ADVICE
          m1: rcpt 550 5.7.1 Client host [192.0.2.99] blocked using zen.example                    | inbound.recipient-unknown | network.address-refused ADVICE
          m1: postmaster + rcpt 550 5.7.25 Client host rejected: cannot find your reverse hostname, [192.0.2.99] | inbound.recipient-unknown | network.address-refused ADVICE
          m1: rcpt 450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.99]        | inbound.deferred          | network.address-refused ADVICE
          m1: rcpt 550 5.7.1 Client host [192.0.2.99] blocked using zen.example; m2: ok            | network.address-refused   |
          m1: rcpt 550 5.7.1 Client host [192.0.2.99] blocked using zen.example; m2: rcpt 550 5.1.1 User unknown | inbound.deferred | network.address-refused ADVICE; inbound.recipient-unknown BROKEN
          m1: rcpt 550 5.7.1 Client host [192.0.2.99] blocked using zen.example; m2: refused       |                           | network.address-refused ADVICE; inbound.partly-unreachable
          m1: rcpt 550 5.1.1 User unknown                                                          | network.address-refused   | inbound.recipient-unknown
          m1: rcpt 550 5.7.1 Sender address blocked                                                | network.address-refused inbound.recipient-unknown |
          """)
  void whetherTheyRefuseThisMachine(
      String hosts, @Nullable String near, @Nullable String expected) {
    Rows.check(Talks.add(resolvers("ANSWER"), hosts).about(DOMAIN), near, expected);
  }
}
