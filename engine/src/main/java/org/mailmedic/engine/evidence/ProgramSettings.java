package org.mailmedic.engine.evidence;

import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.MailProgram;

/// What the person says is set in the mail program (`--imap`, `--pop`, `--smtp`, `--username`,
/// `--security`). Key subject: the domain.
///
/// @param domain the domain of the account
/// @param imap, pop, smtp each server as `host` or `host:port`; null where none was said
/// @param username the user name; null where none was said
/// @param security the encryption; null where none was said
public record ProgramSettings(
    String domain,
    @Nullable String imap,
    @Nullable String pop,
    @Nullable String smtp,
    @Nullable String username,
    MailProgram.@Nullable Security security)
    implements Evidence {

  /// The key for a domain.
  public static EvidenceKey<ProgramSettings> key(String domain) {
    return new EvidenceKey<>(ProgramSettings.class, domain);
  }

  @Override
  public String kind() {
    return "input";
  }

  @Override
  public String summary() {
    StringBuilder line = new StringBuilder();
    add(line, "imap", imap);
    add(line, "pop", pop);
    add(line, "smtp", smtp);
    add(line, "username", username);
    add(
        line,
        "security",
        security == null ? null : security.name().toLowerCase(java.util.Locale.ROOT));
    return line.toString();
  }

  private static void add(StringBuilder line, String word, @Nullable String value) {
    if (value != null) {
      line.append(line.isEmpty() ? "" : " ").append(word).append('=').append(value);
    }
  }
}
