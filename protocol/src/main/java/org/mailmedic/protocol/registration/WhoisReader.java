package org.mailmedic.protocol.registration;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.registration.RegistryAnswer.Kind;

/// Reads what WHOIS servers say of a name (RFC 3912 leaves the form to them): fields with a colon,
/// dots or brackets after their names, values on the same line or below, and the sentences that
/// they use for names that nobody has registered and for clients that ask too often. Never throws.
public final class WhoisReader {
  private static final Set<String> EXPIRES =
      Set.of(
          "registry expiry date",
          "registrar registration expiration date",
          "domain expiration date",
          "expiration date",
          "expiration time",
          "expiration",
          "expiry date",
          "expiry",
          "expires",
          "expires on",
          "expires at",
          "expire",
          "expire date",
          "expire-date",
          "expire on",
          "exp date",
          "expired",
          "expdate",
          "paid-till",
          "paid till",
          "paid until",
          "valid until",
          "valid-until",
          "validity",
          "valid to",
          "valid-date",
          "renewal date",
          "renew date",
          "renewal",
          "record expired",
          "record will expire on",
          "domain expires",
          "date of expiration");
  private static final Set<String> STATUS =
      Set.of(
          "status",
          "domain status",
          "state",
          "registration status",
          "eppstatus",
          "epp status",
          "domain state",
          "domaintype",
          "query_status");
  private static final Set<String> REGISTRAR =
      Set.of(
          "registrar",
          "registrar name",
          "sponsoring registrar",
          "registrar organization",
          "current registar",
          "current registrar",
          "authorized agency",
          "registration service provider");
  private static final Set<String> NAME_SERVER =
      Set.of(
          "name server",
          "name servers",
          "nserver",
          "nameserver",
          "nameservers",
          "nserv",
          "host name",
          "dns",
          "domain servers in listed order",
          "domain nameservers");
  private static final Set<String> NAME =
      Set.of("domain", "domain name", "domainname", "complete domain name");
  private static final Set<String> AUTO_RENEW =
      Set.of("auto-renew", "auto renew", "autorenew", "auto renewal", "automatic renewal");

  /// Sentences for a name that nobody has registered, lower case.
  private static final List<String> FREE =
      List.of(
          "no match",
          "not found",
          "no found",
          "nothing found",
          "no entries found",
          "no entry found",
          "no data found",
          "no data was found",
          "no object found",
          "object_not_found",
          "no record found",
          "no records matching",
          "no matching record",
          "no such domain",
          "no information available about domain",
          "no information was found",
          "not registered",
          "has not been registered",
          "no se encuentra registrado",
          "no está registrado",
          "is free",
          "is available for registration",
          "is available",
          "available for purchase",
          "do not have an entry",
          "does not exist",
          "domain unknown",
          "unknown domain",
          "not exist in database",
          "status: free",
          "status: available",
          "nie został zarejestrowany",
          "el dominio no se encuentra");

  /// Sentences of servers that do not want to tell, lower case.
  private static final List<String> REFUSED =
      List.of(
          "limit exceeded",
          "limit reached",
          "quota exceeded",
          "exceeded",
          "rate limit",
          "query rate",
          "too many",
          "too fast",
          "excessive",
          "slow down",
          "try again",
          "access denied",
          "access restricted",
          "denied",
          "not permitted",
          "not authorised",
          "not authorized",
          "unauthorized",
          "blacklist",
          "blocked",
          "banned",
          "abuse",
          "maximum",
          "temporarily",
          "unavailable",
          "timeout",
          "busy",
          "prohibited");

  private final String domain;
  private final List<String> status = new ArrayList<>();
  private final Set<DomainState> states = EnumSet.noneOf(DomainState.class);
  private final List<String> nameServers = new ArrayList<>();
  private @Nullable Instant expires;
  private boolean autoRenew;
  private @Nullable String registrar;
  private @Nullable String named;
  private boolean anotherName;

  private WhoisReader(String domain) {
    this.domain = domain;
  }

  /// Reads.
  ///
  /// @param domain the name that was asked for, A-labels in lower case
  /// @param answer all that the server sent
  public static RegistryAnswer read(String domain, byte[] answer) {
    return read(domain, decoded(answer));
  }

  /// Reads what was decoded already.
  public static RegistryAnswer read(String domain, String answer) {
    return new WhoisReader(domain).read(answer);
  }

  private static String decoded(byte[] answer) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(answer)).toString();
    } catch (CharacterCodingException e) {
      return new String(answer, StandardCharsets.ISO_8859_1);
    }
  }

  private RegistryAnswer read(String answer) {
    if (answer.startsWith("<") || answer.startsWith("HTTP/")) {
      return RegistryAnswer.without(Kind.UNREADABLE, null); // a web server, whatever it says
    }
    List<String> lines = lines(answer);
    readFields(lines);
    boolean facts =
        expires != null || registrar != null || !nameServers.isEmpty() || !states.isEmpty();
    boolean free = states.contains(DomainState.FREE);
    if (!free && !anotherName && (facts || (named != null && !status.isEmpty()))) {
      return new RegistryAnswer(
          Kind.REGISTERED, status, states, expires, autoRenew, registrar, nameServers, null);
    }
    String line = free ? "status: " + String.join(", ", status) : said(lines, FREE);
    if (line != null && !anotherName) {
      return RegistryAnswer.without(Kind.NOT_FOUND, RegistryLimits.cut(line));
    }
    line = said(lines, REFUSED);
    Kind kind = line == null ? Kind.UNREADABLE : Kind.REFUSED;
    return RegistryAnswer.without(kind, line == null ? null : RegistryLimits.cut(line));
  }

  private static List<String> lines(String answer) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < answer.length() && lines.size() < RegistryLimits.LINES) {
      int end = answer.indexOf('\n', start);
      end = end < 0 ? answer.length() : end;
      lines.add(
          answer.substring(start, Math.min(end, start + RegistryLimits.LINE)).stripTrailing());
      start = end + 1;
    }
    return lines;
  }

  private void readFields(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("%") || line.startsWith("#")) {
        continue;
      }
      int end = fieldEnd(line);
      String value = line.substring(end + 1).strip();
      if (value.isEmpty() && i + 1 < lines.size() && isValue(lines.get(i + 1))) {
        value = lines.get(i + 1).strip();
      }
      if (end < 0 || !field(name(line.substring(0, end)), value)) {
        sentence(line);
      }
    }
  }

  /// Where the name of a field ends: at its colon, or at the bracket that closes it (`[Status]`);
  /// -1 where the line is no field.
  private static int fieldEnd(String line) {
    if (line.startsWith("[")) {
      return line.indexOf(']');
    }
    int colon = line.indexOf(':');
    return colon > 40 ? -1 : colon;
  }

  /// Lower case, without brackets and filling dots.
  private static String name(String text) {
    String name = text.startsWith("[") ? text.substring(1) : text;
    name = name.replace('_', ' ').strip();
    int end = name.length();
    while (end > 0 && (name.charAt(end - 1) == '.' || name.charAt(end - 1) == ' ')) {
      end--;
    }
    return name.substring(0, end).toLowerCase(Locale.ROOT);
  }

  /// Whether a line holds only the value of the field above it.
  private static boolean isValue(String line) {
    return !line.isBlank() && line.indexOf(':') < 0;
  }

  /// `Record expires on 2026-12-31 (YYYY-MM-DD)`.
  private void sentence(String line) {
    String lower = line.toLowerCase(Locale.ROOT);
    if (lower.startsWith("record expires on ") || lower.startsWith("expires on ")) {
      expires(line);
    }
  }

  /// Whether it is a field that we know.
  private boolean field(String name, String value) {
    if (value.isEmpty()) {
      return true;
    }
    if (EXPIRES.contains(name)) {
      expires(value);
    } else if (STATUS.contains(name)) {
      status(value);
    } else if (REGISTRAR.contains(name)) {
      registrar = registrar == null ? RegistryLimits.cut(value) : registrar;
    } else if (NAME_SERVER.contains(name)) {
      nameServer(value);
    } else if (NAME.contains(name)) {
      named(value);
    } else if (AUTO_RENEW.contains(name)) {
      String word = value.toLowerCase(Locale.ROOT);
      autoRenew = word.equals("yes") || word.equals("on") || word.equals("true");
    } else if (name.equals("hold") && value.equalsIgnoreCase("yes")) {
      status("hold");
    } else {
      return false;
    }
    return true;
  }

  private void expires(String value) {
    Instant date = RegistryDate.read(value);
    if (date != null && (expires == null || date.isBefore(expires))) {
      expires = date;
    }
  }

  private void status(String value) {
    if (status.size() < RegistryLimits.ITEMS) {
      int web = value.indexOf(" http");
      int bracket = value.indexOf(" (http");
      String words = bracket > 0 ? value.substring(0, bracket) : value;
      words = web > 0 && web < words.length() ? words.substring(0, web) : words;
      status.add(RegistryLimits.cut(words));
      states.addAll(DomainState.of(words));
    }
  }

  private void nameServer(String value) {
    String server = value.split("[\\s,(\\[]", 2)[0].toLowerCase(Locale.ROOT);
    server = server.endsWith(".") ? server.substring(0, server.length() - 1) : server;
    if (server.indexOf('.') > 0 && nameServers.size() < RegistryLimits.ITEMS) {
      nameServers.add(RegistryLimits.cut(server));
    }
  }

  private void named(String value) {
    String name = value.split("[\\s(]", 2)[0].toLowerCase(Locale.ROOT);
    name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (name.equals(domain)) {
      named = name;
    } else if (named == null
        && name.indexOf('.') > 0
        && isAscii(name)
        && !domain.contains("xn--")) {
      anotherName = true;
    }
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  private static @Nullable String said(List<String> lines, List<String> sentences) {
    for (String line : lines) {
      String lower = line.toLowerCase(Locale.ROOT);
      for (String sentence : sentences) {
        if (lower.contains(sentence)) {
          return line.strip();
        }
      }
    }
    return null;
  }
}
