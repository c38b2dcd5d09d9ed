package org.mailmedic.engine.rule.spf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mailmedic.protocol.ip.IpRange;
import org.mailmedic.protocol.spf.Qualifier;
import org.mailmedic.protocol.spf.SpfDns;
import org.mailmedic.protocol.spf.SpfRecord;
import org.mailmedic.protocol.spf.SpfSurvey;
import org.mailmedic.protocol.spf.SpfTerm;

/// Ways to bring a record below its limit of look-ups (RFC 7208 section 4.6.4), the gentlest first:
/// without what stands there twice; without terms whose senders others name too, or that name
/// nobody; with the addresses of the domain's own hosts in the place of `a` and `mx`. The addresses
/// behind an `include` are another's, who may change them any day: they are never copied.
final class SpfShortening {
  /// Addresses that a person can be told to put in the place of one term.
  private static final int MAX_ADDRESSES = 6;

  private final String domain;
  private final SpfDns dns;

  /// The terms by their text in lower case, each once.
  private final Map<String, SpfTerm> terms = new LinkedHashMap<>();

  SpfShortening(SpfRecord record, String domain, SpfDns dns) {
    this.domain = domain;
    this.dns = dns;
    for (SpfTerm term : record.terms()) {
      if (!(term instanceof SpfTerm.Ptr)) {
        terms.putIfAbsent(term.text().toLowerCase(Locale.ROOT), term);
      }
    }
  }

  /// Texts of records, none of them evaluated; the first ones change least.
  List<String> proposals() {
    List<String> proposals = new ArrayList<>();
    proposals.add(text(List.copyOf(terms.keySet())));
    Map<String, List<IpRange>> named = named();
    List<String> kept = new ArrayList<>(terms.keySet());
    // The last one goes first: what was added last is the likeliest to be there twice.
    for (int i = kept.size() - 1; i >= 0; i--) {
      List<IpRange> ranges = named.get(kept.get(i));
      if (ranges != null && others(named, kept, i).containsAll(ranges)) {
        kept.remove(i);
        proposals.add(text(kept));
      }
    }
    for (int i = 0; i < kept.size(); i++) {
      List<IpRange> ranges = named.get(kept.get(i));
      boolean own = !(terms.get(kept.get(i)) instanceof SpfTerm.Include);
      if (ranges != null && own && ranges.size() <= MAX_ADDRESSES) {
        kept.set(i, addresses(ranges));
        proposals.add(text(kept));
      }
    }
    return proposals;
  }

  /// What each term that asks the DNS and lets pass names. A term is missing where that is not the
  /// same for every sender, or was not seen.
  private Map<String, List<IpRange>> named() {
    Map<String, List<IpRange>> named = new LinkedHashMap<>();
    terms.forEach((text, term) -> {
      boolean host =
          term instanceof SpfTerm.Include
              || term instanceof SpfTerm.A
              || term instanceof SpfTerm.Mx;
      if (host && ((SpfTerm.Mechanism) term).qualifier() == Qualifier.PASS) {
        SpfSurvey survey = survey(text);
        if (survey.complete() && sameForAll(survey)) {
          named.put(text, survey.ranges());
        }
      }
    });
    return named;
  }

  private SpfSurvey survey(String text) {
    return SpfSurvey.of(SpfRecord.parse("v=spf1 " + text), domain, dns);
  }

  /// Whether nothing in it depends on who sends.
  private static boolean sameForAll(SpfSurvey survey) {
    return survey.terms().stream()
        .noneMatch(
            step -> step.term() instanceof SpfTerm.Exists || step.term() instanceof SpfTerm.Ptr);
  }

  private Ranges others(Map<String, List<IpRange>> named, List<String> kept, int without) {
    List<IpRange> ranges = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      if (i == without) {
        continue;
      }
      SpfTerm term = terms.get(kept.get(i));
      if (term instanceof SpfTerm.Ip ip && ip.qualifier() == Qualifier.PASS) {
        ranges.add(ip.range());
      }
      ranges.addAll(named.getOrDefault(kept.get(i), List.of()));
    }
    return new Ranges(ranges);
  }

  private static String addresses(List<IpRange> ranges) {
    List<String> terms = new ArrayList<>();
    for (IpRange range : ranges) {
      String term = (range.address().ipv6() ? "ip6:" : "ip4:") + range;
      if (!terms.contains(term)) {
        terms.add(term);
      }
    }
    return String.join(" ", terms);
  }

  private static String text(List<String> terms) {
    return ("v=spf1 " + String.join(" ", terms)).strip().replaceAll(" +", " ");
  }

  private record Ranges(List<IpRange> ranges) {
    boolean containsAll(List<IpRange> wanted) {
      return wanted.stream().allMatch(one -> ranges.stream().anyMatch(r -> r.contains(one)));
    }
  }
}
