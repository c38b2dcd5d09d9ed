package org.mailmedic.lab.scenario;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.Outcome;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.complaint.MailProgram;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.complaint.MailProgram.Server;
import org.mailmedic.engine.complaint.WebmailSeen;
import org.mailmedic.knowledge.causes.Symptom;
import org.mailmedic.lab.Lab;
import org.mailmedic.lab.dns.Zone;
import org.mailmedic.lab.program.ProgramServer;
import org.mailmedic.lab.program.ProgramServer.Speech;
import org.mailmedic.lab.scenario.Scenario.Kind;
import org.mailmedic.lab.smtp.SmtpScript;
import org.mailmedic.lab.tls.CertificateSpec;
import org.mailmedic.lab.web.Page;
import org.mailmedic.lab.web.WebServer;

/// What is set in mail programs, what the domain publishes for them, and webmail. The account is at
/// OVHcloud MX Plan.
final class SettingsScenarios {
  private static final String SERVICE = "ovh-mxplan";
  private static final String FILE = "/mail/config-v1.1.xml";

  /// The service's servers for mail programs.
  private static final String IMAP = "203.0.113.93";

  private static final String SMTP = "203.0.113.94";
  private static final String POP = "203.0.113.95";
  private static final String WEBMAIL = "203.0.113.96";
  private static final String SSL0 = "203.0.113.97";

  /// A server of somebody else.
  private static final String OTHER = "198.51.100.143";

  private static final String WEB = "192.0.2.81";

  private SettingsScenarios() {}

  static void add(List<Scenario> all) {
    programs(all);
    published(all);
    webmail(all);
  }

  // --- what is set in the mail program

  private static void programs(List<Scenario> all) {
    all.add(
        fault(
            "settings-wrong-server",
            "settings.wrong-server",
            program(new Server("imap.elsewhere.example", 993), Security.TLS, null),
            estate -> {}));
    all.add(
        fault(
            "settings-own-name",
            "settings.wrong-server",
            program(new Server("imap." + Scenarios.DOMAIN, 993), Security.TLS, null),
            estate -> estate.zone(zone -> zone.add("imap A " + IMAP))));
    all.add(
        fault(
            "settings-wrong-port",
            "settings.wrong-port",
            program(new Server("imap.mail.ovh.net", 9993), Security.TLS, null),
            estate -> {}));
    all.add(
        fault(
            "settings-wrong-encryption",
            "settings.wrong-encryption",
            program(new Server("imap.mail.ovh.net", 993), Security.STARTTLS, null),
            estate -> {}));
    all.add(
        fault(
            "settings-wrong-username",
            "settings.wrong-username",
            program(null, null, "anna"),
            estate -> {}));
    all.add(
        sound(
            "settings-right",
            program(new Server("imap.mail.ovh.net", 993), Security.TLS, Scenarios.ADDRESS),
            estate -> {}));
    all.add(
        sound(
            "settings-own-name-with-certificate",
            program(new Server("imap." + Scenarios.DOMAIN, 993), Security.TLS, Scenarios.ADDRESS),
            estate ->
                estate
                    .zone(zone -> zone.add("imap A " + IMAP))
                    .with(plan ->
                        imap(
                            plan,
                            CertificateSpec.of("imap.mail.ovh.net", "imap." + Scenarios.DOMAIN)))));
    all.add(
        sound(
            "settings-other-port-that-works",
            program(new Server("imap.mail.ovh.net", 143), Security.STARTTLS, Scenarios.ADDRESS),
            estate ->
                estate.with(plan ->
                    plan.tcp(
                        IMAP,
                        143,
                        ProgramServer.of(
                            Speech.IMAP,
                            Security.STARTTLS,
                            CertificateSpec.of("imap.mail.ovh.net"))))));
  }

  private static MailProgram program(
      @Nullable Server imap, @Nullable Security security, @Nullable String username) {
    return new MailProgram(imap, null, null, username, security);
  }

  // --- what the domain publishes

  private static void published(List<Scenario> all) {
    all.add(
        fault(
            "autoconfig-no-such-server",
            "settings.autoconfig-wrong",
            null,
            estate ->
                estate.zone(
                    zone -> zone.add("_imaps._tcp SRV 0 1 993 imap.old-service.example."))));
    all.add(
        fault(
            "autoconfig-dead-server",
            "settings.autoconfig-wrong",
            null,
            estate ->
                estate.zone(
                    zone -> zone.add("_imaps._tcp SRV 0 1 993 old").add("old A " + OTHER))));
    all.add(
        fault(
            "autoconfig-wrong-encryption",
            "settings.autoconfig-wrong",
            null,
            estate ->
                autoconfig(
                    estate, config("imap.mail.ovh.net", 993, "STARTTLS", "%EMAILADDRESS%"))));
    all.add(
        fault(
            "autoconfig-wrong-username",
            "settings.autoconfig-wrong",
            null,
            estate ->
                autoconfig(estate, config("imap.mail.ovh.net", 993, "SSL", "%EMAILLOCALPART%"))));
    all.add(
        sound(
            "autoconfig-in-order",
            null,
            estate ->
                autoconfig(estate, config("imap.mail.ovh.net", 993, "SSL", "%EMAILADDRESS%"))
                    .zone(zone ->
                        zone.add("_imaps._tcp SRV 0 1 993 imap.mail.ovh.net.")
                            .add("_pop3s._tcp SRV 0 0 0 .")
                            .add("_submissions._tcp SRV 0 1 465 smtp.mail.ovh.net."))));
    all.add(
        sound(
            "autoconfig-is-a-web-page",
            null,
            estate ->
                autoconfig(estate, Page.ok("text/html", "<!doctype html><title>Florist</title>"))));
  }

  private static Page.Answer config(String host, int port, String socket, String username) {
    return Page.ok(
        "text/xml",
        "<clientConfig version=\"1.1\"><emailProvider id=\"x\"><domain>%EMAILDOMAIN%</domain>"
            + "<incomingServer type=\"imap\"><hostname>"
            + host
            + "</hostname><port>"
            + port
            + "</port><socketType>"
            + socket
            + "</socketType><username>"
            + username
            + "</username><authentication>password-cleartext</authentication></incomingServer>"
            + "</emailProvider></clientConfig>");
  }

  private static Estate autoconfig(Estate estate, Page page) {
    return estate
        .zone(zone -> zone.add("autoconfig A " + WEB))
        .with(plan ->
            plan.tcp(
                WEB,
                WebServer.HTTPS,
                WebServer.secure(CertificateSpec.of("autoconfig." + Scenarios.DOMAIN))
                    .page(FILE, page)));
  }

  // --- webmail

  private static void webmail(List<Scenario> all) {
    all.add(
        fault(
            "webmail-error",
            "webmail.unreachable",
            null,
            estate -> estate.with(plan -> webmail(plan, Page.status(503)))));
    all.add(
        sound(
            "webmail-works",
            null,
            estate ->
                estate.with(
                    plan -> webmail(plan, Page.redirect("https://www.ovhcloud.com/mail/login")))));
  }

  private static void webmail(Lab.Plan plan, Page page) {
    plan.tcp(
        WEBMAIL,
        WebServer.HTTPS,
        WebServer.secure(CertificateSpec.of("www.ovhcloud.com"))
            .page("/mail/login", Page.status(401))
            .page("*", page));
  }

  // --- the account's service

  private static Scenario fault(
      String id, String cause, @Nullable MailProgram program, Consumer<Estate> change) {
    return scenario(Kind.FAULT, id, program, change).expecting(cause, Outcome.FAULT);
  }

  private static Scenario sound(String id, @Nullable MailProgram program, Consumer<Estate> change) {
    return scenario(Kind.SOUND, id, program, change);
  }

  private static Scenario scenario(
      Kind kind, String id, @Nullable MailProgram program, Consumer<Estate> change) {
    Scenario made =
        Scenarios.scenario(
            kind,
            id,
            estate -> {
              estate.withoutPolicy().mx("1 mx1.mail.ovh.net.").with(SettingsScenarios::service);
              change.accept(estate);
            });
    Complaint complaint =
        made.complaint().withProvider(SERVICE).withSymptoms(Set.of(Symptom.LOGIN));
    return made.complaining(
        program == null
            ? complaint
            : complaint.withProgram(program).withWebmail(WebmailSeen.WORKS));
  }

  private static void service(Lab.Plan plan) {
    plan.nameServer("dns10.ovh.net", "203.0.113.10");
    plan.zone(
        Zone.of("ovh.net")
            .add("@ NS dns10")
            .add("dns10 A 203.0.113.10")
            .add("mx1.mail A 203.0.113.25")
            .add("imap.mail A " + IMAP)
            .add("smtp.mail A " + SMTP)
            .add("pop.mail A " + POP)
            .add("ssl0 A " + SSL0)
            .build());
    plan.smtp("203.0.113.25", SmtpScript.sound("mx1.mail.ovh.net", Scenarios.DOMAIN));
    CertificateSpec ssl0 = CertificateSpec.of("ssl0.ovh.net");
    plan.tcp(SSL0, 993, ProgramServer.of(Speech.IMAP, Security.TLS, ssl0));
    plan.tcp(SSL0, 995, ProgramServer.of(Speech.POP3, Security.TLS, ssl0));
    plan.tcp(SSL0, 465, ProgramServer.of(Speech.SUBMISSION, Security.TLS, ssl0));
    plan.zone(Zone.of("ovhcloud.com").add("@ NS dns10.ovh.net.").add("www A " + WEBMAIL).build());
    webmail(plan, Page.ok("text/html", "<!doctype html><title>Webmail</title>"));
    imap(plan, CertificateSpec.of("imap.mail.ovh.net"));
    plan.tcp(
        POP,
        995,
        ProgramServer.of(Speech.POP3, Security.TLS, CertificateSpec.of("pop.mail.ovh.net")));
    CertificateSpec smtp = CertificateSpec.of("smtp.mail.ovh.net");
    plan.tcp(SMTP, 465, ProgramServer.of(Speech.SUBMISSION, Security.TLS, smtp));
    plan.tcp(SMTP, 587, ProgramServer.of(Speech.SUBMISSION, Security.STARTTLS, smtp));
  }

  private static void imap(Lab.Plan plan, CertificateSpec certificate) {
    plan.tcp(IMAP, 993, ProgramServer.of(Speech.IMAP, Security.TLS, certificate));
  }
}
