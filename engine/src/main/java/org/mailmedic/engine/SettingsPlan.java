package org.mailmedic.engine;

import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.complaint.MailProgram;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.Autoconfiguration;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.access.AccessProbe;
import org.mailmedic.engine.probe.access.StandardPorts;
import org.mailmedic.engine.probe.service.ServiceDetectionProbe;
import org.mailmedic.engine.probe.settings.AutoconfigurationProbe;
import org.mailmedic.engine.probe.settings.ProgramSettingsProbe;
import org.mailmedic.engine.probe.settings.SettingsLimits;
import org.mailmedic.engine.probe.settings.WebmailProbe;
import org.mailmedic.knowledge.causes.Symptom;

/// The part of the plan that is about what is set in the mail program, and what the domain
/// publishes for it.
final class SettingsPlan {
  private final Complaint complaint;

  SettingsPlan(Complaint complaint) {
    this.complaint = complaint;
  }

  /// Begins where somebody asked about signing in, or said what is set.
  void start(ProbeContext context, ServiceDetectionProbe service) {
    MailProgram program = complaint.program();
    context.start(new ProgramSettingsProbe(complaint.domain()));
    boolean login = complaint.symptoms().contains(Symptom.LOGIN);
    if (login || program != null) {
      context.then(
          new AutoconfigurationProbe(
              complaint.domain(), complaint.localPart(), service, thorough()),
          seen -> follow(context, seen));
    }
    if (login || complaint.webmail() != null) {
      context.start(new WebmailProbe(complaint.domain(), service));
    }
    if (program != null) {
      compare(context, AccessProtocol.IMAP, program.imap());
      compare(context, AccessProtocol.POP3, program.pop());
      compare(context, AccessProtocol.SUBMISSION, program.smtp());
    }
  }

  /// Others are asked for the domain's settings only where somebody's trouble is with them.
  private boolean thorough() {
    return complaint.program() != null
        || complaint.signIn()
        || complaint.symptoms().equals(java.util.Set.of(Symptom.LOGIN));
  }

  /// Every server that the domain publishes is tried as it is published.
  private static void follow(ProbeContext context, Attempt<Autoconfiguration> attempt) {
    if (attempt instanceof Attempt.Observed<Autoconfiguration>(Autoconfiguration seen)) {
      int left = SettingsLimits.SERVERS;
      for (Autoconfiguration.Server server : seen.published()) {
        if (left-- > 0) {
          context.start(
              new AccessProbe(server.protocol(), server.host(), server.port(), server.security()));
        }
      }
    }
  }

  /// The server that is set is tried with the other encryption too, and at the usual ports.
  private static void compare(
      ProbeContext context, AccessProtocol protocol, MailProgram.@Nullable Server server) {
    if (server == null) {
      return;
    }
    for (Security security : new Security[] {Security.TLS, Security.STARTTLS}) {
      int usual = StandardPorts.port(protocol, security);
      context.start(new AccessProbe(protocol, server.host(), usual, security));
      if (server.port() != 0) {
        context.start(new AccessProbe(protocol, server.host(), server.port(), security));
      }
    }
  }
}
