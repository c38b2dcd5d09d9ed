package org.mailmedic.engine.rule.settings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.complaint.MailProgram;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.complaint.WebmailSeen;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.AccessReply;
import org.mailmedic.engine.evidence.AccessServers;
import org.mailmedic.engine.evidence.AccessTalk;
import org.mailmedic.engine.evidence.AccessTalk.Answer;
import org.mailmedic.engine.evidence.AccessTalk.Dial;
import org.mailmedic.engine.evidence.AccessTalk.Offer;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.Autoconfiguration;
import org.mailmedic.engine.evidence.Autoconfiguration.Server;
import org.mailmedic.engine.evidence.Autoconfiguration.Source;
import org.mailmedic.engine.evidence.Autoconfiguration.State;
import org.mailmedic.engine.evidence.Autoconfiguration.Way;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.CertificateSeen;
import org.mailmedic.engine.evidence.Evidence;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.ProgramSettings;
import org.mailmedic.engine.evidence.ServiceDetection;
import org.mailmedic.engine.evidence.TlsSeen;
import org.mailmedic.engine.evidence.WebmailPage;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.engine.testkit.Rows;
import org.mailmedic.knowledge.causes.Symptom;

/// What is set, what is published and what was seen live, to findings.
///
/// Servers are written `host:port/security`, of live ones with what came: `serves`, `refuses`,
/// `gone` (no such name), `foreign` (serves under a certificate for other.example).
class SettingsRulesTest {
  private static final String DOMAIN = "florist.example";
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  private final List<Observation<?>> observations = new ArrayList<>();

  private <E extends Evidence> void put(String check, EvidenceKey<E> key, E evidence) {
    observations.add(
        new Observation<>(
            "e" + (observations.size() + 1), check, key, new Attempt.Observed<>(evidence), NOW, 1));
  }

  private static Server server(String text, @Nullable String username) {
    String[] parts = text.split("[:/]");
    return new Server(
        AccessProtocol.IMAP,
        parts[0],
        Integer.parseInt(parts[1]),
        Security.valueOf(parts[2].toUpperCase(Locale.ROOT)),
        username,
        List.of());
  }

  private static Source source(Way way, String servers, @Nullable String username) {
    List<Server> named = new ArrayList<>();
    for (String one : servers.split(" ")) {
      named.add(server(one, username));
    }
    return new Source(way, way.name(), State.FOUND, null, null, null, named, List.of(), List.of());
  }

  private void autoconfiguration(
      @Nullable String profile, @Nullable String published, @Nullable String username) {
    List<Source> sources = new ArrayList<>();
    if (published != null) {
      sources.add(source(Way.AUTOCONFIG, published, username));
    }
    if (profile != null) {
      sources.add(source(Way.PROFILE, profile, "anna@" + DOMAIN));
      put(
          "service.detection",
          ServiceDetection.key(DOMAIN),
          new ServiceDetection(DOMAIN, "acme", "Acme", "mx", 0.95, List.of(), null, List.of()));
    }
    put(
        "settings.autoconfiguration",
        Autoconfiguration.key(DOMAIN),
        new Autoconfiguration(DOMAIN, sources));
  }

  private void live(@Nullable String talks) {
    for (String one : talks == null ? new String[0] : talks.split(", ")) {
      String[] words = one.split(" ");
      Server server = server(words[0], null);
      AccessTalk talk = talk(server, words[1], words.length > 2 ? words[2] : "192.0.2.1");
      put(
          "login.imap",
          AccessTalk.key(server.protocol(), server.host(), server.port(), server.security()),
          talk);
    }
  }

  private static AccessTalk talk(Server server, String came, String address) {
    boolean stands = came.equals("serves") || came.equals("foreign");
    Offer offer = new Offer(List.of("IMAP4REV1"), List.of("PLAIN"), false, false);
    boolean clear = server.security() == Security.NONE;
    return new AccessTalk(
        server.protocol(),
        server.host(),
        server.port(),
        server.security(),
        came.equals("gone") ? "NXDOMAIN" : null,
        came.equals("gone")
            ? List.of()
            : List.of(new Dial(address, stands ? Answer.CONNECTED : Answer.REFUSED, 1, null)),
        stands ? address : null,
        stands ? new AccessReply("OK", null, "ready", 1) : null,
        stands && clear ? offer : null,
        null,
        stands && !clear
            ? tls(server.host(), came.equals("foreign") ? "other.example" : server.host())
            : null,
        stands && !clear ? offer : null,
        null,
        List.of());
  }

  private static TlsSeen tls(String host, String name) {
    CertificateSeen certificate =
        new CertificateSeen(
            "CN=" + name, "CN=CA", name, List.of(name), NOW, NOW, "EC 256", "", "", "", "", true);
    return new TlsSeen(
        host,
        true,
        null,
        false,
        "TLSv1.3",
        "TLS_AES_256_GCM_SHA384",
        List.of(certificate),
        true,
        null,
        false,
        null,
        1);
  }

  private CaseFile file(Complaint complaint) {
    return new CaseFile(complaint, NOW, 1, observations);
  }

  private static List<Finding> found(Rule rule, CaseFile file) {
    return rule.judge(file);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          case | set | security | profile | published | live | near | expected
          right | imap.acme.test:993 | tls | imap.acme.test:993/tls | | imap.acme.test:993/tls serves | settings.wrong-server settings.wrong-port settings.wrong-encryption |
          right and down | imap.acme.test:993 | tls | imap.acme.test:993/tls | | imap.acme.test:993/tls refuses | settings.wrong-server settings.wrong-port settings.wrong-encryption |
          other service | imap.old.test:993 | tls | imap.acme.test:993/tls | | imap.old.test:993/tls serves 192.0.2.9, imap.acme.test:993/tls serves | | settings.wrong-server BROKEN imap.old.test/imap [server=imap.old.test, expected=[imap.acme.test:993]]
          no such name | imap.old.test:993 | tls | | imap.acme.test:993/tls | imap.old.test:993/tls gone | | settings.wrong-server BROKEN imap.old.test/imap [expected=[imap.acme.test:993]]
          no such name, nothing known | imap.old.test:993 | tls | | | imap.old.test:993/tls gone | | settings.wrong-server BROKEN imap.old.test/imap
          own name, foreign certificate | mail.florist.example:993 | tls | imap.acme.test:993/tls | | mail.florist.example:993/tls foreign, imap.acme.test:993/tls serves | | settings.wrong-server BROKEN mail.florist.example/imap [expected=[imap.acme.test:993]]
          own name, foreign certificate, nothing known | mail.florist.example:993 | tls | | | mail.florist.example:993/tls foreign | | settings.wrong-server BROKEN mail.florist.example/imap [expected=[other.example:993]]
          own name, own certificate | mail.florist.example:993 | tls | imap.acme.test:993/tls | | mail.florist.example:993/tls serves, imap.acme.test:993/tls serves | settings.wrong-server |
          another that serves, only published | mail.florist.example:993 | tls | | imap.acme.test:993/tls | mail.florist.example:993/tls serves 192.0.2.9 | settings.wrong-server |
          closed port | imap.acme.test:9993 | tls | imap.acme.test:993/tls | | imap.acme.test:9993/tls refuses, imap.acme.test:993/tls serves | | settings.wrong-port BROKEN imap.acme.test/imap [port=9993, expected=[993 SSL/TLS]]
          closed port, nothing known | imap.acme.test:9993 | tls | | | imap.acme.test:9993/tls refuses, imap.acme.test:993/tls serves | | settings.wrong-port BROKEN imap.acme.test/imap [port=9993, expected=[993 SSL/TLS]]
          a port of its own that serves | imap.acme.test:9993 | tls | imap.acme.test:993/tls | | imap.acme.test:9993/tls serves | settings.wrong-port |
          STARTTLS at a TLS port | imap.acme.test:993 | starttls | imap.acme.test:993/tls | | imap.acme.test:993/starttls refuses, imap.acme.test:993/tls serves | | settings.wrong-encryption BROKEN imap.acme.test/imap [port=993, expected=tls]
          TLS at a STARTTLS port | imap.acme.test:143 | tls | imap.acme.test:993/tls | | imap.acme.test:143/tls refuses, imap.acme.test:143/starttls serves | settings.wrong-port | settings.wrong-encryption BROKEN imap.acme.test/imap [port=143, expected=starttls]
          only the encryption said | imap.acme.test | starttls | imap.acme.test:993/tls | | imap.acme.test:143/starttls refuses | | settings.wrong-encryption BROKEN imap.acme.test/imap [port=993, expected=tls]
          in the clear, and it works | imap.acme.test:143 | none | imap.acme.test:143/starttls | | imap.acme.test:143/none serves | | settings.wrong-encryption AT_RISK imap.acme.test/imap [expected=starttls]
          STARTTLS serves though it is not recommended | imap.acme.test:143 | starttls | imap.acme.test:993/tls | | imap.acme.test:143/starttls serves | settings.wrong-encryption settings.wrong-port |
          nothing known and nothing seen | imap.acme.test:993 | tls | | | | settings.wrong-server settings.wrong-port settings.wrong-encryption |
          """)
  void judgesServers(
      String name,
      String set,
      String security,
      @Nullable String profile,
      @Nullable String published,
      @Nullable String live,
      @Nullable String near,
      @Nullable String expected) {
    Security encryption = Security.valueOf(security.toUpperCase(Locale.ROOT));
    String[] parts = set.split(":");
    int port = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
    MailProgram program =
        new MailProgram(new MailProgram.Server(parts[0], port), null, null, null, encryption);
    put(
        "settings.mail-program",
        ProgramSettings.key(DOMAIN),
        new ProgramSettings(DOMAIN, set, null, null, null, encryption));
    int assumed = port != 0 ? port : encryption == Security.TLS ? 993 : 143;
    put(
        "login.servers",
        AccessServers.key(DOMAIN),
        new AccessServers(
            DOMAIN,
            List.of(
                new AccessServers.Server(
                    AccessProtocol.IMAP,
                    parts[0],
                    assumed,
                    encryption,
                    AccessServers.Source.OPTION,
                    true)),
            null,
            true));
    autoconfiguration(profile, published, null);
    live(live);
    Complaint complaint = Complaint.about("anna@" + DOMAIN, "anna", DOMAIN).withProgram(program);
    Rows.check(found(new ProgramRule(), file(complaint)), near, expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          case | username | profile | published | near | expected
          local part where the address is wanted | anna | yes | | | settings.wrong-username BROKEN florist.example [username=anna, expected=anna@florist.example]
          the address | anna@florist.example | yes | | settings.wrong-username |
          an alias of the same form | info@florist.example | yes | | settings.wrong-username |
          address where the local part is published | anna@florist.example | | anna | | settings.wrong-username BROKEN florist.example [expected=anna]
          nothing is known of it | anna | | | settings.wrong-username |
          """)
  void judgesTheUserName(
      String name,
      String username,
      @Nullable String profile,
      @Nullable String published,
      @Nullable String near,
      @Nullable String expected) {
    put(
        "settings.mail-program",
        ProgramSettings.key(DOMAIN),
        new ProgramSettings(DOMAIN, null, null, null, username, null));
    String server = "imap.acme.test:993/tls";
    autoconfiguration(profile == null ? null : server, server, published);
    MailProgram program = new MailProgram(null, null, null, username, null);
    Complaint complaint = Complaint.about("anna@" + DOMAIN, "anna", DOMAIN).withProgram(program);
    Rows.check(found(new ProgramRule(), file(complaint)), near, expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          case | profile | published | username | live | near | expected
          the profile's own | imap.acme.test:993/tls | imap.acme.test:993/tls | | imap.acme.test:993/tls serves | settings.autoconfig-wrong |
          the profile's own, and down | imap.acme.test:993/tls | imap.acme.test:993/tls | | imap.acme.test:993/tls refuses | settings.autoconfig-wrong |
          no such server | | imap.old.test:993/tls | | imap.old.test:993/tls gone | | settings.autoconfig-wrong AT_RISK florist.example [problem=no_address, host=imap.old.test:993]
          dead, and another serves | imap.acme.test:993/tls | old.florist.example:993/tls | | old.florist.example:993/tls refuses, imap.acme.test:993/tls serves | | settings.autoconfig-wrong AT_RISK florist.example [problem=dead, expected=[imap.acme.test:993 SSL/TLS]]
          dead, and so is all else | | old.florist.example:993/tls | | old.florist.example:993/tls refuses | settings.autoconfig-wrong |
          wrong encryption | imap.acme.test:993/tls | imap.acme.test:993/starttls | | imap.acme.test:993/starttls refuses, imap.acme.test:993/tls serves | | settings.autoconfig-wrong AT_RISK florist.example [problem=encryption]
          certificate for another name | | mail.florist.example:993/tls | | mail.florist.example:993/tls foreign | | settings.autoconfig-wrong AT_RISK florist.example [problem=certificate]
          another service's | imap.acme.test:993/tls | imap.old.example:993/tls | | imap.old.example:993/tls serves 192.0.2.9, imap.acme.test:993/tls serves | | settings.autoconfig-wrong AT_RISK florist.example [problem=elsewhere, expected=[imap.acme.test:993]]
          another name of the same machine | imap.acme.test:993/tls | imap.old.example:993/tls | | imap.old.example:993/tls serves, imap.acme.test:993/tls serves | settings.autoconfig-wrong |
          another host of the service | imap.acme.test:993/tls | mail.acme.test:993/tls | | mail.acme.test:993/tls serves 192.0.2.9 | settings.autoconfig-wrong |
          user name in another form | imap.acme.test:993/tls | imap.acme.test:993/tls | anna | imap.acme.test:993/tls serves | | settings.autoconfig-wrong AT_RISK florist.example [problem=username, expected=[anna@florist.example]]
          nothing published | imap.acme.test:993/tls | | | imap.acme.test:993/tls serves | settings.autoconfig-wrong |
          """)
  void judgesWhatIsPublished(
      String name,
      @Nullable String profile,
      @Nullable String published,
      @Nullable String username,
      @Nullable String live,
      @Nullable String near,
      @Nullable String expected) {
    autoconfiguration(profile, published, username);
    live(live);
    Complaint complaint = Complaint.about("anna@" + DOMAIN, "anna", DOMAIN);
    Rows.check(found(new AutoconfigurationRule(), file(complaint)), near, expected);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          url | came | known | asked | near | expected
          https://webmail.acme.test/ | 200 | true | false | webmail.unreachable |
          https://webmail.acme.test/ | 401 | true | false | webmail.unreachable |
          https://webmail.acme.test/ | 403 | true | false | webmail.unreachable |
          https://webmail.acme.test/ | 503 | true | false | | webmail.unreachable BROKEN florist.example [status=503]
          https://webmail.acme.test/ | 404 | true | false | | webmail.unreachable BROKEN
          https://webmail.acme.test/ | CONNECT_REFUSED | true | false | | webmail.unreachable BROKEN
          https://webmail.acme.test/ | CERTIFICATE_INVALID | true | false | | webmail.unreachable BROKEN
          https://webmail.acme.test/ | TOO_MANY_REDIRECTS | true | true | webmail.unreachable |
          https://webmail.acme.test/ | NAME_NOT_FOUND | true | false | webmail.unreachable |
          https://webmail.acme.test/ | NAME_NOT_FOUND | true | true | | webmail.unreachable BROKEN
          https://webmail.florist.example/ | 404 | false | true | webmail.unreachable |
          https://webmail.florist.example/ | CERTIFICATE_INVALID | false | true | webmail.unreachable |
          https://webmail.florist.example/ | 502 | false | false | | webmail.unreachable AT_RISK
          https://mail.florist.example/ | CONNECT_REFUSED | false | true | webmail.unreachable |
          """)
  void judgesWebmail(
      String url,
      String came,
      boolean known,
      boolean asked,
      @Nullable String near,
      @Nullable String expected) {
    boolean answered = Character.isDigit(came.charAt(0));
    put(
        "login.webmail",
        WebmailPage.key(DOMAIN),
        new WebmailPage(
            DOMAIN,
            url,
            known,
            answered ? null : came,
            null,
            answered ? Integer.parseInt(came) : 0,
            List.of(url),
            null));
    Complaint complaint =
        Complaint.about(DOMAIN, null, DOMAIN)
            .withSymptoms(asked ? Set.of(Symptom.LOGIN) : Set.of(Symptom.values()))
            .withWebmail(asked ? WebmailSeen.FAILS : null);
    Rows.check(found(new WebmailRule(), file(complaint)), near, expected);
  }
}
