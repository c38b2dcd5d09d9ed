package org.mailmedic.engine.rule.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.MailProgram;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.Autoconfiguration;
import org.mailmedic.engine.evidence.Autoconfiguration.Server;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.ProgramSettings;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;

/// Whether what is set in the mail program is what the service wants: of each server the first
/// thing that is wrong, in the order server, port, encryption; and the form of the user name.
public final class ProgramRule implements Rule {
  private static final String USERNAME = "settings.wrong-username";

  /// The profile says which form is wanted.
  private static final double SURE = 0.95;

  /// What is published says so.
  private static final double LIKELY = 0.8;

  @Override
  public Set<String> ids() {
    return Set.of(ServerJudge.SERVER, ServerJudge.PORT, ServerJudge.ENCRYPTION, USERNAME);
  }

  @Override
  public String checkId() {
    return "settings.mail-program";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    MailProgram program = file.complaint().program();
    Optional<Observation<ProgramSettings>> said =
        file.find(ProgramSettings.key(file.complaint().domain()));
    if (program == null || said.isEmpty() || said.get().attempt().observed().isEmpty()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    ServerJudge judge = new ServerJudge(file, said.get(), program.security());
    judge.judge(AccessProtocol.IMAP, program.imap()).ifPresent(findings::add);
    judge.judge(AccessProtocol.POP3, program.pop()).ifPresent(findings::add);
    judge.judge(AccessProtocol.SUBMISSION, program.smtp()).ifPresent(findings::add);
    username(file, program.username(), said.get()).ifPresent(findings::add);
    return findings;
  }

  private static Optional<Finding> username(
      CaseFile file, @Nullable String username, Observation<ProgramSettings> said) {
    Autoconfiguration seen =
        file.attempt(Autoconfiguration.key(file.complaint().domain())).observed().orElse(null);
    if (username == null || seen == null) {
      return Optional.empty();
    }
    String wanted = wanted(seen, Autoconfiguration.Way.PROFILE);
    double certainty = SURE;
    if (wanted == null) {
      wanted = wanted(seen, Autoconfiguration.Way.values());
      certainty = LIKELY;
    }
    if (wanted == null || address(wanted) == address(username)) {
      return Optional.empty();
    }
    return Optional.of(
        Found.of(USERNAME, file.complaint().domain())
            .certainty(certainty)
            .with("username", username)
            .with("expected", filled(wanted, username, file.complaint().domain()))
            .on(said)
            .on(file.find(Autoconfiguration.key(file.complaint().domain())).stream().toList())
            .build());
  }

  /// The user name that a source tells, perhaps with a placeholder; null where none does.
  private static @Nullable String wanted(Autoconfiguration seen, Autoconfiguration.Way... ways) {
    for (Autoconfiguration.Way way : ways) {
      for (Autoconfiguration.Source source : seen.of(way)) {
        for (Server server : source.servers()) {
          if (server.username() != null) {
            return server.username();
          }
        }
      }
    }
    return null;
  }

  private static boolean address(String username) {
    return username.indexOf('@') > 0 || username.equals("%EMAILADDRESS%");
  }

  /// What to type. Where the complaint names no mailbox, what the person typed is its name.
  private static String filled(String wanted, String username, String domain) {
    return switch (wanted.toUpperCase(Locale.ROOT)) {
      case "%EMAILADDRESS%" -> username + "@" + domain;
      case "%EMAILLOCALPART%" -> username.substring(0, username.lastIndexOf('@'));
      default -> wanted;
    };
  }
}
