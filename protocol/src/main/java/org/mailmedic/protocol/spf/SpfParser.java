package org.mailmedic.protocol.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.ip.IpAddress;
import org.mailmedic.protocol.ip.IpRange;

/// Reads one record, term by term; each mistake is told with its place, and the next term is read.
final class SpfParser {
  private static final int VERSION_LENGTH = 6;
  private static final int ALL_BITS_4 = 32;
  private static final int ALL_BITS_6 = 128;

  private final String text;
  private final List<SpfTerm> terms = new ArrayList<>();
  private final List<SpfProblem> problems = new ArrayList<>(0);
  private boolean redirected;
  private boolean explained;

  SpfParser(String text) {
    this.text = text;
  }

  SpfRecord parse() {
    if (!SpfRecord.isMeant(text)) {
      problem(SpfProblem.Kind.NO_VERSION, 0, text.substring(0, Math.min(12, text.length())));
      return new SpfRecord(text, terms, problems);
    }
    int end = text.length();
    if (end > SpfLimits.MAX_RECORD) {
      problem(SpfProblem.Kind.TOO_LONG, SpfLimits.MAX_RECORD, "");
      end = SpfLimits.MAX_RECORD;
    }
    int at = VERSION_LENGTH;
    for (int count = 0; at < end; at++) {
      if (text.charAt(at) == ' ') {
        continue;
      }
      int space = text.indexOf(' ', at);
      int stop = space < 0 ? end : Math.min(space, end);
      if (++count > SpfLimits.MAX_TERMS) {
        problem(SpfProblem.Kind.TOO_LONG, at, "");
        break;
      }
      term(at, text.substring(at, stop));
      at = stop;
    }
    return new SpfRecord(text, terms, problems);
  }

  /// Section 4.6.1: a modifier has a name and `=` before any other character.
  private void term(int position, String term) {
    int at = 0;
    while (at < term.length() && isNameCharacter(term.charAt(at))) {
      at++;
    }
    boolean name = at > 0 && isLetter(term.charAt(0));
    if (name && at < term.length() && term.charAt(at) == '=') {
      modifier(position, term, at);
    } else {
      mechanism(position, term);
    }
  }

  private void modifier(int position, String term, int equals) {
    String name = term.substring(0, equals).toLowerCase(Locale.ROOT);
    String value = term.substring(equals + 1);
    int valueAt = position + equals + 1;
    boolean redirect = name.equals("redirect");
    if (!redirect && !name.equals("exp")) {
      unknown(position, term, name, value, valueAt);
      return;
    }
    boolean again = redirect ? redirected : explained;
    redirected |= redirect;
    explained |= !redirect;
    MacroString domain = domain(position, term, value, valueAt);
    if (again) {
      problem(SpfProblem.Kind.REPEATED_MODIFIER, position, term);
    } else if (domain != null) {
      terms.add(
          redirect
              ? new SpfTerm.Redirect(position, term, domain)
              : new SpfTerm.Explanation(position, term, domain));
    }
  }

  private void unknown(int position, String term, String name, String value, int valueAt) {
    MacroParser.Parsed parsed = MacroParser.value(value, valueAt);
    if (parsed.problem() == null) {
      terms.add(new SpfTerm.Unknown(position, term, name, value));
    } else if (problems.size() < SpfLimits.MAX_PROBLEMS) {
      problems.add(parsed.problem());
    }
  }

  private void mechanism(int position, String term) {
    Qualifier sign = Qualifier.of(term.charAt(0));
    int nameAt = sign == null ? 0 : 1;
    int nameEnd = nameAt;
    while (nameEnd < term.length() && term.charAt(nameEnd) != ':' && term.charAt(nameEnd) != '/') {
      nameEnd++;
    }
    String name = term.substring(nameAt, nameEnd).toLowerCase(Locale.ROOT);
    String rest = term.substring(nameEnd);
    SpfTerm read =
        new MechanismReader(position, term, nameEnd, sign == null ? Qualifier.PASS : sign)
            .read(name, rest);
    if (read != null) {
      terms.add(read);
    }
  }

  /// One mechanism.
  private final class MechanismReader {
    private final int position;
    private final String term;
    private final int restAt;
    private final Qualifier qualifier;

    MechanismReader(int position, String term, int nameEnd, Qualifier qualifier) {
      this.position = position;
      this.term = term;
      this.restAt = position + nameEnd;
      this.qualifier = qualifier;
    }

    /// The term; null where something is wrong with it, which has been told.
    @Nullable SpfTerm read(String name, String rest) {
      return switch (name) {
        case "all" -> all(rest);
        case "include" -> {
          MacroString domain = needed(rest);
          yield domain == null ? null : new SpfTerm.Include(position, term, qualifier, domain);
        }
        case "exists" -> {
          MacroString domain = needed(rest);
          yield domain == null ? null : new SpfTerm.Exists(position, term, qualifier, domain);
        }
        case "a", "mx" -> hosts(name, rest);
        case "ptr" -> ptr(rest);
        case "ip4" -> ip4(rest);
        case "ip6" -> ip6(rest);
        default -> noMechanism(name, rest);
      };
    }

    private @Nullable SpfTerm all(String rest) {
      if (!rest.isEmpty()) {
        problem(SpfProblem.Kind.UNEXPECTED_VALUE, restAt, rest);
        return null;
      }
      return new SpfTerm.All(position, term, qualifier);
    }

    private @Nullable SpfTerm noMechanism(String name, String rest) {
      int odd = oddCharacter(term);
      if (odd >= 0) {
        boolean ascii = term.charAt(odd) < 0x7f;
        problem(
            ascii ? SpfProblem.Kind.CONTROL_CHARACTER : SpfProblem.Kind.NOT_ASCII,
            position + odd,
            term.substring(odd));
      } else if (rest.startsWith(":") && (name.equals("redirect") || name.equals("exp"))) {
        problem(SpfProblem.Kind.COLON_FOR_EQUALS, position, term);
      } else {
        problem(SpfProblem.Kind.UNKNOWN_MECHANISM, position, term);
      }
      return null;
    }

    /// A domain-spec after a colon, without a prefix length.
    private @Nullable MacroString needed(String rest) {
      if (!rest.startsWith(":")) {
        boolean nothing = rest.isEmpty();
        problem(
            nothing ? SpfProblem.Kind.MISSING_VALUE : SpfProblem.Kind.UNEXPECTED_VALUE,
            nothing ? position : restAt,
            nothing ? term : rest);
        return null;
      }
      return domain(position, term, rest.substring(1), restAt + 1);
    }

    private @Nullable SpfTerm ptr(String rest) {
      if (rest.isEmpty()) {
        return new SpfTerm.Ptr(position, term, qualifier, null);
      }
      MacroString domain = needed(rest);
      return domain == null ? null : new SpfTerm.Ptr(position, term, qualifier, domain);
    }

    /// Section 5.3: `[ ":" domain-spec ] [ "/" bits ] [ "//" bits ]`.
    private @Nullable SpfTerm hosts(String name, String rest) {
      int end = rest.length();
      int prefix6 = ALL_BITS_6;
      int prefix4 = ALL_BITS_4;
      int slash = digitsAfterSlash(rest, end);
      if (slash > 0 && rest.charAt(slash - 1) == '/') {
        prefix6 = bits(rest, slash, end, ALL_BITS_6);
        end = slash - 1;
        slash = digitsAfterSlash(rest, end);
      }
      if (slash >= 0 && (slash == 0 || rest.charAt(slash - 1) != '/')) {
        prefix4 = bits(rest, slash, end, ALL_BITS_4);
        end = slash;
      }
      if (prefix4 < 0 || prefix6 < 0) {
        return null;
      }
      MacroString domain = null;
      if (end > 0) {
        if (rest.charAt(0) != ':') {
          problem(SpfProblem.Kind.BAD_PREFIX, restAt, rest);
          return null;
        }
        domain = domain(position, term, rest.substring(1, end), restAt + 1);
        if (domain == null) {
          return null;
        }
      }
      return name.equals("a")
          ? new SpfTerm.A(position, term, qualifier, domain, prefix4, prefix6)
          : new SpfTerm.Mx(position, term, qualifier, domain, prefix4, prefix6);
    }

    /// Where the slash is that only digits follow up to `end`, at least one; -1 where there is
    /// none.
    private static int digitsAfterSlash(String rest, int end) {
      int at = end - 1;
      while (at >= 0 && rest.charAt(at) >= '0' && rest.charAt(at) <= '9') {
        at--;
      }
      return at >= 0 && at < end - 1 && rest.charAt(at) == '/' ? at : -1;
    }

    /// The prefix length after a slash; -1 where it is none, which has been told.
    private int bits(String rest, int slash, int end, int most) {
      int bits = number(rest, slash + 1, end);
      if (bits < 0 || bits > most) {
        problem(SpfProblem.Kind.BAD_PREFIX, restAt + slash, rest.substring(slash, end));
        return -1;
      }
      return bits;
    }

    private @Nullable SpfTerm ip4(String rest) {
      return ip(rest, ALL_BITS_4, SpfProblem.Kind.BAD_IPV4);
    }

    private @Nullable SpfTerm ip6(String rest) {
      return ip(rest, ALL_BITS_6, SpfProblem.Kind.BAD_IPV6);
    }

    private @Nullable SpfTerm ip(String rest, int most, SpfProblem.Kind bad) {
      if (rest.length() < 2 || rest.charAt(0) != ':') {
        problem(SpfProblem.Kind.MISSING_VALUE, position, term);
        return null;
      }
      int slash = rest.indexOf('/');
      String text = rest.substring(1, slash < 0 ? rest.length() : slash);
      IpAddress address = most == ALL_BITS_4 ? IpAddress.parse4(text) : IpAddress.parse6(text);
      if (address == null) {
        problem(bad, restAt + 1, text);
        return null;
      }
      int prefix = slash < 0 ? most : bits(rest, slash, rest.length(), most);
      return prefix < 0
          ? null
          : new SpfTerm.Ip(position, term, qualifier, new IpRange(address, prefix));
    }
  }

  private @Nullable MacroString domain(int position, String term, String value, int valueAt) {
    if (value.isEmpty()) {
      problem(SpfProblem.Kind.MISSING_VALUE, position, term);
      return null;
    }
    MacroParser.Parsed parsed = MacroParser.domain(value, valueAt);
    if (parsed.problem() != null && problems.size() < SpfLimits.MAX_PROBLEMS) {
      problems.add(parsed.problem());
    }
    return parsed.value();
  }

  /// A number without leading zeros; -1 where it is none.
  private static int number(String text, int from, int to) {
    boolean leadingZero = to - from > 1 && text.charAt(from) == '0';
    if (to == from || to - from > 3 || leadingZero) {
      return -1;
    }
    int number = 0;
    for (int at = from; at < to; at++) {
      int digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /// The first character that is no visible ASCII; -1 where all are.
  private static int oddCharacter(String term) {
    for (int at = 0; at < term.length(); at++) {
      if (term.charAt(at) < 0x21 || term.charAt(at) > 0x7e) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isNameCharacter(char c) {
    return isLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  }

  private void problem(SpfProblem.Kind kind, int position, String wrong) {
    if (problems.size() < SpfLimits.MAX_PROBLEMS) {
      problems.add(new SpfProblem(kind, position, wrong));
    }
  }
}
