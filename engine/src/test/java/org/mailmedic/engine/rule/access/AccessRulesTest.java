package org.mailmedic.engine.rule.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.complaint.MailProgram;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.AccessReply;
import org.mailmedic.engine.evidence.AccessServers;
import org.mailmedic.engine.evidence.AccessServers.Server;
import org.mailmedic.engine.evidence.AccessServers.Source;
import org.mailmedic.engine.evidence.AccessTalk;
import org.mailmedic.engine.evidence.AccessTalk.Answer;
import org.mailmedic.engine.evidence.AccessTalk.BreakOff;
import org.mailmedic.engine.evidence.AccessTalk.Dial;
import org.mailmedic.engine.evidence.AccessTalk.Kind;
import org.mailmedic.engine.evidence.AccessTalk.Offer;
import org.mailmedic.engine.evidence.AccessTalk.Stage;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.CertificateSeen;
import org.mailmedic.engine.evidence.Evidence;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.PortSurvey;
import org.mailmedic.engine.evidence.SignIn;
import org.mailmedic.engine.evidence.TlsSeen;
import org.mailmedic.engine.testkit.Rows;

/// What the servers of mail programs do, and what is believed of it (verdicts 8, 14, 18, 19).
///
/// `imap refused; pop ok` are two servers. Words of a server: `ok`, `refused`, `timeout`,
/// `timeout+open` (another port of the address answers), `timeout+unknown`, `name`, `oldname` (a
/// host of the profile that has no address), `tls`, `garbage`, `bye`, `unseen`, `expired`, `other`,
/// `selfsigned`, `offers X Y`. `given:` before them: the person has set it. Sign-ins: `in`, `in
/// 95%`, `in rcpt 550 no`, `no LINE`.
class AccessRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final long DAY = 86_400;

  private static void check(
      String servers, @Nullable String signIns, @Nullable String near, @Nullable String expected) {
    check(servers, signIns, null, near, expected);
  }

  private static void check(
      String servers,
      @Nullable String signIns,
      @Nullable String username,
      @Nullable String near,
      @Nullable String expected) {
    Case made = new Case();
    for (String entry : servers.split("; ")) {
      made.server(entry);
    }
    if (signIns != null) {
      for (String entry : signIns.split("; ")) {
        made.signIn(entry, username);
      }
    }
    Rows.check(made.file(signIns != null, username), near, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          servers                                    | near                                               | expected
          imap ok; pop ok; smtp ok                   | access.unreachable submission.unreachable          |
          imap refused; pop refused; smtp ok         | submission.unreachable network.port-blocked        | access.unreachable BROKEN imap.a.test [problem=refused, protocols=[IMAP, POP3]]
          imap refused; pop ok                       |                                                    | access.unreachable AT_RISK imap.a.test
          imap given:refused; pop ok                 |                                                    | access.unreachable BROKEN
          imap refused; pop unseen                   |                                                    | access.unreachable AT_RISK
          imap timeout; pop timeout                  | network.port-blocked                               | access.unreachable BROKEN imap.a.test [problem=timeout]
          imap timeout+open; pop timeout+open        | access.unreachable                                 | network.port-blocked BROKEN imap.a.test [port=993]
          imap timeout+unknown                       | access.unreachable network.port-blocked            |
          imap timeout+open; pop ok                  | network.port-blocked access.unreachable            |
          imap tls; pop garbage                      |                                                    | access.unreachable BROKEN imap.a.test [problem=mixed]
          imap bye                                   |                                                    | access.unreachable BROKEN imap.a.test [problem=turned_away]
          imap name                                  |                                                    | access.unreachable BROKEN imap.a.test [problem=name]
          imap oldname                               | access.unreachable                                 |
          imap unseen                                | access.unreachable                                 |
          smtp refused; imap ok                      | access.unreachable                                 | submission.unreachable BROKEN smtp.a.test [problem=refused]
          smtp refused; smtp2 ok                     | submission.unreachable                             |
          smtp timeout+open                          | submission.unreachable                             | network.port-blocked BROKEN smtp.a.test [port=465]
          """)
  void whoAnswers(String servers, @Nullable String near, @Nullable String expected) {
    check(servers, null, near, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          servers                             | near                                                    | expected
          imap expired                        | access.unreachable submission.certificate-invalid       | access.certificate-invalid BROKEN imap.a.test [problem=expired]
          imap other                          |                                                         | access.certificate-invalid BROKEN imap.a.test [problem=mismatch, names=[www.b.test]]
          imap selfsigned                     |                                                         | access.certificate-invalid BROKEN imap.a.test [problem=untrusted]
          imap ok                             | access.certificate-invalid                              |
          imap expired; imap2 ok              |                                                         | access.certificate-invalid AT_RISK imap.a.test
          imap given:other; imap2 ok          |                                                         | access.certificate-invalid BROKEN
          smtp expired                        | access.certificate-invalid                              | submission.certificate-invalid BROKEN smtp.a.test [problem=expired]
          smtp ok                             | submission.certificate-invalid                          |
          imap offers XOAUTH2 OAUTHBEARER     |                                                         | login.method-unsupported ADVICE imap.a.test [kind=oauth]
          imap offers XOAUTH2 PLAIN           | login.method-unsupported                                |
          imap offers GSSAPI                  |                                                         | login.method-unsupported BROKEN imap.a.test [kind=exotic]
          smtp offers                         |                                                         | login.method-unsupported BROKEN smtp.a.test [kind=nothing]
          imap offers SCRAM-SHA-256           | login.method-unsupported                                |
          pop offers USER                     | login.method-unsupported                                |
          """)
  void whatTheyShow(String servers, @Nullable String near, @Nullable String expected) {
    check(servers, null, near, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          signins                                                                    | near                                             | expected
          imap in; pop in; smtp in                                                   | login.wrong-password account.locked-for-spam     |
          imap no NO [AUTHENTICATIONFAILED] no; smtp no 535 5.7.8 no                 | account.locked-for-spam account.protocol-disabled | login.wrong-password BROKEN imap.a.test
          imap no NO no                                                              | login.two-factor login.locked-out account.disabled | login.wrong-password
          imap no BAD User is authenticated but not connected.                       | login.wrong-password                             | account.protocol-disabled [protocol=IMAP]
          imap no NO [ALERT] Application-specific password required: https://x; smtp no 535 5.7.8 no | login.wrong-password             | login.two-factor BROKEN imap.a.test
          smtp no 535 5.7.0 (#AUTH005) Too many bad auth attempts.                   | login.locked-out                                 | login.two-factor
          smtp no 534 5.7.9 Application-specific password required                   | login.method-unsupported                         | login.two-factor
          imap no NO [LIMIT] slow down; pop no -ERR [AUTH] no                        | login.wrong-password                             | login.locked-out
          smtp no 454 4.7.0 Too many login attempts, please try again later          | login.unavailable                                | login.locked-out
          imap no NO [UNAVAILABLE] no; smtp no 454 4.7.0 Temporary authentication failure | login.wrong-password login.locked-out       | login.unavailable AT_RISK imap.a.test; login.unavailable AT_RISK smtp.a.test
          pop no -ERR [SYS/TEMP] no                                                  |                                                  | login.unavailable
          imap no NO [CONTACTADMIN] no                                               | login.wrong-password                             | account.disabled
          smtp no 535 5.7.13 no                                                      |                                                  | account.disabled
          smtp no 504 5.5.4 no                                                       |                                                  | login.method-unsupported
          smtp no 535 5.7.139 Authentication unsuccessful, basic authentication is disabled | login.wrong-password                      | login.method-unsupported
          imap in; smtp no 535 5.7.139 SmtpClientAuthentication is disabled for the Tenant | account.locked-for-spam                    | account.protocol-disabled [protocol=SMTP]
          imap in; smtp no 535 5.7.8 no                                              | login.wrong-password                             | account.locked-for-spam BROKEN smtp.a.test
          pop in; imap no NO [AUTHENTICATIONFAILED] no                               | login.wrong-password                             | account.protocol-disabled BROKEN imap.a.test [protocol=IMAP]
          smtp in; imap no NO [AUTHENTICATIONFAILED] no                              | login.wrong-password account.locked-for-spam     | account.protocol-disabled
          imap in 89%                                                                | account.nearly-full account.over-quota           |
          imap in 90%                                                                | account.over-quota                               | account.nearly-full AT_RISK [percent=90]
          imap in 100%                                                               | account.nearly-full                              | account.over-quota BROKEN [used=1000 B, quota=1000 B]
          smtp in rcpt 553 5.7.1 <x>: Sender address rejected: not owned by user y   | submission.refused                               | settings.sender-mismatch BROKEN smtp.a.test
          smtp in rcpt 550 5.7.1 From header domain does not align with authenticated domain |                                          | settings.sender-mismatch
          smtp in rcpt 550 5.7.1 no                                                  | settings.sender-mismatch limit.account           | submission.refused BROKEN smtp.a.test
          smtp in rcpt 451 4.3.0 later                                               |                                                  | submission.refused AT_RISK
          smtp in rcpt 550 5.4.5 Daily user sending limit exceeded                   | submission.refused                               | limit.account
          """)
  void whatSigningInBrings(String signins, @Nullable String near, @Nullable String expected) {
    check("imap ok; pop ok; smtp ok", signins, near, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          username    | signins        | near                    | expected
          anna        | imap no NO no  | login.wrong-password    | settings.wrong-username BROKEN imap.a.test [expected=anna@a.test, username=anna]
          anna@a.test | imap no NO no  | settings.wrong-username | login.wrong-password
          anna        | imap in        | settings.wrong-username |
          """)
  void whichName(
      String username, String signins, @Nullable String near, @Nullable String expected) {
    check("imap ok", signins, username, near, expected);
  }

  /// A case being put together.
  private static final class Case {
    private final List<Observation<?>> observations = new ArrayList<>();
    private final Map<String, Server> servers = new LinkedHashMap<>();

    private <E extends Evidence> void put(EvidenceKey<E> key, Attempt<E> attempt) {
      String id = "e" + (observations.size() + 2);
      observations.add(new Observation<>(id, "test", key, attempt, NOW, 1));
    }

    void server(String entry) {
      String[] words = entry.split(" ", 2);
      boolean given = words[1].startsWith("given:");
      String what = given ? words[1].substring("given:".length()) : words[1];
      AccessProtocol protocol = protocol(words[0]);
      int port =
          switch (protocol) {
            case IMAP -> 993;
            case POP3 -> 995;
            default -> 465;
          };
      Source source = what.equals("oldname") ? Source.PROFILE : Source.SRV;
      String host = words[0] + ".a.test";
      Server server = new Server(protocol, host, port, Security.TLS, source, given);
      servers.put(words[0], server);
      if (what.equals("unseen")) {
        put(server.talk(), new Attempt.Unobserved<>(Attempt.Reason.PRIVATE_ADDRESS, null));
      } else {
        put(server.talk(), new Attempt.Observed<>(talk(server, what)));
      }
      if (what.startsWith("timeout")) {
        put(
            PortSurvey.key(host, "192.0.2.1"),
            new Attempt.Observed<>(survey(host, what.substring("timeout".length()))));
      }
    }

    private static AccessProtocol protocol(String name) {
      return name.startsWith("imap")
          ? AccessProtocol.IMAP
          : name.startsWith("pop") ? AccessProtocol.POP3 : AccessProtocol.SUBMISSION;
    }

    private static PortSurvey survey(String host, String what) {
      PortSurvey.Answer answer =
          switch (what) {
            case "+open" -> PortSurvey.Answer.OPEN;
            case "+unknown" -> PortSurvey.Answer.UNKNOWN;
            default -> PortSurvey.Answer.SILENT;
          };
      return new PortSurvey(
          host,
          "192.0.2.1",
          List.of(
              new PortSurvey.Port(443, answer, null),
              new PortSurvey.Port(993, PortSurvey.Answer.SILENT, null)));
    }

    private static AccessTalk talk(Server server, String what) {
      String word = what.startsWith("offers") ? "offers" : what.replaceAll("\\+.*", "");
      Answer answer =
          switch (word) {
            case "refused" -> Answer.REFUSED;
            case "timeout" -> Answer.TIMEOUT;
            default -> Answer.CONNECTED;
          };
      boolean named = word.equals("name") || word.equals("oldname");
      boolean connected = answer == Answer.CONNECTED && !named;
      boolean talks = connected && !word.equals("tls") && !word.equals("garbage");
      boolean greets = talks && !word.equals("bye");
      List<String> mechanisms =
          word.equals("offers")
              ? what.equals("offers") ? List.of() : List.of(what.substring(7).split(" "))
              : List.of("PLAIN");
      return new AccessTalk(
          server.protocol(),
          server.host(),
          server.port(),
          server.security(),
          named ? "NXDOMAIN" : null,
          named ? List.of() : List.of(new Dial("192.0.2.1", answer, 1, null)),
          connected ? "192.0.2.1" : null,
          talks ? new AccessReply(greets ? "OK" : "BYE", null, "hello", 1) : null,
          null,
          null,
          connected && !word.equals("tls") ? tls(server.host(), word) : null,
          greets ? new Offer(List.of(), mechanisms, false, word.equals("offers")) : null,
          talks || named
              ? null
              : connected
                  ? new BreakOff(
                      word.equals("tls") ? Stage.TLS : Stage.GREETING,
                      word.equals("tls") ? Kind.TLS_FAILED : Kind.NOT_THE_PROTOCOL,
                      1,
                      null)
                  : new BreakOff(Stage.CONNECT, Kind.NO_CONNECTION, 1, null),
          List.of());
    }

    private static TlsSeen tls(String host, String word) {
      String name = word.equals("other") ? "www.b.test" : host;
      long until = word.equals("expired") ? -1 : 9;
      boolean trusted = !word.equals("selfsigned");
      CertificateSeen leaf =
          new CertificateSeen(
              "CN=x",
              "CN=CA",
              null,
              List.of(name),
              NOW.minusSeconds(9 * DAY),
              NOW.plusSeconds(until * DAY),
              "EC 256",
              "",
              "",
              "",
              "",
              true);
      return new TlsSeen(
          host,
          true,
          null,
          false,
          "TLSv1.3",
          "X",
          List.of(leaf),
          trusted,
          trusted ? null : "self-signed",
          word.equals("expired"),
          null,
          1);
    }

    void signIn(String entry, @Nullable String username) {
      String[] words = entry.split(" ", 3);
      Server server = servers.get(words[0]);
      boolean in = words[1].equals("in");
      String rest = words.length > 2 ? words[2] : "";
      SignIn.Mailbox mailbox =
          rest.endsWith("%")
              ? new SignIn.Mailbox(10L * Integer.parseInt(rest.replace("%", "")), 1_000)
              : null;
      AccessReply rcpt = rest.startsWith("rcpt ") ? reply(rest.substring(5)) : null;
      String name = username == null ? "anna@a.test" : username;
      put(
          SignIn.key(server.protocol()),
          new Attempt.Observed<>(
              new SignIn(
                  server.protocol(),
                  server.host(),
                  server.port(),
                  server.security(),
                  name,
                  name.equals("anna@a.test"),
                  "PLAIN",
                  in ? new AccessReply("OK", null, "in", 1) : reply(rest),
                  in,
                  mailbox,
                  rcpt == null ? null : new AccessReply("250", null, "ok", 1),
                  rcpt,
                  null,
                  List.of())));
    }

    private static AccessReply reply(String line) {
      String[] words = line.split(" ", 2);
      String text = words.length > 1 ? words[1] : "";
      if (words[0].matches("\\d+")) {
        String first = text.split(" ", 2)[0];
        return new AccessReply(
            words[0], first.matches("\\d\\.\\d+\\.\\d+") ? first : null, text, 1);
      }
      int close = text.startsWith("[") ? text.indexOf(']') : -1;
      return close < 0
          ? new AccessReply(words[0], null, text, 1)
          : new AccessReply(
              words[0], text.substring(1, close), text.substring(close + 1).strip(), 1);
    }

    CaseFile file(boolean signIn, @Nullable String username) {
      List<Observation<?>> all = new ArrayList<>();
      all.add(
          new Observation<>(
              "e1",
              "test",
              AccessServers.key("a.test"),
              new Attempt.Observed<>(
                  new AccessServers("a.test", List.copyOf(servers.values()), "address", true)),
              NOW,
              1));
      all.addAll(observations);
      Complaint complaint =
          Complaint.about("anna@a.test", "anna", "a.test")
              .withSignIn(signIn)
              .withProgram(
                  username == null ? null : new MailProgram(null, null, null, username, null));
      return new CaseFile(complaint, NOW, 1, all);
    }
  }
}
