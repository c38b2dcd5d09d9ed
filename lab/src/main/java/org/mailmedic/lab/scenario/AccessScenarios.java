package org.mailmedic.lab.scenario;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.mailmedic.engine.Outcome;
import org.mailmedic.lab.access.AccessServer;
import org.mailmedic.lab.access.AccessServer.Kind;
import org.mailmedic.lab.tls.CertificateSpec;

/// The servers of mail programs, and signing in to them.
final class AccessScenarios {
  private static final String PASSWORD = "correct horse battery staple";
  private static final String WRONG_PASSWORD = "incorrect horse";

  /// Long enough to find silent ports silent.
  private static final Duration PATIENT = Duration.ofSeconds(20);

  private static final Duration SHORT = Duration.ofSeconds(6);

  private AccessScenarios() {}

  static void addTo(List<Scenario> all) {
    servers(all);
    signIn(all);
    sound(all);
  }

  private static Scenario fault(String id, String cause, Consumer<Estate> change) {
    return Scenarios.fault(id, cause, estate -> change.accept(published(estate)));
  }

  private static Scenario refused(String id, String cause, Consumer<Estate> change) {
    return fault(id, cause, change).signingIn(PASSWORD);
  }

  private static Scenario sound(String id, Consumer<Estate> change) {
    return Scenarios.scenario(Scenario.Kind.SOUND, id, estate -> change.accept(published(estate)));
  }

  private static Estate published(Estate estate) {
    return estate.programs(Scenarios.ADDRESS, PASSWORD);
  }

  private static void servers(List<Scenario> all) {
    all.add(
        fault(
            "access-unreachable",
            "access.unreachable",
            estate -> estate.withoutProgram(Kind.IMAP).withoutProgram(Kind.POP3)));
    all.add(
        fault(
            "access-certificate-expired",
            "access.certificate-invalid",
            estate ->
                estate.program(
                    Kind.IMAP, server -> server.certificate(server.certificate().expired()))));
    all.add(
        fault(
            "access-certificate-of-another",
            "access.certificate-invalid",
            estate ->
                estate.program(
                    Kind.POP3,
                    server -> server.certificate(CertificateSpec.of("mail.hosting.example")))));
    all.add(
        fault(
            "submission-unreachable",
            "submission.unreachable",
            estate -> estate.withoutProgram(Kind.SUBMISSION)));
    all.add(
        fault(
            "submission-certificate-untrusted",
            "submission.certificate-invalid",
            estate ->
                estate.program(
                    Kind.SUBMISSION,
                    server -> server.certificate(server.certificate().selfSigned()))));
    all.add(
        fault(
                "mail-program-ports-blocked",
                "network.port-blocked",
                estate ->
                    estate
                        .network(
                            network -> network.portBlocked(465).portBlocked(993).portBlocked(995))
                        .with(plan -> {
                          for (Kind kind : Kind.values()) {
                            plan.tcp(estate.programAddress(kind), 443, socket -> {});
                          }
                        }))
            .expecting("network.port-blocked", Outcome.INCONCLUSIVE)
            .within(PATIENT));
    all.add(
        refused(
            "sign-in-through-the-browser-only",
            "login.method-unsupported",
            estate -> estate.eachProgram(server -> server.mechanisms("XOAUTH2", "OAUTHBEARER"))));
  }

  private static void signIn(List<Scenario> all) {
    all.add(
        fault("wrong-password", "login.wrong-password", estate -> {}).signingIn(WRONG_PASSWORD));
    all.add(
        refused(
            "app-password-needed",
            "login.two-factor",
            estate ->
                estate
                    .program(
                        Kind.IMAP,
                        server ->
                            server.refusal(
                                "NO [ALERT] Application-specific password required (Failure)"))
                    .program(Kind.POP3, server -> server.refusal("-ERR [AUTH] no"))
                    .program(
                        Kind.SUBMISSION,
                        server ->
                            server.refusal("534 5.7.9 Application-specific password required"))));
    all.add(
        refused(
            "locked-out",
            "login.locked-out",
            estate ->
                estate
                    .program(
                        Kind.IMAP,
                        server -> server.refusal("NO [LIMIT] Too many failed login attempts"))
                    .program(Kind.POP3, server -> server.refusal("-ERR Too many login attempts"))
                    .program(
                        Kind.SUBMISSION,
                        server -> server.refusal("454 4.7.0 Too many login attempts"))));
    all.add(
        refused(
            "passwords-cannot-be-checked",
            "login.unavailable",
            estate ->
                estate
                    .program(
                        Kind.IMAP,
                        server ->
                            server.refusal("NO [UNAVAILABLE] Temporary authentication failure."))
                    .program(Kind.POP3, server -> server.refusal("-ERR [SYS/TEMP] later"))
                    .program(
                        Kind.SUBMISSION,
                        server -> server.refusal("454 4.7.0 Temporary authentication failure"))));
    all.add(
        refused(
            "account-disabled",
            "account.disabled",
            estate ->
                estate
                    .program(
                        Kind.IMAP, server -> server.refusal("NO [CONTACTADMIN] Account disabled"))
                    .program(Kind.POP3, server -> server.refusal("-ERR [AUTH] Account disabled"))
                    .program(
                        Kind.SUBMISSION, server -> server.refusal("535 5.7.13 Account disabled"))));
    all.add(
        refused(
            "imap-switched-off",
            "account.protocol-disabled",
            estate ->
                estate.program(
                    Kind.IMAP,
                    server -> server.refusal("NO [AUTHORIZATIONFAILED] IMAP access is disabled"))));
    all.add(
        refused(
            "sending-blocked",
            "account.locked-for-spam",
            estate ->
                estate.program(
                    Kind.SUBMISSION,
                    server -> server.refusal("535 5.7.8 Error: authentication failed"))));
    all.add(
        refused(
            "account-over-quota",
            "account.over-quota",
            estate -> estate.program(Kind.IMAP, server -> server.quota(1_048_576, 1_048_576))));
    all.add(
        refused(
            "account-nearly-full",
            "account.nearly-full",
            estate -> estate.program(Kind.IMAP, server -> server.quota(996_148, 1_048_576))));
    all.add(
        refused(
            "sender-not-owned",
            "settings.sender-mismatch",
            estate ->
                estate.program(
                    Kind.SUBMISSION,
                    server ->
                        server.rcpt(
                            "553 5.7.1 <anna@florist.example>: Sender address rejected: not owned"
                                + " by user anna"))));
    all.add(
        refused(
            "submission-refuses",
            "submission.refused",
            estate ->
                estate.program(
                    Kind.SUBMISSION, server -> server.mail("550 5.7.1 Message content rejected"))));
    all.add(
        Scenarios.scenario(
                Scenario.Kind.HOSTILE,
                "sign-in-never-answered",
                estate -> published(estate).eachProgram(AccessServer::mute))
            .signingIn(PASSWORD)
            .expecting(null, Outcome.INCONCLUSIVE)
            .within(SHORT));
  }

  private static void sound(List<Scenario> all) {
    all.add(sound("mail-programs", estate -> {}));
    all.add(sound("signed-in", estate -> {}).signingIn(PASSWORD));
    all.add(
        sound(
                "signed-in-half-full",
                estate -> estate.program(Kind.IMAP, server -> server.quota(900_000, 1_048_576)))
            .signingIn(PASSWORD));
    all.add(
        sound(
            "browser-sign-in-is-no-fault",
            estate -> estate.eachProgram(server -> server.mechanisms("XOAUTH2", "PLAIN"))));
    all.add(
        fault( // mail leaves, and whoever lets a program set itself up may get the dead one
            "one-outgoing-server-of-two",
            "settings.autoconfig-wrong",
            estate ->
                estate.zone(zone ->
                    zone.add("_submission._tcp SRV 0 1 587 smtp2").add("smtp2 A 192.0.2.199"))));
  }
}
