package org.mailmedic.engine.rule.inbound;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.evidence.RelayAttempt;
import org.mailmedic.engine.evidence.SmtpBreakOff;
import org.mailmedic.engine.testkit.Evidences;
import org.mailmedic.engine.testkit.Rows;
import org.mailmedic.engine.testkit.Talks;

/// What the servers that take the domain's mail did, and what is believed of it.
class InboundRulesTest {
  private static final String DOMAIN = "a.test";

  private static void check(String hosts, @Nullable String near, @Nullable String expected) {
    Rows.check(Talks.add(new Evidences(), hosts).about(DOMAIN), near, expected);
  }

  /// Verdict 8.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          hosts                                          | near                                             | expected
          m1: ok; m2: ok                                 | inbound.unreachable inbound.partly-unreachable   |
          m1: refused                                    | inbound.partly-unreachable network.port-blocked  | inbound.unreachable BROKEN a.test [problem=refused, hosts=[m1.a.test], port=25]
          m1: refused; m2: refused                       |                                                  | inbound.unreachable BROKEN a.test [problem=refused, hosts=[m1.a.test, m2.a.test]]
          m1: timeout + ports silent                     | network.port-blocked                             | inbound.unreachable BROKEN a.test [problem=timeout]
          m1: timeout + ports refused                    |                                                  | inbound.unreachable BROKEN a.test [problem=timeout]
          m1: timeout + ports silent; m2: refused        |                                                  | inbound.unreachable BROKEN a.test [problem=mixed]
          m1: timeout + ports open; m2: refused          | network.port-blocked                             | inbound.unreachable BROKEN a.test [problem=mixed]
          m1: timeout + ports open                       | inbound.unreachable                              | network.port-blocked
          m1: timeout + ports unknown                    | inbound.unreachable network.port-blocked         |
          m1: timeout                                    | inbound.unreachable network.port-blocked         |
          m1: timeout; m1@2: unreachable                 | inbound.unreachable                              |
          m1: unreachable                                |                                                  | inbound.unreachable BROKEN a.test
          m1: refused; m1@2: ok                          | inbound.unreachable inbound.partly-unreachable   |
          m1: refused; m2: ok                            | inbound.unreachable                              | inbound.partly-unreachable AT_RISK a.test [hosts=[m1.a.test], healthy=[m2.a.test], port=25]
          m1: timeout + ports silent; m2: ok             | inbound.unreachable                              | inbound.partly-unreachable AT_RISK a.test
          m1: timeout + ports open; m2: ok               | network.port-blocked                             | inbound.partly-unreachable AT_RISK a.test
          m1: refused; m2: unseen NO_FAMILY              | inbound.unreachable                              |
          m1: refused; m1@2: unseen NO_FAMILY            |                                                  | inbound.unreachable BROKEN a.test
          m1: refused; m2: unseen DEADLINE               | inbound.unreachable                              |
          m1: refused; m2: unseen PRIVATE_ADDRESS        |                                                  | inbound.unreachable BROKEN a.test [hosts=[m1.a.test]]
          m1: unseen NO_FAMILY                           | inbound.unreachable                              |
          m1: ok; m2: unseen DEADLINE                    | inbound.partly-unreachable                       |
          """)
  void whoTakesConnections(String hosts, @Nullable String near, @Nullable String expected) {
    check(hosts, near, expected);
  }

  /// Verdict 13.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          hosts                                                   | near                                             | expected
          m1: greets 554 5.3.2 not here                           |                                                  | inbound.greeting-refused BROKEN m1.a.test/192.0.2.1 [reply=554 5.3.2 not here, host=m1.a.test]
          m1: greets 421 4.3.2 busy                               | inbound.deferred                                 | inbound.greeting-refused BROKEN m1.a.test/192.0.2.1
          m1: greets 521 no mail here                             |                                                  | inbound.greeting-refused BROKEN m1.a.test/192.0.2.1
          m1: greets 554 5.3.2 not here; m2: ok                   |                                                  | inbound.greeting-refused AT_RISK m1.a.test/192.0.2.1
          m1: greets 554 5.3.2 not here; m2: rcpt 550 5.1.1 User unknown | inbound.unreachable                       | inbound.greeting-refused AT_RISK; inbound.recipient-unknown BROKEN
          m1: greets 554 5.3.2 not here; m2: refused              |                                                  | inbound.greeting-refused BROKEN; inbound.partly-unreachable AT_RISK
          m1: greets 554 5.3.2 not here; m2: unseen NO_FAMILY     |                                                  | inbound.greeting-refused AT_RISK
          m1: greets 554 5.7.1 Service unavailable, Client host [192.0.2.99] blocked using zen.example | inbound.greeting-refused | network.address-refused
          m1: greets 220 421 is my number                         | inbound.greeting-refused                         |
          m1: late 10                                             | inbound.greeting-late                            |
          m1: late 11                                             | inbound.protocol-broken                          | inbound.greeting-late AT_RISK m1.a.test/192.0.2.1 [seconds=11, host=m1.a.test]
          m1: late 12 + greets 554 5.3.2 not here                 | inbound.greeting-late                            | inbound.greeting-refused BROKEN
          m1: late 11; m2: late 12                                |                                                  | inbound.greeting-late AT_RISK m1.a.test/192.0.2.1; inbound.greeting-late AT_RISK m2.a.test/192.0.2.2
          m1: ends GREETING TIMEOUT                               | inbound.protocol-broken inbound.unreachable      | inbound.greeting-late BROKEN m1.a.test/192.0.2.1 [seconds=null]
          m1: ends GREETING TIMEOUT 220 mx.a                      | inbound.protocol-broken                          | inbound.greeting-late BROKEN m1.a.test/192.0.2.1
          m1: ends GREETING TIMEOUT; m2: ok                       |                                                  | inbound.greeting-late AT_RISK m1.a.test/192.0.2.1
          m1: ends GREETING TIMEOUT; m2: late 11                  |                                                  | inbound.greeting-late AT_RISK m1.a.test/192.0.2.1; inbound.greeting-late AT_RISK m2.a.test/192.0.2.2
          m1: ends GREETING TIMEOUT; m2: ends GREETING TIMEOUT    |                                                  | inbound.greeting-late BROKEN m1.a.test/192.0.2.1; inbound.greeting-late BROKEN m2.a.test/192.0.2.2
          m1: ends GREETING TIMEOUT; m2: unseen DEADLINE          |                                                  | inbound.greeting-late AT_RISK m1.a.test/192.0.2.1
          m1: ends GREETING TIMEOUT + first 421 4.3.2 busy        | inbound.greeting-late                            | inbound.deferred AT_RISK
          m1: unseen DEADLINE                                     | inbound.greeting-late                            |
          m1: ends GREETING NOT_SMTP SSH-2.0-x                    | inbound.greeting-late                            | inbound.protocol-broken BROKEN m1.a.test/192.0.2.1 [problem=not_smtp, seen=SSH-2.0-x]
          m1: ends GREETING TOO_LONG and on and on                | inbound.greeting-late                            | inbound.protocol-broken BROKEN m1.a.test/192.0.2.1 [problem=not_smtp]
          m1: ends GREETING CLOSED                                | inbound.unreachable                              | inbound.protocol-broken BROKEN m1.a.test/192.0.2.1 [problem=broke_off]
          m1: ends EHLO CLOSED; m2: ok                            |                                                  | inbound.protocol-broken AT_RISK m1.a.test/192.0.2.1
          m1: ends EHLO TIMEOUT                                   | inbound.greeting-late                            | inbound.protocol-broken BROKEN [problem=broke_off]
          m1: ehlo 502 5.5.1 unknown command                      |                                                  | inbound.protocol-broken BROKEN [problem=broke_off, seen=502 5.5.1 unknown command]
          m1: ehlo2 500 5.5.1 unknown command                     | tls.not-offered                                  | inbound.protocol-broken BROKEN [problem=broke_off]
          m1: ends MAIL CLOSED                                    |                                                  | inbound.protocol-broken BROKEN
          m1: ends RCPT CLOSED + first closed                     |                                                  | inbound.protocol-broken BROKEN
          m1: mail 530 5.7.0 Authentication required              | inbound.recipient-unknown inbound.protocol-broken | inbound.relay-denied BROKEN
          m1: mail 550 5.7.1 We take no empty sender              | inbound.recipient-unknown                        | inbound.protocol-broken AT_RISK [problem=refuses_empty_sender]
          m1: ok + first closed                                   | inbound.protocol-broken                          |
          m1: ends EHLO CLOSED + first 421 4.7.0 slow down        | inbound.protocol-broken                          | inbound.deferred AT_RISK
          m1: mail 421 4.7.0 slow down + ends RCPT CLOSED         | inbound.protocol-broken                          | inbound.deferred AT_RISK
          m1: starttls 454 4.7.0 no TLS now + ends MAIL CLOSED    |                                                  | inbound.protocol-broken BROKEN; tls.handshake-fails
          """)
  void howTheyGreetAndWhetherTheySpeakSmtp(
      String hosts, @Nullable String near, @Nullable String expected) {
    check(hosts, near, expected);
  }

  /// Verdict 14.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          hosts                                                     | near                                        | expected
          m1: rcpt 550 5.1.1 User unknown                           | inbound.mailbox-full                        | inbound.recipient-unknown BROKEN m1.a.test/192.0.2.1 [address=anna@a.test, host=m1.a.test, reply=550 5.1.1 User unknown]
          m1: rcpt 550 5.1.1 User unknown; m2: rcpt 550 5.1.1 User unknown |                                      | inbound.recipient-unknown BROKEN m1.a.test/192.0.2.1; inbound.recipient-unknown BROKEN m2.a.test/192.0.2.2
          m1: rcpt 550 5.1.1 User unknown; m2: ok                   |                                             | inbound.recipient-unknown AT_RISK m1.a.test/192.0.2.1
          m1: postmaster + rcpt 550 5.1.1 User unknown              | inbound.recipient-unknown                   |
          m1: rcpt 251 User not local, will forward                 | inbound.recipient-unknown                   |
          m1: rcpt 252 Cannot verify the user                       | inbound.recipient-unknown                   |
          m1: rcpt 552 5.2.2 Mailbox full                           | inbound.recipient-unknown                   | inbound.mailbox-full BROKEN m1.a.test/192.0.2.1 [address=anna@a.test, reply=552 5.2.2 Mailbox full]
          m1: rcpt 452 4.2.2 Mailbox full                           | inbound.deferred                            | inbound.mailbox-full BROKEN
          m1: rcpt 552 5.2.2 Mailbox full; m2: ok                   |                                             | inbound.mailbox-full AT_RISK
          m1: postmaster + rcpt 552 5.2.2 Mailbox full              | inbound.mailbox-full                        |
          m1: rcpt 452 4.3.1 Insufficient system storage            | inbound.mailbox-full                        | inbound.deferred AT_RISK [kind=load]
          m1: rcpt 554 5.7.1 Relay access denied                    | inbound.recipient-unknown                   | inbound.relay-denied BROKEN m1.a.test/192.0.2.1 [domain=a.test]
          m1: rcpt 554 5.7.1 Relay access denied; m2: ok            |                                             | inbound.relay-denied AT_RISK
          m1: postmaster + rcpt 554 5.7.1 Relay access denied       |                                             | inbound.relay-denied BROKEN
          m1: rcpt 530 5.7.0 Authentication required                | inbound.recipient-unknown                   | inbound.relay-denied BROKEN
          m1: rcpt 550 5.7.1 Access denied                          | inbound.relay-denied                        | inbound.recipient-unknown BROKEN [kind=refused]
          m1: rcpt 550 5.7.1 Message rejected as spam               | inbound.recipient-unknown                   |
          m1: rcpt 550 5.7.1 Sender address blocked; m2: rcpt 550 5.1.1 User unknown |                            | inbound.recipient-unknown BROKEN m2.a.test/192.0.2.2
          m1: mail 554 5.7.1 Relay access denied                    | inbound.protocol-broken                     | inbound.relay-denied BROKEN
          m1: rcpt 454 4.7.1 Relay access denied                    | inbound.relay-denied                        | inbound.deferred AT_RISK
          m1: rcpt 450 4.2.0 Greylisted, try again later            | inbound.recipient-unknown                   | inbound.deferred AT_RISK m1.a.test/192.0.2.1 [kind=greylisting, host=m1.a.test, reply=450 4.2.0 Greylisted, try again later]
          m1: rcpt 450 4.2.0 Greylisted, try again later + first 450 4.2.0 Greylisted, try again later |          | inbound.deferred AT_RISK
          m1: first 450 4.2.0 Greylisted, try again later           | inbound.deferred                            |
          m1: first 450 4.2.0 Greylisted, try again later + ends GREETING CLOSED | inbound.protocol-broken        | inbound.deferred AT_RISK [kind=greylisting]
          m1: first 450 4.2.0 Greylisted, try again later + rcpt 550 5.1.1 User unknown | inbound.deferred        | inbound.recipient-unknown BROKEN
          m1: ehlo 421 4.3.2 Too busy                               | inbound.protocol-broken tls.not-offered     | inbound.deferred AT_RISK [kind=load]
          m1: starttls 421 4.3.2 Too busy                           | inbound.protocol-broken tls.handshake-fails | inbound.deferred AT_RISK
          m1: ehlo2 421 4.3.2 Too busy                              | inbound.protocol-broken                     | inbound.deferred AT_RISK
          m1: mail 421 4.3.2 Too busy                               | inbound.protocol-broken                     | inbound.deferred AT_RISK
          m1: rcpt 421 4.3.2 Too busy                               | inbound.protocol-broken                     | inbound.deferred AT_RISK
          m1: rcpt 550 5.7.1 Client host [192.0.2.99] blocked using zen.example | inbound.recipient-unknown       | network.address-refused
          m1: ends RCPT CLOSED                                                                          | inbound.recipient-unknown                   | inbound.protocol-broken BROKEN
          """)
  void whatTheySayToTheRecipient(String hosts, @Nullable String near, @Nullable String expected) {
    check(hosts, near, expected);
  }

  /// What a server says to a stranger's recipient.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rcpt                          | near               | expected
          250 2.1.5 Ok                  |                    | inbound.open-relay AT_RISK m1.a.test/192.0.2.1 [host=m1.a.test]
          251 2.1.5 Will forward        |                    | inbound.open-relay AT_RISK m1.a.test/192.0.2.1
          252 2.0.0 Cannot verify       | inbound.open-relay |
          454 4.7.1 Relay access denied | inbound.open-relay |
          554 5.7.1 Relay access denied | inbound.open-relay |
          450 4.2.0 Greylisted          | inbound.open-relay |
                                        | inbound.open-relay |
          """)
  void whetherTheyTakeMailForStrangers(
      @Nullable String rcpt, @Nullable String near, @Nullable String expected) {
    SmtpBreakOff end =
        rcpt == null
            ? new SmtpBreakOff(SmtpBreakOff.Stage.RCPT, SmtpBreakOff.Kind.CLOSED, 1, null)
            : null;
    RelayAttempt attempt =
        new RelayAttempt(
            "m1.a.test",
            "192.0.2.1",
            "",
            "relay-test@example.org",
            Talks.reply("250 ok"),
            rcpt == null ? null : Talks.reply(rcpt),
            null,
            end);
    Rows.check(new Evidences().seen("m1.a.test/192.0.2.1", attempt).about(DOMAIN), near, expected);
  }
}
