package org.mailmedic.app.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every command, in the order of the help.
public enum Command {
  DIAGNOSE(
      "diagnose",
      0,
      1,
      Options.SYMPTOM,
      Options.BOUNCE,
      Options.ERROR,
      Options.RECIPIENT,
      Options.LOGIN,
      Options.PASSWORD_FILE,
      Options.SEND_TEST,
      Options.IMAP,
      Options.POP,
      Options.SMTP,
      Options.USERNAME,
      Options.SECURITY,
      Options.PROVIDER,
      Options.WEBMAIL,
      Options.NO_RECIPIENT_CHECK,
      Options.DEEP,
      Options.RECORD,
      Options.REPLAY,
      Options.SENDING_IP),
  EXPLAIN("explain", 0, Integer.MAX_VALUE, Options.LINES),
  CODES("codes", 0, 2),
  SETTINGS(
      "settings",
      0,
      1,
      Options.PROVIDER,
      Options.PROGRAM,
      Options.EXPORT,
      Options.SIGN_KEY,
      Options.SIGN_CERTIFICATE),
  BOUNCES("bounces", 0, Integer.MAX_VALUE, Options.ALL),
  LOGS("logs", 0, Integer.MAX_VALUE),
  SCAN("scan", 0, 1, Options.SYMPTOM, Options.PROVIDER, Options.NO_RECIPIENT_CHECK),
  SERVE("serve", 0, 0),
  DEMO("demo", 0, 1, Options.LIST),
  PANEL("panel", 0, 2),
  ACCOUNT("account", 0, 1, Options.CHANGE_PASSWORD),
  MCP("mcp", 0, 0);

  private final String word;
  private final int least;
  private final int most;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Option> own;

  Command(String word, int least, int most, Option... own) {
    this.word = word;
    this.least = least;
    this.most = most;
    this.own = List.of(own);
  }

  /// The word on the command line.
  public String word() {
    return word;
  }

  /// The options that only this command takes, in the order of the help.
  public List<Option> own() {
    return own;
  }

  int least() {
    return least;
  }

  int most() {
    return most;
  }

  /// The command with this word; null where there is none.
  static @Nullable Command of(String word) {
    for (Command command : values()) {
      if (command.word.equals(word)) {
        return command;
      }
    }
    return null;
  }
}
