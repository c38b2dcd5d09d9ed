package org.mailmedic.engine.rule.tls;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.testkit.Evidences;
import org.mailmedic.engine.testkit.Rows;
import org.mailmedic.engine.testkit.Talks;

/// What encryption and certificates the MX hosts showed, and what is believed of them (verdict 16).
class MailServerTlsRuleTest {

  private static void check(String hosts, @Nullable String near, @Nullable String expected) {
    Rows.check(Talks.add(new Evidences(), hosts).about("a.test"), near, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          hosts                                    | near                                  | expected
          m1: ok                                   | tls.not-offered tls.handshake-fails   |
          m1: plain                                | tls.handshake-fails                   | tls.not-offered AT_RISK m1.a.test/192.0.2.1 [host=m1.a.test]
          m1: plain; m2: ok                        |                                       | tls.not-offered AT_RISK m1.a.test/192.0.2.1
          m1: plain + rcpt 550 5.1.1 User unknown  |                                       | tls.not-offered AT_RISK; inbound.recipient-unknown BROKEN
          m1: ehlo 421 4.3.2 busy                  | tls.not-offered                       | inbound.deferred
          m1: ehlo 500 5.5.1 what                  | tls.not-offered                       | inbound.protocol-broken
          m1: ends EHLO CLOSED                     | tls.not-offered                       | inbound.protocol-broken
          m1: refused                              | tls.not-offered tls.handshake-fails   | inbound.unreachable
          m1: starttls 454 4.7.0 TLS not available | tls.not-offered                       | tls.handshake-fails AT_RISK m1.a.test/192.0.2.1 [problem=454 4.7.0 TLS not available, host=m1.a.test]
          m1: starttls 502 5.5.1 not implemented   |                                       | tls.handshake-fails AT_RISK
          m1: starttls 421 4.3.2 busy              | tls.handshake-fails                   | inbound.deferred
          m1: ends STARTTLS CLOSED                 | tls.handshake-fails                   | inbound.protocol-broken
          m1: givenup + tls alert                  | tls.not-offered                       | tls.handshake-fails AT_RISK m1.a.test/192.0.2.1 [problem=handshake_failure]
          m1: givenup + tls broke                  |                                       | tls.handshake-fails AT_RISK
          m1: givenup + tls alert + mail 530 5.7.0 Must issue a STARTTLS command first | inbound.protocol-broken | tls.handshake-fails BROKEN
          m1: givenup + tls alert + mail 530 5.7.0 Must issue a STARTTLS command first; m2: ok | | tls.handshake-fails AT_RISK
          """)
  void whatEncryptionTheyOffer(String hosts, @Nullable String near, @Nullable String expected) {
    check(hosts, near, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          hosts                       | near                                                 | expected
          m1: tls expired             | tls.certificate-untrusted tls.certificate-mismatch   | tls.certificate-expired AT_RISK m1.a.test/192.0.2.1 [expired=2026-11-23T10:00:00Z, host=m1.a.test]
          m1: tls notyet              |                                                      | tls.certificate-expired AT_RISK
          m1: ok                      | tls.certificate-expired tls.certificate-untrusted    |
          m1: tls other               | tls.certificate-expired tls.certificate-untrusted    | tls.certificate-mismatch AT_RISK m1.a.test/192.0.2.1 [names=[www.b.test], host=m1.a.test]
          m1: tls wildcard            | tls.certificate-mismatch                             |
          m1: tls deeper              |                                                      | tls.certificate-mismatch AT_RISK
          m1: tls cn                  | tls.certificate-mismatch                             |
          m1: tls selfsigned          | tls.certificate-mismatch tls.certificate-expired     | tls.certificate-untrusted AT_RISK m1.a.test/192.0.2.1 [problem=self_signed, issuer=CN=x, host=m1.a.test]
          m1: tls alone               |                                                      | tls.certificate-untrusted AT_RISK [problem=incomplete_chain]
          m1: tls unknown             |                                                      | tls.certificate-untrusted AT_RISK [problem=unknown_issuer, issuer=CN=CA]
          m1: tls selfexpired         |                                                      | tls.certificate-expired AT_RISK; tls.certificate-mismatch AT_RISK; tls.certificate-untrusted AT_RISK
          m1: tls other; m2: ok       |                                                      | tls.certificate-mismatch AT_RISK m1.a.test/192.0.2.1
          m1: givenup + tls alert     | tls.certificate-untrusted                            | tls.handshake-fails
          m1: tls selfexpired + tlsa SECURE 3 1 1 leaf | tls.certificate-expired tls.certificate-mismatch tls.certificate-untrusted |
          m1: tls selfsigned + tlsa INSECURE 3 1 1 leaf |                                     | tls.certificate-untrusted AT_RISK
          m1: tls unknown + tlsa SECURE 2 0 1 issuer | tls.certificate-untrusted              |
          m1: tls unknown + tlsa SECURE 1 0 1 leaf |                                          | tls.certificate-untrusted AT_RISK
          """)
  void whatCertificatesTheyShow(String hosts, @Nullable String near, @Nullable String expected) {
    check(hosts, near, expected);
  }
}
