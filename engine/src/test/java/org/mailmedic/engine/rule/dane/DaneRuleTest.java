package org.mailmedic.engine.rule.dane;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.testkit.Evidences;
import org.mailmedic.engine.testkit.Rows;
import org.mailmedic.engine.testkit.Talks;

/// What TLSA records say of the certificates shown, and what is believed of it.
class DaneRuleTest {

  private static void check(String hosts, @Nullable String near, @Nullable String expected) {
    Rows.check(Talks.add(new Evidences(), hosts).about("a.test"), near, expected);
  }

  /// RFC 7672 section 3, RFC 7671 section 5.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          hosts                                                | near                  | expected
          m1: tlsa SECURE 3 1 1 leaf                           | dane.blocks-delivery  |
          m1: tlsa SECURE 3 0 1 leaf                           | dane.blocks-delivery  |
          m1: tlsa SECURE 3 1 2 leaf                           | dane.blocks-delivery  |
          m1: tlsa SECURE 3 0 0 leaf                           | dane.blocks-delivery  |
          m1: tlsa SECURE 3 1 0 leaf                           | dane.blocks-delivery  |
          m1: tlsa SECURE 2 0 1 issuer                         | dane.blocks-delivery  |
          m1: tlsa SECURE 2 1 2 issuer                         | dane.blocks-delivery  |
          m1: tlsa SECURE 3 1 1 other 3 1 1 leaf               | dane.blocks-delivery  |
          m1: tlsa SECURE 3 1 1 other 2 0 1 issuer             | dane.blocks-delivery  |
          m1: tlsa SECURE 3 1 1 other                          |                       | dane.blocks-delivery BROKEN m1.a.test [problem=no_match, host=m1.a.test, domain=a.test]
          m1: tlsa SECURE 3 1 1 issuer                         |                       | dane.blocks-delivery BROKEN [problem=no_match]
          m1: tlsa SECURE 2 0 1 leaf                           |                       | dane.blocks-delivery BROKEN [problem=no_match]
          m1: tlsa SECURE 3 0 0 other                          |                       | dane.blocks-delivery BROKEN [problem=no_match]
          m1: tlsa INSECURE 3 1 1 other                        | dane.blocks-delivery  |
          m1: tlsa INDETERMINATE 3 1 1 other                   | dane.blocks-delivery  |
          m1: tlsa BOGUS 3 1 1 other                           | dane.blocks-delivery  |
          m1: tlsa SECURE                                      | dane.blocks-delivery  |
          m1: tlsa SECURE 1 0 1 other                          | dane.blocks-delivery  |
          m1: tlsa SECURE 0 0 1 other                          | dane.blocks-delivery  |
          m1: tlsa SECURE 3 2 1 other                          | dane.blocks-delivery  |
          m1: tlsa SECURE 3 1 9 other                          | dane.blocks-delivery  |
          m1: tls selfexpired + tlsa SECURE 3 1 1 leaf         | dane.blocks-delivery  |
          m1: tls unknown + tlsa SECURE 2 0 1 issuer           | dane.blocks-delivery  |
          m1: tls unknownother + tlsa SECURE 2 0 1 issuer      |                       | dane.blocks-delivery BROKEN [problem=no_match]; tls.certificate-mismatch; tls.certificate-untrusted
          m1: tls expired + tlsa SECURE 2 0 1 issuer           |                       | dane.blocks-delivery BROKEN [problem=no_match]; tls.certificate-expired
          m1: tls alone + tlsa SECURE 2 0 1 issuer             |                       | dane.blocks-delivery BROKEN [problem=no_match]; tls.certificate-untrusted
          """)
  void whetherARecordNamesWhatWasShown(
      String hosts, @Nullable String near, @Nullable String expected) {
    check(hosts, near, expected);
  }

  /// RFC 7672 section 2.2.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          hosts                                                                       | near                 | expected
          m1: plain + tlsa SECURE 3 1 1 leaf                                          |                      | dane.blocks-delivery BROKEN [problem=no_starttls]; tls.not-offered
          m1: starttls 454 4.7.0 no TLS now + tlsa SECURE 3 1 1 leaf                  |                      | dane.blocks-delivery BROKEN [problem=no_starttls]; tls.handshake-fails
          m1: givenup + tls alert + tlsa SECURE 3 1 1 leaf                            |                      | dane.blocks-delivery BROKEN [problem=handshake]; tls.handshake-fails
          m1: plain + tlsa INSECURE 3 1 1 leaf                                        | dane.blocks-delivery | tls.not-offered
          m1: ehlo 421 4.3.2 busy + tlsa SECURE 3 1 1 leaf                            | dane.blocks-delivery | inbound.deferred
          m1: starttls 421 4.3.2 busy + tlsa SECURE 3 1 1 leaf                        | dane.blocks-delivery | inbound.deferred
          m1: ends STARTTLS CLOSED + tlsa SECURE 3 1 1 leaf                           | dane.blocks-delivery | inbound.protocol-broken
          m1: ends GREETING CLOSED + tlsa SECURE 3 1 1 leaf                           | dane.blocks-delivery | inbound.protocol-broken
          m1: refused + tlsa SECURE 3 1 1 leaf                                        | dane.blocks-delivery | inbound.unreachable
          m1: tlsa SECURE 3 1 1 other; m2: ok                                         |                      | dane.blocks-delivery AT_RISK m1.a.test
          m1: tlsa SECURE 3 1 1 other; m2: tlsa SECURE 3 1 1 leaf                     |                      | dane.blocks-delivery AT_RISK m1.a.test
          m1: tlsa SECURE 3 1 1 other; m2: tlsa SECURE 3 1 1 other                    |                      | dane.blocks-delivery BROKEN m1.a.test; dane.blocks-delivery BROKEN m2.a.test
          m1: tlsa SECURE 3 1 1 other; m2: refused                                    |                      | dane.blocks-delivery BROKEN m1.a.test; inbound.partly-unreachable
          m1: tlsa SECURE 3 1 1 other; m2: unseen NO_FAMILY                           |                      | dane.blocks-delivery AT_RISK m1.a.test
          m1: tlsa SECURE 3 1 1 leaf; m1@2: plain                                     | dane.blocks-delivery | tls.not-offered
          """)
  void whoIsKeptAway(String hosts, @Nullable String near, @Nullable String expected) {
    check(hosts, near, expected);
  }
}
