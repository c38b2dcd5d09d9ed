package org.mailmedic.app;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.app.cli.CommandLine;
import org.mailmedic.app.cli.Option;
import org.mailmedic.app.cli.Options;
import org.mailmedic.app.cli.WrongCall;
import org.mailmedic.engine.complaint.MailProgram;
import org.mailmedic.protocol.address.Subject;
import org.mailmedic.protocol.address.SubjectReader;
import org.mailmedic.protocol.ip.IpAddress;

/// What the command line says of the mail program's settings.
final class GivenProgram {
  private static final int MAX_PORT = 65_535;

  private GivenProgram() {}

  /// Null where nothing was said.
  static @Nullable MailProgram of(CommandLine line) throws WrongCall {
    MailProgram.Server imap = server(line, Options.IMAP);
    MailProgram.Server pop = server(line, Options.POP);
    MailProgram.Server smtp = server(line, Options.SMTP);
    String username = line.value(Options.USERNAME);
    String security = line.value(Options.SECURITY);
    if (imap == null && pop == null && smtp == null && username == null && security == null) {
      return null;
    }
    return new MailProgram(
        imap,
        pop,
        smtp,
        username,
        security == null ? null : MailProgram.Security.valueOf(security.toUpperCase(Locale.ROOT)));
  }

  private static MailProgram.@Nullable Server server(CommandLine line, Option option)
      throws WrongCall {
    String word = line.value(option);
    if (word == null) {
      return null;
    }
    MailProgram.Server server = server(word.strip());
    if (server == null) {
      throw new WrongCall("server", java.util.Map.of("option", option.name(), "word", word));
    }
    return server;
  }

  /// `HOST`, `HOST:PORT`, `[IPV6]:PORT` or a bare IP address; null where it is none of these.
  static MailProgram.@Nullable Server server(String word) {
    if (IpAddress.parse(word) != null) {
      return new MailProgram.Server(word, 0);
    }
    int colon = word.lastIndexOf(':');
    if (colon < 0) {
      String host = host(word);
      return host == null ? null : new MailProgram.Server(host, 0);
    }
    int port = port(word.substring(colon + 1));
    String host = host(word.substring(0, colon));
    return port < 0 || host == null ? null : new MailProgram.Server(host, port);
  }

  private static @Nullable String host(String word) {
    if (word.startsWith("[") && word.endsWith("]")) {
      String inside = word.substring(1, word.length() - 1);
      return IpAddress.parse(inside) == null ? null : inside;
    }
    if (IpAddress.parse(word) != null) {
      return word.indexOf(':') >= 0 ? null : word;
    }
    return SubjectReader.read(word) instanceof Subject.Valid valid && valid.localPart() == null
        ? valid.domain()
        : null;
  }

  private static int port(String digits) {
    if (digits.isEmpty()
        || digits.length() > 5
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int port = Integer.parseInt(digits);
    return port >= 1 && port <= MAX_PORT ? port : -1;
  }
}
