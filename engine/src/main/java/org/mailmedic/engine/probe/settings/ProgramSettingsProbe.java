package org.mailmedic.engine.probe.settings;

import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.MailProgram;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.ProgramSettings;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;

/// Writes down what the person said of the mail program. Asks nothing.
///
/// @param domain the domain of the account
public record ProgramSettingsProbe(String domain) implements Probe<ProgramSettings> {

  @Override
  public String checkId() {
    return "settings.mail-program";
  }

  @Override
  public EvidenceKey<ProgramSettings> key() {
    return ProgramSettings.key(domain);
  }

  @Override
  public Attempt<ProgramSettings> run(ProbeContext context) {
    MailProgram program = context.complaint().program();
    return program == null
        ? new Attempt.NotTried<>(Attempt.Reason.NOT_ASKED, null)
        : new Attempt.Observed<>(
            new ProgramSettings(
                domain,
                shown(program.imap()),
                shown(program.pop()),
                shown(program.smtp()),
                program.username(),
                program.security()));
  }

  private static @Nullable String shown(MailProgram.@Nullable Server server) {
    if (server == null) {
      return null;
    }
    return server.port() == 0 ? server.host() : server.host() + ":" + server.port();
  }
}
