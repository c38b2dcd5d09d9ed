package org.mailmedic.protocol.address;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.idn.Idn;

/// Reads `local-part@domain` with the comments and folding that RFC 5322 allows around its pieces.
/// One use: [#parse()], then either [#problem] is set or the pieces are.
final class AddrSpec {
  /// RFC 5321 section 4.5.3.1.1.
  static final int MAX_LOCAL_OCTETS = 64;

  /// Comments may nest; nobody nests them deeper.
  private static final int MAX_COMMENT_DEPTH = 16;

  private static final String ATEXT_MARKS = "!#$%&'*+-/=?^_`{|}~";

  private final String text;
  private int at;

  @Nullable InputProblem problem;
  int problemAt;

  /// The local part without its quotes and backslashes.
  final StringBuilder local = new StringBuilder();

  /// The domain without comments and white space; `[` at its start marks a domain literal.
  final StringBuilder domain = new StringBuilder();

  /// Where in the text the domain starts.
  int domainAt;

  /// Whether comments or white space were taken off.
  boolean stripped;

  /// Octets of the local part as typed, quotes included.
  private int rawLocalOctets;

  AddrSpec(String text) {
    this.text = text;
  }

  /// Reads all of the text.
  ///
  /// @return whether it is an address
  boolean parse() {
    return localPart() && domainPart();
  }

  /// The local part as it goes over the wire: in NFC (RFC 6530 section 10.1), which can bring ASCII
  /// forth (the Greek question mark is a semicolon), and then quoted only where it must be (RFC
  /// 5321 section 4.1.2).
  String wireLocalPart() {
    String content = local.toString();
    if (!Idn.isAscii(content)) {
      content = Normalizer.normalize(content, Normalizer.Form.NFC);
    }
    return needsQuotes(content)
        ? '"' + content.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
        : content;
  }

  private static boolean needsQuotes(String content) {
    boolean afterDot = true;
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (c == '.' ? afterDot : !isAtext(c)) {
        return true;
      }
      afterDot = c == '.';
    }
    return afterDot;
  }

  // RFC 5322 section 3.2.3; beyond ASCII by RFC 6532 section 3.2.
  private static boolean isAtext(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c > 0x7f
        || ATEXT_MARKS.indexOf(c) >= 0;
  }

  private boolean localPart() {
    if (!cfws()) {
      return false;
    }
    if (peek() == '@') {
      return fail(InputProblem.NO_LOCAL_PART, at);
    }
    while (true) {
      if (!word() || !cfws()) {
        return false;
      }
      if (peek() == '@') {
        break;
      }
      if (peek() != '.') {
        return fail(afterWord(), at);
      }
      local.append('.');
      rawLocalOctets++;
      at++;
      if (!cfws()) {
        return false;
      }
    }
    at++;
    // NFC and the quotes that it can call for make some local parts longer than they were typed.
    return Math.max(rawLocalOctets, octets(wireLocalPart())) <= MAX_LOCAL_OCTETS
        || fail(InputProblem.LOCAL_TOO_LONG, 0);
  }

  /// What is wrong where a word has ended and neither a dot nor the `@` follows.
  private InputProblem afterWord() {
    boolean space = at > 0 && (text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '\t');
    return space ? InputProblem.SPACE : InputProblem.LOCAL_CHARACTER;
  }

  private boolean word() {
    if (peek() == '"') {
      return quotedString();
    }
    int start = at;
    while (at < text.length() && isAtext(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      int c = peek();
      return fail(
          c == '.' || c == '@' || c < 0 ? InputProblem.DOT : InputProblem.LOCAL_CHARACTER, at);
    }
    String atom = text.substring(start, at);
    local.append(atom);
    rawLocalOctets += octets(atom);
    return true;
  }

  private boolean quotedString() {
    int start = at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        rawLocalOctets += octets(text.substring(start, at));
        return true;
      }
      if (c == '\\') {
        // RFC 6531 section 3.3 leaves quoted-pairSMTP at printable ASCII.
        if (at + 1 >= text.length()) {
          break;
        }
        char quoted = text.charAt(at + 1);
        if (quoted < ' ' || quoted > '~') {
          return fail(InputProblem.LOCAL_CHARACTER, at + 1);
        }
        local.append(quoted);
        at += 2;
      } else if (c == '\r' || c == '\n') {
        if (!foldedLineBreak()) {
          return false;
        }
      } else {
        // White space as RFC 5322 has it may be a tab; over the wire goes no such thing (RFC 5321
        // section 4.1.2, qtextSMTP).
        local.append(c == '\t' ? ' ' : c);
        at++;
      }
    }
    return fail(InputProblem.QUOTE_UNCLOSED, start);
  }

  private boolean domainPart() {
    if (!cfws()) {
      return false;
    }
    domainAt = at;
    if (at >= text.length()) {
      return fail(InputProblem.NO_DOMAIN, at);
    }
    if (peek() == '[') {
      return fail(InputProblem.DOMAIN_LITERAL, at);
    }
    while (true) {
      atomOfDomain();
      if (!cfws()) {
        return false;
      }
      if (at >= text.length()) {
        return true;
      }
      if (peek() != '.') {
        return fail(InputProblem.SPACE, at);
      }
      domain.append('.');
      at++;
      if (!cfws()) {
        return false;
      }
    }
  }

  /// Takes whatever stands there up to a dot, a space or a comment; [MailDomain] judges it.
  private void atomOfDomain() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '.' || c == '(' || c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        return;
      }
      domain.append(c);
      at++;
    }
  }

  /// Skips comments and white space (RFC 5322 section 3.2.2, with the folding of section 4.2).
  private boolean cfws() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t') {
        at++;
      } else if (c == '\r' || c == '\n') {
        if (!foldedLineBreak()) {
          return false;
        }
      } else if (c == '(') {
        if (!comment()) {
          return false;
        }
      } else {
        return true;
      }
      stripped = true;
    }
    return true;
  }

  /// A CR LF counts as white space only where white space follows.
  private boolean foldedLineBreak() {
    if (!isFolding(text, at)) {
      return fail(InputProblem.LINE_BREAK, at);
    }
    at += 2;
    return true;
  }

  /// Whether a CR LF with white space after it stands there.
  static boolean isFolding(String text, int at) {
    return text.startsWith("\r\n", at)
        && at + 2 < text.length()
        && (text.charAt(at + 2) == ' ' || text.charAt(at + 2) == '\t');
  }

  private boolean comment() {
    int start = at;
    int depth = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\r' || c == '\n') {
        if (!foldedLineBreak()) {
          return false;
        }
        continue;
      }
      at += c == '\\' ? 2 : 1;
      if (c == '(' && ++depth > MAX_COMMENT_DEPTH) {
        break;
      }
      if (c == ')' && --depth == 0) {
        return true;
      }
    }
    return fail(InputProblem.COMMENT_UNCLOSED, start);
  }

  /// The character here; -1 at the end.
  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private boolean fail(InputProblem what, int where) {
    problem = what;
    problemAt = where;
    return false;
  }

  static int octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
