package org.mailmedic.engine.rule.spf;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.SpfRecords;
import org.mailmedic.protocol.ip.IpAddress;
import org.mailmedic.protocol.ip.IpRange;
import org.mailmedic.protocol.spf.SpfDns;
import org.mailmedic.protocol.spf.SpfEvaluator;
import org.mailmedic.protocol.spf.SpfFault;
import org.mailmedic.protocol.spf.SpfProblem;
import org.mailmedic.protocol.spf.SpfRecord;
import org.mailmedic.protocol.spf.SpfRequest;
import org.mailmedic.protocol.spf.SpfResult;
import org.mailmedic.protocol.spf.SpfSurvey;
import org.mailmedic.protocol.spf.SpfTerm;
import org.mailmedic.protocol.spf.SpfWhatIf;

/// The whole record that would help, evaluated on the answers that were seen before it is told to
/// anybody. Every method gives null where no change that it knows helps.
final class SpfRepair {
  private static final String VERSION = "v=spf1";

  /// What stands for the domain of the service's own terms, which are no domain's record.
  private static final String SERVICE = "service.invalid";

  /// Characters of a record that people can be told to publish.
  private static final int MAX_RECORD = 450;

  private final SpfRecords seen;
  private final SpfDns dns;
  private final List<IpRange> service;

  SpfRepair(SpfRecords seen) {
    this.seen = seen;
    this.dns = seen.dns();
    String terms = seen.serviceTerms();
    this.service =
        terms == null
            ? List.of()
            : SpfSurvey.of(SpfRecord.parse(VERSION + " " + terms), SERVICE, dns).ranges();
  }

  /// A record for a domain that has none.
  @Nullable String first(List<IpAddress> senders) {
    List<String> terms = terms(senders);
    if (terms.isEmpty()) {
      return null;
    }
    return good(VERSION + " " + String.join(" ", terms) + " ~all", senders);
  }

  /// The record with what names these senders; where none is given, the service's own.
  @Nullable String naming(SpfRecord record, List<IpAddress> senders) {
    String good = adding(terms(senders), record, senders);
    // An include may need more look-ups than are left.
    return good != null ? good : adding(addresses(senders), record, senders);
  }

  private @Nullable String adding(List<String> terms, SpfRecord record, List<IpAddress> senders) {
    String added = String.join(" ", terms);
    if (added.isEmpty()) {
      return null;
    }
    String text = record.text();
    int end = text.length();
    for (SpfTerm term : record.terms()) {
      if (term instanceof SpfTerm.All || term instanceof SpfTerm.Redirect) {
        end = Math.min(end, term.position());
      }
    }
    String last = text.substring(0, end).strip() + " " + added + " " + text.substring(end);
    String good = good(last.strip(), senders);
    // A term before it may refuse the sender already.
    return good != null
        ? good
        : good(VERSION + " " + added + text.substring(VERSION.length()), senders);
  }

  /// One record out of several: whom any of them names, and the first one's end.
  @Nullable String merged(List<String> texts) {
    Set<String> terms = new LinkedHashSet<>();
    String end = "";
    for (String text : texts) {
      for (SpfTerm term : SpfRecord.parse(text).terms()) {
        if (term instanceof SpfTerm.All || term instanceof SpfTerm.Redirect) {
          end = end.isEmpty() ? term.text() : end;
        } else {
          terms.add(term.text());
        }
      }
    }
    terms.add(end.isEmpty() ? "~all" : end);
    return good(VERSION + " " + String.join(" ", terms), senders());
  }

  /// The record without a term.
  @Nullable String without(SpfRecord record, SpfTerm term) {
    List<String> terms = new ArrayList<>();
    for (SpfTerm other : record.terms()) {
      if (!other.text().equals(term.text())) {
        terms.add(other.text());
      }
    }
    return good(VERSION + " " + String.join(" ", terms), senders());
  }

  /// The record without what is there twice or names nobody for sure.
  @Nullable String shorter(SpfRecord record) {
    Set<String> terms = new LinkedHashSet<>();
    for (SpfTerm term : record.terms()) {
      if (!(term instanceof SpfTerm.Ptr)) {
        terms.add(term.text().toLowerCase(Locale.ROOT));
      }
    }
    return good(VERSION + " " + String.join(" ", terms), senders());
  }

  /// The record with its slips of the pen put right.
  @Nullable String corrected(SpfRecord record) {
    StringBuilder text = new StringBuilder(record.text());
    List<SpfProblem> problems = record.problems();
    for (int i = problems.size() - 1; i >= 0; i--) {
      SpfProblem problem = problems.get(i);
      String right = right(problem, text);
      if (right == null) {
        return null;
      }
      int begin = termAt(text, problem.position());
      text.replace(begin, endOf(text, begin), right);
    }
    return good(text.toString().strip(), senders());
  }

  /// What the term with the mistake should be; null where that can't be told.
  private static @Nullable String right(SpfProblem problem, StringBuilder text) {
    int begin = termAt(text, problem.position());
    String term = text.substring(begin, endOf(text, begin));
    return switch (problem.kind()) {
      case COLON_FOR_EQUALS -> term.replaceFirst(":", "=");
      case ADDRESS_FOR_NAME -> address(problem.text());
      case UNKNOWN_MECHANISM -> unknown(term);
      case NOT_ASCII -> plain(term);
      default -> null;
    };
  }

  private static @Nullable String unknown(String term) {
    int colon = term.indexOf(':');
    String name = term.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
    return switch (name) {
      case "ip", "ipv4", "ipv6", "+ip", "ip4v" -> address(term.substring(colon + 1));
      default -> address(term);
    };
  }

  private static @Nullable String address(String text) {
    int slash = text.indexOf('/');
    IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    return address == null ? null : (address.ipv6() ? "ip6:" : "ip4:") + text;
  }

  /// Typographic hyphens and quotes, a character a byte of UTF-8, as programs for writing make
  /// them.
  private static @Nullable String plain(String term) {
    String plain =
        term.replace("\u00e2\u0080\u0093", "-")
            .replace("\u00e2\u0080\u0091", "-")
            .replace("\u00e2\u0080\u009c", "")
            .replace("\u00e2\u0080\u009d", "")
            .replace("\u00c2\u00a0", " ")
            .strip();
    return plain.chars().allMatch(c -> c < 0x7f) ? plain : null;
  }

  private static int termAt(StringBuilder text, int position) {
    return text.lastIndexOf(" ", Math.min(position, text.length() - 1)) + 1;
  }

  private static int endOf(StringBuilder text, int begin) {
    int end = text.indexOf(" ", begin);
    return end < 0 ? text.length() : end;
  }

  /// The senders that are known, as far as a record is good for nothing without them.
  private List<IpAddress> senders() {
    List<IpAddress> senders = new ArrayList<>();
    for (SpfRecords.Evaluation evaluation : seen.evaluations()) {
      IpAddress address = IpAddress.parse(evaluation.address());
      if (evaluation.source() == SpfRecords.Source.OPTION && address != null) {
        senders.add(address);
      }
    }
    return senders;
  }

  /// The terms that name senders: the service's where they are its own, else their addresses.
  private List<String> terms(List<IpAddress> senders) {
    Set<String> terms = new LinkedHashSet<>();
    String own = seen.serviceTerms();
    if (senders.isEmpty() && own != null) {
      terms.add(own);
    }
    for (IpAddress sender : senders) {
      boolean ofService = service.stream().anyMatch(range -> range.contains(sender));
      terms.add(ofService && own != null ? own : (sender.ipv6() ? "ip6:" : "ip4:") + sender);
    }
    return List.copyOf(terms);
  }

  private static List<String> addresses(List<IpAddress> senders) {
    List<String> terms = new ArrayList<>();
    for (IpAddress sender : senders) {
      terms.add((sender.ipv6() ? "ip6:" : "ip4:") + sender);
    }
    return terms;
  }

  /// The record, where receivers can evaluate it and it lets the senders pass; null where not.
  private @Nullable String good(String text, List<IpAddress> senders) {
    SpfRecord record = SpfRecord.parse(text);
    if (!record.valid() || text.length() > MAX_RECORD) {
      return null;
    }
    SpfSurvey survey = SpfSurvey.of(record, seen.domain(), dns);
    for (SpfFault fault : survey.faults()) {
      if (fault.kind().result() == SpfResult.PERMERROR
          || fault.kind() == SpfFault.Kind.UNOBSERVED) {
        return null;
      }
    }
    SpfDns changed = SpfWhatIf.instead(seen.domain(), text, dns);
    for (IpAddress sender : senders.isEmpty() ? ofService() : senders) {
      SpfRequest request = SpfRequest.of(sender, seen.domain());
      if (SpfEvaluator.evaluate(request, changed).result() != SpfResult.PASS) {
        return null;
      }
    }
    return text;
  }

  /// Those addresses of the service that were evaluated.
  private List<IpAddress> ofService() {
    List<IpAddress> addresses = new ArrayList<>();
    for (SpfRecords.Evaluation evaluation : seen.evaluations()) {
      IpAddress address = IpAddress.parse(evaluation.address());
      if (evaluation.source() == SpfRecords.Source.SERVICE && address != null) {
        addresses.add(address);
      }
    }
    return addresses;
  }
}
