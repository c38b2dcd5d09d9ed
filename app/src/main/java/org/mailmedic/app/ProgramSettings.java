package org.mailmedic.app;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mailmedic.app.cli.CommandLine;
import org.mailmedic.app.cli.Options;
import org.mailmedic.app.cli.WrongCall;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.settings.MailSettings;
import org.mailmedic.engine.settings.SettingsFinder;
import org.mailmedic.engine.world.live.LiveWorld;
import org.mailmedic.knowledge.providers.Providers;
import org.mailmedic.protocol.address.Subject;
import org.mailmedic.report.MailProgramGuide;
import org.mailmedic.report.Reports;
import org.mailmedic.report.export.ProfileSigner;
import org.mailmedic.report.export.SettingsExport;

/// `settings`: what to type into a mail program.
final class ProgramSettings {
  private final Surroundings around;
  private final CommandLine line;
  private final Settings settings;
  private final String language;

  ProgramSettings(Surroundings around, CommandLine line) throws WrongCall {
    this.around = around;
    this.line = line;
    this.settings = Settings.of(around, line);
    this.language = Language.of(around, settings.language());
  }

  int run() throws WrongCall {
    String typed = line.operand();
    if (typed == null) {
      throw new WrongCall("operand-missing", "command", "settings");
    }
    Subject.Valid subject = Diagnose.subject(typed);
    Providers providers = settings.providers();
    SettingsExport export = export();
    ProfileSigner signer = signer(export);
    Complaint complaint =
        Complaint.about(typed, subject.localPart(), subject.domain())
            .withProvider(Diagnose.provider(line, providers));
    SettingsFinder finder = new SettingsFinder(providers);
    CaseFile file;
    try (Progress progress = Progress.of(around, line);
        LiveWorld world = settings.open()) {
      file = finder.gather(complaint, world, export == null, settings.timeout(), progress);
    }
    MailSettings found = finder.conclude(file);
    return export == null ? tell(found) : write(found, export, signer, file.startedAt());
  }

  private @Nullable SettingsExport export() throws WrongCall {
    String word = line.value(Options.EXPORT);
    SettingsExport export = word == null ? null : SettingsExport.of(word);
    if (export != null && line.has(Options.PROGRAM)) {
      throw new WrongCall("export-and-program");
    }
    return export;
  }

  /// What signs the profile; null where it is not to be signed.
  private @Nullable ProfileSigner signer(@Nullable SettingsExport export) throws WrongCall {
    String key = line.value(Options.SIGN_KEY);
    String certificate = line.value(Options.SIGN_CERTIFICATE);
    if (key == null && certificate == null) {
      return null;
    }
    if (export != SettingsExport.MOBILECONFIG || key == null || certificate == null) {
      throw new WrongCall("sign-what");
    }
    Path keyFile = Settings.path(key);
    Path certificateFile = Settings.path(certificate);
    try {
      return ProfileSigner.of(
          SigningFiles.key(keyFile), SigningFiles.certificates(certificateFile));
    } catch (GeneralSecurityException e) {
      throw new WrongCall("sign-pair", "file", key);
    }
  }

  private int tell(MailSettings found) {
    String program = line.value(Options.PROGRAM);
    around
        .out()
        .print(
            Reports.settings(
                found,
                program == null ? null : MailProgramGuide.of(program),
                Diagnose.format(line),
                language,
                Diagnose.look(around, line)));
    return found.known() || found.bridged() ? ExitStatus.FINE : ExitStatus.FAULT;
  }

  private int write(
      MailSettings found, SettingsExport export, @Nullable ProfileSigner signer, Instant now)
      throws WrongCall {
    if (!export.possible(found)) {
      String key = found.known() ? "export-incomplete" : "export-unknown";
      String what = Printable.of(found.complaint().input());
      around
          .err()
          .println(
              "mailmedic: " + Sentences.of(language).text(new WrongCall(key, "subject", what)));
      return ExitStatus.FAULT;
    }
    String text = export.text(found, language);
    if (signer == null) {
      around.out().print(text);
      return ExitStatus.FINE;
    }
    try {
      around.out().write(signer.sign(text, now));
    } catch (GeneralSecurityException e) {
      throw new WrongCall("sign-pair", "file", String.valueOf(line.value(Options.SIGN_KEY)));
    }
    return ExitStatus.FINE;
  }
}
