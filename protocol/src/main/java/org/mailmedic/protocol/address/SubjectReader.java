package org.mailmedic.protocol.address;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.idn.Idn;

/// Reads what a person types as an address or domain: takes off `mailto:`, angle brackets, display
/// names, comments and white space, converts internationalised domains, and says what is wrong and
/// where with what can't be read. Never throws. Control characters and line breaks never get
/// through.
///
/// How it differs from the isemail suite, and why, is in `docs/checks/input/address.md`.
public final class SubjectReader {
  /// Longest input that is looked at, characters.
  public static final int MAX_CHARS = 2048;

  /// RFC 5321 section 4.5.3.1.3: a path has at most 256 octets, its angle brackets included.
  static final int MAX_ADDRESS_OCTETS = 254;

  private static final int MAX_OFFENDING = 64;

  private final String input;
  private final boolean guessing;
  private final Set<Subject.Note> notes = EnumSet.noneOf(Subject.Note.class);

  /// How many characters of the input stand before the text that is read.
  private int base;

  /// @param guessing whether this reading tries a suggestion out, and so makes none of its own
  private SubjectReader(String input, boolean guessing) {
    this.input = input;
    this.guessing = guessing;
  }

  /// Reads an address or a domain.
  public static Subject read(String input) {
    return new SubjectReader(input, false).read();
  }

  private Subject read() {
    if (input.length() > MAX_CHARS) {
      return invalid(InputProblem.TOO_LONG, MAX_CHARS, "", null);
    }
    String text = trim(input);
    if (text.isEmpty()) {
      return invalid(InputProblem.EMPTY, 0, "", null);
    }
    Subject hidden = hidden(text);
    if (hidden != null) {
      return hidden;
    }
    text = unwrap(text);
    hidden = hidden(text);
    if (hidden != null) {
      return hidden;
    }
    if (looksLikeUrl(text)) {
      return invalid(InputProblem.URL, base, text, hostOf(text));
    }
    return text.indexOf('@') >= 0 ? address(text) : domain(text);
  }

  /// Takes off spaces and what comes along when copying: no-break spaces, zero-width spaces, byte
  /// order marks. Line breaks stay: they are folding or a mistake.
  private String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isPadding(text.charAt(start))) {
      start++;
    }
    while (end > start && isPadding(text.charAt(end - 1))) {
      end--;
    }
    if (end >= 2 && AddrSpec.isFolding(text, end - 2)) {
      end++; // the white space that makes the line break before it folding
    }
    base += start;
    return text.substring(start, end);
  }

  private static boolean isPadding(char c) {
    return c == ' '
        || c == '\t'
        || c == '\u00a0'
        || c == '\u3000'
        || (c >= '\u2000' && c <= '\u200f')
        || (c >= '\u202a' && c <= '\u202f')
        || (c >= '\u2066' && c <= '\u2069')
        || c == '\ufeff';
  }

  /// Null where every character can be seen and every line break is folding.
  private @Nullable Subject hidden(String text) {
    for (int i = 0; i < text.length(); i++) {
      InputProblem problem = hidden(text, i);
      if (problem != null) {
        return invalid(problem, base + i, text.substring(i, i + 1), null);
      }
      if (Character.isHighSurrogate(text.charAt(i))) {
        i++;
      }
    }
    return null;
  }

  private static @Nullable InputProblem hidden(String text, int at) {
    char c = text.charAt(at);
    if (c == '\r') {
      return AddrSpec.isFolding(text, at) ? null : InputProblem.LINE_BREAK;
    }
    if (c == '\n') {
      return at > 0 && AddrSpec.isFolding(text, at - 1) ? null : InputProblem.LINE_BREAK;
    }
    boolean halfPair =
        Character.isSurrogate(c)
            && !(at + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(at + 1)));
    // U+FFFD is what is left of bytes that were no UTF-8: nobody's letter.
    boolean lost = halfPair || c == '\ufffd';
    if ((c < ' ' && c != '\t') || (c >= 0x7f && c <= 0x9f) || lost) {
      return InputProblem.CONTROL_CHARACTER;
    }
    // A zero-width (non-)joiner is a letter's part in some scripts: ICU judges it (RFC 5892 A.1).
    if (c > 0x7f
        && !isJoiner(c)
        && (isPadding(c) || c == '\u2028' || c == '\u2029' || c == '\u00ad')) {
      return InputProblem.INVISIBLE_CHARACTER;
    }
    return null;
  }

  private static boolean isJoiner(char c) {
    return c == '\u200c' || c == '\u200d';
  }

  private String unwrap(String typed) {
    String text = typed;
    if (text.regionMatches(true, 0, "mailto:", 0, 7)) {
      base += 7;
      text = trim(withoutQuery(text.substring(7)));
      notes.add(Subject.Note.UNWRAPPED);
    }
    int open = text.endsWith(">") ? angle(text) : -1;
    if (open >= 0) {
      base += open + 1;
      text = trim(text.substring(open + 1, text.length() - 1));
      notes.add(Subject.Note.UNWRAPPED);
    }
    return text;
  }

  /// RFC 6068: what follows `?` are header fields; the address is percent-encoded.
  private static String withoutQuery(String mailto) {
    int question = mailto.indexOf('?');
    String address = question < 0 ? mailto : mailto.substring(0, question);
    if (address.indexOf('%') < 0) {
      return address;
    }
    try {
      return URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return address;
    }
  }

  /// Where the `<` stands that opens the address after a display name; -1 where there is none.
  private static int angle(String text) {
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '<' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  private static boolean looksLikeUrl(String text) {
    if (text.contains("://")) {
      return text.indexOf('@') < 0 || text.indexOf("://") < text.indexOf('@');
    }
    if (text.indexOf('@') >= 0 || text.indexOf(' ') >= 0) {
      return false;
    }
    int slash = text.indexOf('/');
    int colon = text.indexOf(':');
    return slash > 0 || (colon > 0 && colon == text.lastIndexOf(':'));
  }

  /// The host in what looks like a URL, where it is a domain.
  private @Nullable String hostOf(String url) {
    int start = url.indexOf("://");
    String rest = start < 0 ? url : url.substring(start + 3);
    int end = 0;
    while (end < rest.length() && "/?#:".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    String host = rest.substring(rest.lastIndexOf('@', end) + 1, end);
    if (host.regionMatches(true, 0, "www.", 0, 4) && host.indexOf('.', 4) > 0) {
      host = host.substring(4);
    }
    return valid(host);
  }

  /// A guess, where it reads as valid by itself.
  private @Nullable String valid(String guess) {
    return !guessing
            && !guess.isEmpty()
            && new SubjectReader(guess, true).read() instanceof Subject.Valid
        ? guess
        : null;
  }

  private Subject address(String text) {
    Subject crowd = severalAddresses(text);
    if (crowd != null) {
      return crowd;
    }
    AddrSpec spec = new AddrSpec(text);
    if (!spec.parse()) {
      InputProblem problem = Objects.requireNonNull(spec.problem);
      int at = Math.min(spec.problemAt, text.length());
      String offending =
          problem == InputProblem.LOCAL_TOO_LONG ? spec.local.toString() : piece(text, at);
      String guess =
          problem == InputProblem.NO_LOCAL_PART ? valid(text.substring(at + 1).strip()) : null;
      return invalid(problem, base + at, offending, guess);
    }
    return address(spec, text);
  }

  private Subject address(AddrSpec spec, String text) {
    MailDomain domain = new MailDomain(spec.domain.toString());
    if (!domain.check()) {
      InputProblem problem = Objects.requireNonNull(domain.problem);
      return invalid(
          problem, base + spec.domainAt + domain.problemAt, domain.offending, mended(text));
    }
    String local = spec.wireLocalPart();
    if (isJoiner(local.charAt(0))) { // it joins nothing, and came along when copying
      String joiner = local.substring(0, 1);
      return invalid(InputProblem.INVISIBLE_CHARACTER, base + text.indexOf(joiner), joiner, null);
    }
    if (!Idn.isAscii(local)) {
      notes.add(Subject.Note.SMTPUTF8);
    }
    if (AddrSpec.octets(local) + 1 + domain.ascii.length() > MAX_ADDRESS_OCTETS) {
      return invalid(InputProblem.ADDRESS_TOO_LONG, base, text, null);
    }
    if (spec.stripped) {
      notes.add(Subject.Note.COMMENT_REMOVED);
    }
    if (local.startsWith("\"")) {
      notes.add(Subject.Note.QUOTED);
    }
    return valid(local, domain);
  }

  /// Typing errors that have one obvious cure.
  private @Nullable String mended(String text) {
    String guess = text.replace(',', '.').replaceAll("\\.{2,}", ".");
    while (guess.endsWith(".")) {
      guess = guess.substring(0, guess.length() - 1);
    }
    return guess.equals(text) ? null : valid(guess);
  }

  /// Null where there is one `@` outside quotes and comments.
  private @Nullable Subject severalAddresses(String text) {
    int first = -1;
    boolean quoted = false;
    int comments = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '(' && !quoted) {
        comments++;
      } else if (c == ')' && !quoted) {
        comments--;
      } else if (c == '@' && !quoted && comments == 0) {
        if (first >= 0) {
          return crowd(text, first, i);
        }
        first = i;
      }
    }
    return null;
  }

  private Subject crowd(String text, int first, int second) {
    for (int i = first; i < second; i++) {
      if (",; \t\r\n".indexOf(text.charAt(i)) >= 0) {
        return invalid(InputProblem.SEVERAL, base + i, text, null);
      }
    }
    String guess = second == first + 1 ? text.substring(0, first) + text.substring(second) : "";
    return invalid(InputProblem.TWO_AT, base + second, "@", valid(guess));
  }

  private Subject domain(String text) {
    if (text.startsWith("[") || isIpv6(text)) {
      return invalid(InputProblem.IP_ADDRESS, base, text, null);
    }
    boolean rooted = text.length() > 1 && text.endsWith(".") && !text.endsWith("..");
    MailDomain domain = new MailDomain(rooted ? text.substring(0, text.length() - 1) : text);
    if (!domain.check()) {
      InputProblem problem = Objects.requireNonNull(domain.problem);
      if (" \t".contains(domain.offending) && !domain.offending.isEmpty()) {
        problem = InputProblem.SPACE;
      } else if ("\r\n".contains(domain.offending) && !domain.offending.isEmpty()) {
        problem = InputProblem.LINE_BREAK;
      }
      return invalid(problem, base + domain.problemAt, domain.offending, mended(text));
    }
    if (!rooted && domain.ascii.indexOf('.') < 0) {
      return invalid(InputProblem.NO_DOT, base, text, null);
    }
    return valid(null, domain);
  }

  private static boolean isIpv6(String text) {
    int colons = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':') {
        colons++;
      } else if (Character.digit(c, 16) < 0 && c != '.') {
        return false;
      }
    }
    return colons >= 2;
  }

  private Subject valid(@Nullable String local, MailDomain domain) {
    if (domain.international) {
      notes.add(Subject.Note.IDN);
    }
    if (domain.ascii.indexOf('.') < 0) {
      notes.add(Subject.Note.SINGLE_LABEL);
    }
    return new Subject.Valid(local, domain.ascii, notes);
  }

  private static String piece(String text, int at) {
    if (at >= text.length()) {
      return "";
    }
    return text.substring(at, text.offsetByCodePoints(at, 1));
  }

  private static Subject invalid(
      InputProblem problem, int position, String offending, @Nullable String suggestion) {
    return new Subject.Invalid(problem, position, shown(offending), suggestion);
  }

  /// Fit for a terminal.
  private static String shown(String piece) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < piece.length(); ) {
      if (shown.length() > MAX_OFFENDING - 10) {
        return shown.append('…').toString();
      }
      int c = piece.codePointAt(i);
      i += Character.charCount(c);
      if (isInvisible(c)) {
        String hex = Integer.toHexString(c).toUpperCase(Locale.ROOT);
        shown.append("U+").append("0".repeat(Math.max(0, 4 - hex.length()))).append(hex);
      } else {
        shown.appendCodePoint(c);
      }
    }
    return shown.toString();
  }

  private static boolean isInvisible(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.UNASSIGNED
        || (type == Character.SPACE_SEPARATOR && c != ' ');
  }
}
