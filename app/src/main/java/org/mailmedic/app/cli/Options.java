package org.mailmedic.app.cli;

import java.util.List;

/// Every option, once.
public final class Options {
  private Options() {}

  public static final Option FORMAT = Option.oneOf("--format", "text", "json", "markdown", "html");
  public static final Option LANG = Option.value("--lang", "TAG");
  public static final Option CONFIG = Option.value("--config", "FILE");
  public static final Option RESOLVER = Option.values("--resolver", "HOST[:PORT]");
  public static final Option ALLOW_PRIVATE = Option.flag("--allow-private");
  public static final Option CA_FILE = Option.value("--ca-file", "PEM");
  public static final Option TIMEOUT = Option.value("--timeout", "DURATION");
  public static final Option QUIET = Option.flag("--quiet", 'q');
  public static final Option VERBOSE = Option.flag("--verbose", 'v');
  public static final Option NO_COLOR = Option.flag("--no-color");
  public static final Option VERSION = Option.flag("--version");
  public static final Option HELP = Option.flag("--help", 'h');

  public static final Option SYMPTOM = Option.severalOf("--symptom", "send", "receive", "login");
  public static final Option BOUNCE = Option.value("--bounce", "FILE");
  public static final Option ERROR = Option.value("--error", "TEXT");
  public static final Option RECIPIENT = Option.values("--recipient", "ADDRESS");
  public static final Option LOGIN = Option.flag("--login");
  public static final Option PASSWORD_FILE = Option.value("--password-file", "FILE");
  public static final Option SEND_TEST = Option.flag("--send-test");
  public static final Option IMAP = Option.value("--imap", "HOST[:PORT]");
  public static final Option POP = Option.value("--pop", "HOST[:PORT]");
  public static final Option SMTP = Option.value("--smtp", "HOST[:PORT]");
  public static final Option USERNAME = Option.value("--username", "NAME");
  public static final Option SECURITY = Option.oneOf("--security", "tls", "starttls", "none");
  public static final Option PROVIDER = Option.value("--provider", "ID");
  public static final Option WEBMAIL = Option.oneOf("--webmail", "works", "fails");
  public static final Option NO_RECIPIENT_CHECK = Option.flag("--no-recipient-check");
  public static final Option DEEP = Option.flag("--deep");
  public static final Option RECORD = Option.value("--record", "FILE");
  public static final Option REPLAY = Option.value("--replay", "FILE");
  public static final Option SENDING_IP = Option.values("--sending-ip", "IP");

  public static final Option LINES = Option.value("--lines", "FILE");
  public static final Option EXPORT =
      Option.oneOf("--export", "mobileconfig", "autoconfig", "autodiscover");
  public static final Option PROGRAM =
      Option.oneOf(
          "--program",
          "outlook-classic",
          "outlook-new",
          "exchange-phone",
          "apple-mail-mac",
          "apple-mail-ios",
          "thunderbird",
          "gmail-android",
          "k9");
  public static final Option SIGN_KEY = Option.value("--sign-key", "PEM");
  public static final Option SIGN_CERTIFICATE = Option.value("--sign-certificate", "PEM");
  public static final Option ALL = Option.flag("--all");
  public static final Option LIST = Option.flag("--list");
  public static final Option CHANGE_PASSWORD = Option.flag("--change-password");

  /// Those that every command takes.
  public static final List<Option> COMMON =
      List.of(
          FORMAT,
          LANG,
          CONFIG,
          RESOLVER,
          ALLOW_PRIVATE,
          CA_FILE,
          TIMEOUT,
          QUIET,
          VERBOSE,
          NO_COLOR,
          VERSION,
          HELP);
}
