package org.mailmedic.protocol.received;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.ip.IpAddress;

/// What one server wrote of taking a message: a `Received` field (RFC 5321 section 4.4), read as
/// far as it can be, since every program has its own way with it.
///
/// @param helo what the client called itself; null where that is not told
/// @param name the client's reverse name as the server saw it; null where that is not told
/// @param address the client's IP address; null where that is not told
/// @param by the server that took it; null where that is not told
/// @param with the protocol's word (`ESMTPS`, `HTTP`), more than one word at some; null where that
///   is not told
/// @param id the server's own mark of the message; null where that is not told
/// @param recipient whom it was for; null where that is not told
/// @param encrypted whether the text says that the line was encrypted
/// @param authenticated whether the text says that the client had signed in
/// @param date when; null where that can't be read
public record ReceivedField(
    @Nullable String helo,
    @Nullable String name,
    @Nullable IpAddress address,
    @Nullable String by,
    @Nullable String with,
    @Nullable String id,
    @Nullable String recipient,
    boolean encrypted,
    boolean authenticated,
    @Nullable MessageDate date) {
  /// Characters that are read, and kept of each part (docs/limits.md).
  static final int MAX_LENGTH = 8_000;

  static final int MAX_WORD = 300;

  /// Reads the value of a field; never fails.
  ///
  /// @param value what follows the colon, folding and all
  public static ReceivedField parse(String value) {
    String text = value.length() <= MAX_LENGTH ? value : value.substring(0, MAX_LENGTH);
    return new Reader(text).read();
  }

  private static final class Reader {
    private static final List<String> CLAUSES = List.of("from", "by", "via", "with", "id", "for");

    private final String text;
    private String clause = "";
    private final StringBuilder protocol = new StringBuilder();
    private final List<String> fromComments = new ArrayList<>();
    private final StringBuilder comments = new StringBuilder();
    private @Nullable String from;
    private @Nullable String by;
    private @Nullable String id;
    private @Nullable String recipient;

    Reader(String text) {
      this.text = text;
    }

    ReceivedField read() {
      int end = dateStart();
      words(end);
      MessageDate date = end < text.length() ? MessageDate.parse(text.substring(end + 1)) : null;
      String with = protocol.isEmpty() ? null : protocol.toString();
      Client client = client();
      String all = comments.toString().toLowerCase(Locale.ROOT);
      String word = with == null ? "" : with.toUpperCase(Locale.ROOT);
      // RFC 3848: S for TLS, A for signed in
      boolean encrypted =
          word.endsWith("SMTPS")
              || word.endsWith("SMTPSA")
              || word.endsWith("LMTPS")
              || word.endsWith("HTTPS")
              || all.contains("tls");
      boolean signedIn =
          word.endsWith("SMTPA") || word.endsWith("SMTPSA") || all.contains("authenticated");
      return new ReceivedField(
          client.helo(),
          client.name(),
          client.address(),
          by,
          with,
          id,
          recipient,
          encrypted,
          signedIn,
          date);
    }

    /// Where the semicolon before the date stands; the length where there is none.
    private int dateStart() {
      int depth = 0;
      int last = text.length();
      for (int i = 0; i < text.length(); i++) {
        switch (text.charAt(i)) {
          case '\\' -> i++;
          case '(' -> depth++;
          case ')' -> depth = Math.max(0, depth - 1);
          case ';' -> last = depth == 0 ? i : last;
          default -> {}
        }
      }
      return last < text.length() || depth == 0 ? last : Math.max(text.lastIndexOf(';'), 0);
    }

    private void words(int end) {
      int at = 0;
      while (at < end) {
        char c = text.charAt(at);
        if (c == '(') {
          at = comment(at, end);
        } else if (c <= ' ') {
          at++;
        } else {
          int start = at;
          while (at < end && text.charAt(at) > ' ' && text.charAt(at) != '(') {
            at++;
          }
          word(text.substring(start, Math.min(at, start + MAX_WORD)));
        }
      }
    }

    private int comment(int start, int end) {
      int depth = 0;
      int at = start;
      while (at < end) {
        char c = text.charAt(at++);
        if (c == '\\') {
          at++;
        } else if (c == '(') {
          depth++;
        } else if (c == ')' && --depth == 0) {
          break;
        }
      }
      int close = Math.min(at, end);
      String words = text.substring(start + 1, Math.max(start + 1, close - 1));
      comments.append(words).append(' ');
      if (clause.equals("from")) {
        fromComments.add(words);
      }
      return close;
    }

    private void word(String word) {
      String lower = word.toLowerCase(Locale.ROOT);
      if (CLAUSES.contains(lower)) {
        clause = lower;
        return;
      }
      switch (clause) {
        case "from" -> from = from == null ? word : from;
        case "by" -> by = by == null ? strip(word) : by;
        case "id" -> id = id == null ? word : id;
        case "for" -> recipient = recipient == null ? recipient(word) : recipient;
        case "with" -> {
          if (protocol.length() < MAX_WORD) {
            protocol.append(protocol.isEmpty() ? "" : " ").append(word);
          }
        }
        default -> {}
      }
    }

    private static @Nullable String recipient(String word) {
      String inner =
          word.startsWith("<") && word.endsWith(">") ? word.substring(1, word.length() - 1) : word;
      return inner.indexOf('@') > 0 ? inner : null;
    }

    private static String strip(String word) {
      String inner =
          word.startsWith("[") && word.endsWith("]") ? word.substring(1, word.length() - 1) : word;
      return inner.endsWith(".") ? inner.substring(0, inner.length() - 1) : inner;
    }

    private record Client(
        @Nullable String helo, @Nullable String name, @Nullable IpAddress address) {}

    /// What the words behind `from` and its comments tell: Postfix writes `helo (name [address])`,
    /// Exim `name ([address] helo=helo)` or `[address] (helo=helo)`, qmail `name (HELO helo)
    /// (address)`, Exchange `helo (address)`.
    private Client client() {
      String first = from;
      String helo = null;
      String name = null;
      IpAddress address = null;
      boolean told = false;
      for (String comment : fromComments) {
        for (String raw : comment.split("[\\s,]+", 12)) {
          int equals = raw.indexOf('=');
          String key = equals < 0 ? "" : raw.substring(0, equals).toLowerCase(Locale.ROOT);
          IpAddress seen = address(raw);
          if (seen != null) {
            address = address == null ? seen : address;
          } else if (key.equals("helo")) {
            helo = raw.substring(equals + 1);
          } else if (raw.equalsIgnoreCase("HELO") || raw.equalsIgnoreCase("EHLO")) {
            told = true;
          } else if (told) {
            helo = raw;
            told = false;
          } else if (equals < 0 && name == null && raw.indexOf('.') > 0 && isName(raw)) {
            name = strip(raw);
          }
        }
      }
      String said = first == null || first.startsWith("[") ? null : strip(first);
      if (helo == null) {
        helo = said;
      } else if (name == null && isName(said)) {
        name = said;
      }
      if (address == null && first != null) {
        address = address(first);
      }
      return new Client(helo == null ? null : strip(helo), unknown(name) ? null : name, address);
    }

    private static boolean unknown(@Nullable String name) {
      return name == null || name.equalsIgnoreCase("unknown");
    }

    private static boolean isName(@Nullable String word) {
      if (word == null) {
        return false;
      }
      for (int i = 0; i < word.length(); i++) {
        char c = word.charAt(i);
        boolean usual =
            (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '-'
                || c == '_';
        if (!usual) {
          return false;
        }
      }
      return true;
    }

    /// An address, in brackets or bare, with a port or `IPv6:` or without.
    private static @Nullable IpAddress address(String word) {
      int open = word.indexOf('[');
      int close = word.indexOf(']', open + 1);
      String inner = open >= 0 && close > 0 ? word.substring(open + 1, close) : word;
      if (inner.regionMatches(true, 0, "ipv6:", 0, 5)) {
        inner = inner.substring(5);
      }
      if (inner.isEmpty()) {
        return null;
      }
      if (Character.digit(inner.charAt(0), 16) < 0 && inner.charAt(0) != ':') {
        return null;
      }
      return IpAddress.parse(inner);
    }
  }
}
