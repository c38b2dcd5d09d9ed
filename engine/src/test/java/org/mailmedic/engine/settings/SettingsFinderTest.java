package org.mailmedic.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.AccessReply;
import org.mailmedic.engine.evidence.AccessTalk;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.Autoconfiguration;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.CertificateSeen;
import org.mailmedic.engine.evidence.Evidence;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.ServiceDetection;
import org.mailmedic.engine.evidence.TlsSeen;
import org.mailmedic.engine.settings.MailSettings.Protocol;
import org.mailmedic.engine.settings.MailSettings.Server;
import org.mailmedic.engine.settings.MailSettings.Source;
import org.mailmedic.knowledge.providers.ProviderProfile;
import org.mailmedic.knowledge.providers.ProviderProfile.SignIn;
import org.mailmedic.knowledge.providers.Providers;

class SettingsFinderTest {
  private static final String DOMAIN = "firma.pl";

  private final List<Observation<?>> observations = new ArrayList<>();

  private <E extends Evidence> void add(EvidenceKey<E> key, Attempt<E> attempt) {
    observations.add(
        new Observation<>("e" + (observations.size() + 1), "x", key, attempt, Instant.EPOCH, 1));
  }

  private void mx(String... hosts) {
    List<MxRecords.Mx> records = new ArrayList<>();
    for (String host : hosts) {
      records.add(new MxRecords.Mx(10, host));
    }
    add(
        new EvidenceKey<>(MxRecords.class, DOMAIN),
        new Attempt.Observed<>(new MxRecords(DOMAIN, "ANSWER", records, "INSECURE", null, null)));
  }

  private void service(String id, String by, double confidence, String... hosts) {
    List<ServiceDetection.MxHost> seen = new ArrayList<>();
    for (String host : hosts) {
      seen.add(new ServiceDetection.MxHost(host, ServiceDetection.Role.MAILBOXES, null));
    }
    add(
        ServiceDetection.key(DOMAIN),
        new Attempt.Observed<>(
            new ServiceDetection(DOMAIN, id, id, by, confidence, List.of(), null, seen)));
  }

  private MailSettings conclude() {
    CaseFile file =
        new CaseFile(
            Complaint.about("anna@firma.pl", "anna", DOMAIN), Instant.EPOCH, 1, observations);
    return new SettingsFinder(Providers.builtIn()).conclude(file);
  }

  private static String line(MailSettings settings, Protocol protocol) {
    return settings
        .server(protocol)
        .map(server ->
            server.host()
                + ":"
                + server.port()
                + " "
                + server.security()
                + " "
                + settings.username(server))
        .orElse("none");
  }

  @Test
  void aServiceThatSharesItsServersIsNamedWithTheOthers() {
    mx("mx1.mail.ovh.net");
    service("ovh-mxplan", "mx", 0.95, "mx1.mail.ovh.net");
    MailSettings settings = conclude();
    assertThat(settings.source()).isEqualTo(Source.PROFILE);
    assertThat(settings.certain()).isTrue();
    assertThat(settings.alike().stream().map(ProviderProfile::id))
        .containsExactly("ovh-email-pro", "ovh-exchange", "ovh-zimbra");
    assertThat(line(settings, Protocol.IMAP)).isEqualTo("imap.mail.ovh.net:993 TLS anna@firma.pl");
    assertThat(settings.servers(Protocol.SUBMISSION)).hasSize(3);
  }

  @Test
  void whatThePersonOrTheDomainSaysNeedsNoOthers() {
    mx("mx1.mail.ovh.net");
    service("ovh-mxplan", "option", 0.99, "mx1.mail.ovh.net");
    assertThat(conclude().alike()).isEmpty();
  }

  /// The rest of a host's name is the MX host's, where that fits.
  @ParameterizedTest
  @CsvSource({
    "home-pl, serwer123.home.pl, serwer123.home.pl",
    "ovh-exchange, ex5.mail.ovh.net, ex5.mail.ovh.net",
    "ovh-exchange, mx1.mail.ovh.net, ex*.mail.ovh.net",
    "nazwa-pl, acme.nazwa.pl, acme.nazwa.pl"
  })
  void aGapInANameIsFilledFromTheMx(String id, String mx, String host) {
    mx(mx);
    service(id, "mx", 0.95, mx);
    Server server = conclude().server(Protocol.IMAP).orElseThrow();
    assertThat(server.host()).isEqualTo(host);
    assertThat(server.complete()).isEqualTo(!host.contains("*"));
    assertThat(server.live()).isEqualTo(Live.NOT_LOOKED);
  }

  @Test
  void aGuessIsToldAsOne() {
    mx("redirect.ovh.net");
    service("ovh-mxplan", "mx", 0.6);
    assertThat(conclude().certain()).isFalse();
  }

  @Test
  void withoutAServiceWhatTheDomainPublishesCounts() {
    mx("mail.firma.pl");
    add(
        Autoconfiguration.key(DOMAIN),
        new Attempt.Observed<>(
            new Autoconfiguration(
                DOMAIN,
                List.of(
                    source(
                        Autoconfiguration.Way.SRV,
                        server(AccessProtocol.IMAP, "srv.firma.pl", 993, null),
                        server(AccessProtocol.SUBMISSION, "srv.firma.pl", 465, null)),
                    source(
                        Autoconfiguration.Way.AUTOCONFIG,
                        server(AccessProtocol.IMAP, "imap.firma.pl", 993, "anna", "OAuth2"))))));
    MailSettings settings = conclude();
    assertThat(settings.source()).isEqualTo(Source.PUBLISHED);
    assertThat(settings.profile()).isNull();
    assertThat(line(settings, Protocol.IMAP)).isEqualTo("imap.firma.pl:993 TLS anna");
    assertThat(settings.server(Protocol.IMAP).orElseThrow().username())
        .isEqualTo(MailSettings.LOCAL_PART);
    assertThat(line(settings, Protocol.SUBMISSION)).isEqualTo("srv.firma.pl:465 TLS anna@firma.pl");
    assertThat(settings.signIn()).containsExactly(SignIn.OAUTH, SignIn.PASSWORD);
  }

  private static Autoconfiguration.Source source(
      Autoconfiguration.Way way, Autoconfiguration.Server... servers) {
    return new Autoconfiguration.Source(
        way,
        "x",
        Autoconfiguration.State.FOUND,
        null,
        null,
        null,
        List.of(servers),
        List.of(),
        List.of());
  }

  private static Autoconfiguration.Server server(
      AccessProtocol protocol, String host, int port, @Nullable String user, String... ways) {
    return new Autoconfiguration.Server(protocol, host, port, Security.TLS, user, List.of(ways));
  }

  /// The domain's record for Autodiscover tells the number in the host's name.
  @Test
  void aGapInANameIsFilledFromWhatTheDomainPublishes() {
    mx("mx1.mail.ovh.net");
    service("ovh-exchange", "option", 0.99, "mx1.mail.ovh.net");
    add(
        Autoconfiguration.key(DOMAIN),
        new Attempt.Observed<>(
            new Autoconfiguration(
                DOMAIN,
                List.of(
                    new Autoconfiguration.Source(
                        Autoconfiguration.Way.AUTODISCOVER,
                        "https://ex5.mail.ovh.net/autodiscover/autodiscover.xml",
                        Autoconfiguration.State.REFUSED,
                        "401",
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of())))));
    MailSettings settings = conclude();
    assertThat(line(settings, Protocol.IMAP)).isEqualTo("ex5.mail.ovh.net:993 TLS anna@firma.pl");
    assertThat(settings.server(Protocol.ACTIVESYNC).orElseThrow().complete()).isTrue();
  }

  @Test
  void nothingKnownIsNothingAndNotALie() {
    mx("mail.firma.pl");
    MailSettings settings = conclude();
    assertThat(settings.source()).isEqualTo(Source.NONE);
    assertThat(settings.known()).isFalse();
    assertThat(settings.unseen()).isNull();
  }

  @Test
  void aLookUpThatFailedIsToldWithItsReason() {
    add(
        new EvidenceKey<>(MxRecords.class, DOMAIN),
        new Attempt.Observed<>(
            new MxRecords(DOMAIN, "TIMEOUT", List.of(), "INDETERMINATE", null, null)));
    add(ServiceDetection.key(DOMAIN), new Attempt.Unobserved<>(Attempt.Reason.NEEDS_UNSEEN, null));
    assertThat(conclude().unseen()).isEqualTo(Attempt.Reason.DEADLINE);
  }

  @Test
  void onlyBridgeKnowsTheServersOfAServiceBehindIt() {
    mx("mail.protonmail.ch");
    service("proton", "mx", 0.95, "mail.protonmail.ch");
    MailSettings settings = conclude();
    assertThat(settings.bridged()).isTrue();
    assertThat(settings.servers()).isEmpty();
  }

  /// What a talk says; the state, and the certificate's worth.
  @ParameterizedTest
  @CsvSource({
    "fine, VERIFIED, RIGHT",
    "wildcard, VERIFIED, RIGHT",
    "other name, BAD_CERTIFICATE, WRONG_NAME",
    "expired, BAD_CERTIFICATE, OUT_OF_DATE",
    "expired long ago, BAD_CERTIFICATE, OUT_OF_DATE",
    "self-signed, BAD_CERTIFICATE, UNTRUSTED",
    "no mechanisms, VERIFIED, RIGHT",
    "login disabled, NO_SIGN_IN, RIGHT",
    "tls fails, NOT_ENCRYPTED, ",
    "breaks off, BROKEN, RIGHT",
    "refused, NO_CONNECTION, ",
    "no address, NO_ADDRESS, ",
    "not looked up, UNSEEN, "
  })
  void whatATalkSays(String what, Live.State state, Live.@Nullable Certificate certificate) {
    service("wp", "option", 0.99);
    add(
        AccessTalk.key(AccessProtocol.IMAP, "imap.wp.pl", 993, Security.TLS),
        new Attempt.Observed<>(talk(what)));
    Live live = conclude().server(Protocol.IMAP).orElseThrow().live();
    assertThat(live.state()).isEqualTo(state);
    assertThat(live.certificate()).isEqualTo(certificate);
    if (state == Live.State.VERIFIED) {
      assertThat(live.mechanisms())
          .containsExactly(what.equals("no mechanisms") ? "LOGIN" : "PLAIN");
    }
  }

  @Test
  void whatCouldNotBeTalkedWithKeepsItsReason() {
    service("wp", "option", 0.99);
    add(
        AccessTalk.key(AccessProtocol.IMAP, "imap.wp.pl", 993, Security.TLS),
        new Attempt.Unobserved<>(Attempt.Reason.PRIVATE_ADDRESS, null));
    Live live = conclude().server(Protocol.IMAP).orElseThrow().live();
    assertThat(live.state()).isEqualTo(Live.State.UNSEEN);
    assertThat(live.reason()).isEqualTo(Attempt.Reason.PRIVATE_ADDRESS);
  }

  private static AccessTalk talk(String what) {
    boolean connected = !List.of("refused", "no address", "not looked up").contains(what);
    String lookUp =
        switch (what) {
          case "no address" -> "NXDOMAIN";
          case "not looked up" -> "TIMEOUT";
          default -> null;
        };
    List<AccessTalk.Dial> dials =
        lookUp != null
            ? List.of()
            : List.of(
                new AccessTalk.Dial(
                    "192.0.2.1",
                    connected ? AccessTalk.Answer.CONNECTED : AccessTalk.Answer.REFUSED,
                    1,
                    null));
    boolean tls = connected && !what.equals("tls fails");
    AccessTalk.Offer offer =
        new AccessTalk.Offer(
            List.of("IMAP4REV1"),
            what.equals("no mechanisms") || what.equals("login disabled")
                ? List.of()
                : List.of("PLAIN"),
            false,
            what.equals("login disabled"));
    return new AccessTalk(
        AccessProtocol.IMAP,
        "imap.wp.pl",
        993,
        Security.TLS,
        lookUp,
        dials,
        connected ? "192.0.2.1" : null,
        tls ? new AccessReply("OK", null, "hello", 1) : null,
        null,
        null,
        connected ? tls(what) : null,
        tls && !what.equals("breaks off") ? offer : null,
        null,
        List.of());
  }

  private static TlsSeen tls(String what) {
    boolean completed = !what.equals("tls fails");
    String name =
        switch (what) {
          case "wildcard" -> "*.wp.pl";
          case "other name" -> "imap.example.net";
          default -> "imap.wp.pl";
        };
    CertificateSeen certificate =
        new CertificateSeen(
            "CN=x",
            "CN=y",
            "x",
            List.of(name),
            Instant.EPOCH.minusSeconds(9),
            Instant.EPOCH.plusSeconds(what.equals("expired long ago") ? -1 : 9),
            "EC 256",
            "",
            "",
            "",
            "",
            true);
    boolean trusted = !what.equals("self-signed") && !what.equals("expired long ago");
    return new TlsSeen(
        "imap.wp.pl",
        completed,
        completed ? null : "handshake_failure",
        false,
        completed ? "TLSv1.3" : null,
        null,
        completed ? List.of(certificate) : List.of(),
        trusted,
        trusted ? null : "self-signed",
        what.equals("expired"),
        null,
        1);
  }
}
