package org.mailmedic.protocol.spf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.ip.IpAddress;
import org.mailmedic.protocol.ip.IpRange;

/// Evaluates a request: check_host() of RFC 7208 section 4, with every step written down.
///
/// Deviations from the letter: none that changes a result. A void look-up is counted once a term
/// (the terms of section 4.6.4), not for each address of MX hosts and reverse names; names that the
/// DNS can't be asked for match nothing (section 4.8 leaves that open).
public final class SpfEvaluator {
  private final SpfRequest request;
  private final SpfDns dns;
  private final List<SpfStep> steps = new ArrayList<>();
  private final List<SpfStep.Asked> asked = new ArrayList<>(2);
  private int lookups;
  private int voidLookups;
  private @Nullable SpfFault fault;
  private SpfTerm.@Nullable Mechanism matched;
  private @Nullable String matchedIn;
  private @Nullable List<String> reverseNames;

  private SpfEvaluator(SpfRequest request, SpfDns dns) {
    this.request = request;
    this.dns = dns;
  }

  /// Evaluates. Ends after a bounded number of questions, whatever the records say.
  public static SpfEvaluation evaluate(SpfRequest request, SpfDns dns) {
    return new SpfEvaluator(request, dns).evaluate();
  }

  private SpfEvaluation evaluate() {
    Checked checked =
        SpfNames.isFull(SpfNames.withoutDot(request.domain()))
            ? check(SpfNames.withoutDot(request.domain()), 0)
            : new Checked(SpfResult.NONE, null, request.domain());
    String explanation = checked.result() == SpfResult.FAIL ? explanation(checked) : null;
    return new SpfEvaluation(
        request,
        checked.result(),
        matched,
        matchedIn,
        fault,
        lookups,
        voidLookups,
        explanation,
        steps);
  }

  /// What a domain's record says.
  ///
  /// @param record the record that decided; null where there is none
  /// @param domain whose record that is
  private record Checked(SpfResult result, @Nullable SpfRecord record, String domain) {}

  private Checked check(String domain, int depth) {
    SpfAnswer answer = ask(domain, SpfQuestion.Type.TXT);
    if (answer.unsettled()) {
      fail(answer, domain, null);
      step(depth, domain, null, null, SpfStep.Outcome.ERROR);
      return error(domain);
    }
    List<String> texts = SpfRecord.among(answer.texts());
    if (texts.isEmpty()) {
      step(depth, domain, null, null, SpfStep.Outcome.NO_RECORD);
      return new Checked(SpfResult.NONE, null, domain);
    }
    SpfRecord record = SpfRecord.parse(texts.get(0));
    if (texts.size() > 1) {
      fault = new SpfFault(SpfFault.Kind.SEVERAL_RECORDS, domain, null, null, "" + texts.size());
    } else if (!record.valid()) {
      // Section 4.6: a mistake anywhere in the record counts, wherever the evaluation would end.
      fault = new SpfFault(SpfFault.Kind.SYNTAX, domain, null, record.problems().get(0), null);
    }
    boolean good = fault == null;
    step(depth, domain, null, null, good ? SpfStep.Outcome.READ : SpfStep.Outcome.ERROR);
    if (!good) {
      return error(domain);
    }
    dns.soon(SpfPrefetch.questions(record, domain, request));
    return evaluate(record, domain, depth);
  }

  private Checked evaluate(SpfRecord record, String domain, int depth) {
    for (SpfTerm term : record.terms()) {
      if (term instanceof SpfTerm.Mechanism mechanism) {
        boolean match = matches(mechanism, domain, depth);
        if (fault != null) {
          return error(domain);
        }
        if (match) {
          matched = mechanism;
          matchedIn = domain;
          return new Checked(mechanism.qualifier().result(), record, domain);
        }
      }
    }
    SpfTerm.Redirect redirect = record.redirect();
    return redirect == null
        ? new Checked(SpfResult.NEUTRAL, record, domain)
        : redirect(redirect, domain, depth);
  }

  private Checked redirect(SpfTerm.Redirect redirect, String domain, int depth) {
    String target = target(redirect.domain(), domain);
    if (!count(redirect, domain)) {
      step(depth, domain, redirect, target, SpfStep.Outcome.ERROR);
      return error(domain);
    }
    step(depth, domain, redirect, target, SpfStep.Outcome.FOLLOWED);
    Checked checked =
        SpfNames.canBeAsked(target)
            ? check(target, depth + 1)
            : new Checked(SpfResult.NONE, null, target);
    if (checked.result() == SpfResult.NONE) {
      fault = new SpfFault(SpfFault.Kind.REDIRECT_WITHOUT_RECORD, domain, redirect, null, target);
      return error(domain);
    }
    return checked;
  }

  private boolean matches(SpfTerm.Mechanism mechanism, String domain, int depth) {
    if (mechanism.asks() && !count(mechanism, domain)) {
      step(depth, domain, mechanism, null, SpfStep.Outcome.ERROR);
      return false;
    }
    if (mechanism instanceof SpfTerm.Include include) {
      return include(include, domain, depth);
    }
    String target = target(mechanism, domain);
    boolean match =
        switch (mechanism) {
          case SpfTerm.All all -> true;
          case SpfTerm.Ip ip -> ip.range().contains(request.address());
          case SpfTerm.A a ->
              address(a, domain, orDomain(target, domain), a.prefix4(), a.prefix6());
          case SpfTerm.Mx mx -> mx(mx, domain, orDomain(target, domain));
          case SpfTerm.Ptr ptr -> ptr(orDomain(target, domain));
          case SpfTerm.Exists exists -> exists(exists, domain, orDomain(target, domain));
          case SpfTerm.Include include -> false; // seen to above
        };
    boolean error = fault != null || tooManyVoid(mechanism, domain);
    SpfStep.Outcome outcome =
        error ? SpfStep.Outcome.ERROR : match ? SpfStep.Outcome.MATCH : SpfStep.Outcome.NO_MATCH;
    step(depth, domain, mechanism, target, outcome);
    return match && !error;
  }

  private static String orDomain(@Nullable String target, String domain) {
    return target == null ? domain : target;
  }

  /// The name that a mechanism is about; null where it has none of its own.
  private @Nullable String target(SpfTerm.Mechanism mechanism, String domain) {
    MacroString written =
        switch (mechanism) {
          case SpfTerm.A a -> a.domain();
          case SpfTerm.Mx mx -> mx.domain();
          case SpfTerm.Ptr ptr -> ptr.domain();
          case SpfTerm.Exists exists -> exists.domain();
          case SpfTerm.Include include -> include.domain();
          case SpfTerm.All all -> null;
          case SpfTerm.Ip ip -> null;
        };
    return written == null ? null : target(written, domain);
  }

  private String target(MacroString written, String domain) {
    return written.name(letter -> value(letter, domain));
  }

  /// Section 5.2.
  private boolean include(SpfTerm.Include include, String domain, int depth) {
    String target = target(include.domain(), domain);
    step(depth, domain, include, target, SpfStep.Outcome.FOLLOWED);
    SpfResult result =
        SpfNames.canBeAsked(target) ? check(target, depth + 1).result() : SpfResult.NONE;
    if (fault == null && result == SpfResult.NONE) {
      fault = new SpfFault(SpfFault.Kind.INCLUDE_WITHOUT_RECORD, domain, include, null, target);
    }
    boolean match = result == SpfResult.PASS;
    SpfStep.Outcome outcome =
        fault != null
            ? SpfStep.Outcome.ERROR
            : match ? SpfStep.Outcome.MATCH : SpfStep.Outcome.NO_MATCH;
    step(depth, domain, include, target, outcome);
    return match;
  }

  /// Section 5.3.
  private boolean address(
      SpfTerm.Mechanism term, String domain, String host, int prefix4, int prefix6) {
    SpfAnswer answer = askAddresses(host);
    if (answer.unsettled()) {
      fail(answer, domain, term);
      return false;
    }
    if (answer.isVoid()) {
      voidLookups++;
    }
    return contains(answer.addresses(), prefix4, prefix6);
  }

  private boolean contains(List<IpAddress> addresses, int prefix4, int prefix6) {
    IpAddress sender = request.address();
    int prefix = sender.ipv6() ? prefix6 : prefix4;
    for (IpAddress address : addresses) {
      if (address.ipv6() == sender.ipv6() && new IpRange(address, prefix).contains(sender)) {
        return true;
      }
    }
    return false;
  }

  /// Section 5.4.
  private boolean mx(SpfTerm.Mx term, String domain, String name) {
    SpfAnswer answer = ask(name, SpfQuestion.Type.MX);
    if (answer.unsettled()) {
      fail(answer, domain, term);
      return false;
    }
    if (answer.isVoid()) {
      voidLookups++;
    }
    if (answer.names().size() > SpfLimits.MAX_MX) {
      String count = "" + answer.names().size();
      fault = new SpfFault(SpfFault.Kind.TOO_MANY_MX, domain, term, null, count);
      return false;
    }
    soonAddresses(answer.names());
    for (String host : answer.names()) {
      SpfAnswer addresses = askAddresses(host);
      if (addresses.unsettled()) {
        fail(addresses, domain, term);
        return false;
      }
      if (contains(addresses.addresses(), term.prefix4(), term.prefix6())) {
        return true;
      }
    }
    return false;
  }

  /// Section 5.5: whatever fails here only matches nothing.
  private boolean ptr(String target) {
    for (String name : validNames()) {
      if (SpfNames.isWithin(name, target)) {
        return true;
      }
    }
    return false;
  }

  /// The reverse names of the address that lead back to it; asked for once.
  private List<String> validNames() {
    List<String> known = reverseNames;
    if (known != null) {
      return known;
    }
    List<String> valid = new ArrayList<>();
    List<String> names = ask(request.address().reverseName(), SpfQuestion.Type.PTR).names();
    List<String> some = names.subList(0, Math.min(names.size(), SpfLimits.MAX_PTR));
    soonAddresses(some);
    for (String name : some) {
      if (contains(askAddresses(name).addresses(), 32, 128)) {
        valid.add(name);
      }
    }
    reverseNames = valid;
    return valid;
  }

  /// Section 5.7: always A, whatever the sender's family.
  private boolean exists(SpfTerm.Exists term, String domain, String name) {
    SpfAnswer answer = ask(name, SpfQuestion.Type.A);
    if (answer.unsettled()) {
      fail(answer, domain, term);
      return false;
    }
    if (answer.isVoid()) {
      voidLookups++;
    }
    return !answer.addresses().isEmpty();
  }

  private boolean tooManyVoid(SpfTerm term, String domain) {
    if (voidLookups <= SpfLimits.MAX_VOID_LOOKUPS) {
      return false;
    }
    fault = new SpfFault(SpfFault.Kind.TOO_MANY_VOID_LOOKUPS, domain, term, null, "" + voidLookups);
    return true;
  }

  /// Counts a term that asks; false where it is one too many (section 4.6.4).
  private boolean count(SpfTerm term, String domain) {
    if (lookups == SpfLimits.MAX_LOOKUPS) {
      fault = new SpfFault(SpfFault.Kind.TOO_MANY_LOOKUPS, domain, term, null, null);
      return false;
    }
    lookups++;
    return true;
  }

  private SpfAnswer askAddresses(String host) {
    return ask(host, addressType());
  }

  private SpfQuestion.Type addressType() {
    return request.address().ipv6() ? SpfQuestion.Type.AAAA : SpfQuestion.Type.A;
  }

  private void soonAddresses(List<String> hosts) {
    if (hosts.size() > 1) {
      List<SpfQuestion> questions = new ArrayList<>(hosts.size());
      for (String host : hosts) {
        questions.add(new SpfQuestion(host, addressType()));
      }
      dns.soon(questions);
    }
  }

  /// Asks; a name that the DNS can't be asked for has nothing.
  private SpfAnswer ask(String name, SpfQuestion.Type type) {
    if (!SpfNames.canBeAsked(name)) {
      return NOTHING;
    }
    SpfQuestion question = new SpfQuestion(name, type);
    SpfAnswer answer = dns.ask(question);
    asked.add(new SpfStep.Asked(question, answer));
    return answer;
  }

  /// Neither found nor void: nothing was asked.
  private static final SpfAnswer NOTHING = SpfAnswer.without(SpfAnswer.Status.FOUND, null);

  private void fail(SpfAnswer answer, String domain, @Nullable SpfTerm term) {
    SpfFault.Kind kind =
        answer.status() == SpfAnswer.Status.UNOBSERVED
            ? SpfFault.Kind.UNOBSERVED
            : SpfFault.Kind.LOOKUP_FAILED;
    String question = asked.isEmpty() ? "" : asked.get(asked.size() - 1).question().toString();
    String detail = answer.reason() == null ? question : question + ": " + answer.reason();
    fault = new SpfFault(kind, domain, term, null, detail);
  }

  private Checked error(String domain) {
    SpfFault why = fault;
    SpfResult result = why == null ? SpfResult.PERMERROR : why.kind().result();
    return new Checked(result, null, domain);
  }

  private void step(
      int depth,
      String domain,
      @Nullable SpfTerm term,
      @Nullable String target,
      SpfStep.Outcome outcome) {
    steps.add(new SpfStep(depth, domain, term, target, asked, outcome, lookups, voidLookups));
    asked.clear();
  }

  /// Section 6.2: whatever goes wrong here, there is no explanation.
  private @Nullable String explanation(Checked checked) {
    SpfRecord record = checked.record();
    SpfTerm.Explanation where = record == null ? null : record.explanation();
    if (where == null) {
      return null;
    }
    String domain = checked.domain();
    String target = target(where.domain(), domain);
    List<String> texts = ask(target, SpfQuestion.Type.TXT).texts();
    MacroString text = texts.size() == 1 ? MacroParser.explanation(texts.get(0)).value() : null;
    String expanded = text == null ? null : text.expand(letter -> value(letter, domain));
    step(
        0,
        domain,
        where,
        target,
        expanded == null ? SpfStep.Outcome.NO_MATCH : SpfStep.Outcome.MATCH);
    return expanded;
  }

  /// Section 7.2.
  private String value(char letter, String domain) {
    return switch (letter) {
      case 's' -> request.sender();
      case 'l' -> request.localPart();
      case 'o' -> request.domain();
      case 'd' -> domain;
      case 'i' -> dotted();
      case 'p' -> validatedName(domain);
      case 'v' -> request.address().ipv6() ? "ip6" : "in-addr";
      case 'h' -> request.helo();
      case 'c' -> request.address().toString();
      case 'r' -> request.receiver();
      case 't' -> Long.toString(request.epochSeconds());
      default -> throw new IllegalStateException("no macro letter: " + letter);
    };
  }

  /// The address with a dot after each part: numbers, or the digits of IPv6.
  private String dotted() {
    IpAddress address = request.address();
    if (!address.ipv6()) {
      return address.toString();
    }
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < 32; i++) {
      long half = i < 16 ? address.high() : address.low();
      int digit = (int) ((half >>> (60 - 4 * (i % 16))) & 15);
      digits.append(i == 0 ? "" : ".").append("0123456789ABCDEF".charAt(digit));
    }
    return digits.toString();
  }

  /// Section 7.3: the domain itself, else a name below it, else any; `unknown` without one.
  private String validatedName(String domain) {
    String best = null;
    for (String name : validNames()) {
      if (name.equalsIgnoreCase(domain)) {
        best = name;
        break;
      }
      if (best == null || (SpfNames.isWithin(name, domain) && !SpfNames.isWithin(best, domain))) {
        best = name;
      }
    }
    return best == null ? "unknown" : best;
  }
}
