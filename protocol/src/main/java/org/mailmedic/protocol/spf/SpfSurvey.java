package org.mailmedic.protocol.spf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.ip.IpAddress;
import org.mailmedic.protocol.ip.IpRange;

/// Everything that a domain's record leads to, as it is for a sender that nothing matches: whom it
/// names, how many look-ups it needs, and what is wrong with it. Where an evaluation ends with the
/// first error, this goes on.
///
/// @param domain whose record it is
/// @param texts the SPF records of the domain: none, one, or too many
/// @param record the record, where there is exactly one; null otherwise
/// @param faults all that is wrong, in the order in which an evaluation comes to it
/// @param ranges whom it names for sending (`+`), as far as that is the same for all senders
/// @param lookups the terms that ask the DNS (RFC 7208 section 4.6.4), counted past the limit too
/// @param voidLookups those of them that find nothing
/// @param all the qualifier of the `all` that ends it, in the redirection's record where there is
///   one; null where nothing ends it
/// @param terms every term that was looked at, in order
public record SpfSurvey(
    String domain,
    List<String> texts,
    @Nullable SpfRecord record,
    List<SpfFault> faults,
    List<IpRange> ranges,
    int lookups,
    int voidLookups,
    @Nullable Qualifier all,
    List<SpfStep> terms) {
  public SpfSurvey {
    texts = List.copyOf(texts);
    faults = List.copyOf(faults);
    ranges = List.copyOf(ranges);
    terms = List.copyOf(terms);
  }

  /// Looks at it all. Ends after a bounded number of questions.
  public static SpfSurvey of(String domain, SpfDns dns) {
    return new Walk(dns).survey(SpfNames.withoutDot(domain));
  }

  /// Looks at what a record would lead to that a domain had.
  public static SpfSurvey of(SpfRecord record, String domain, SpfDns dns) {
    return of(domain, SpfWhatIf.instead(domain, record.text(), dns));
  }

  /// Whether all answers came, so that what is not in `faults` is no fault.
  public boolean complete() {
    return faults.stream().noneMatch(fault -> fault.kind() == SpfFault.Kind.UNOBSERVED);
  }

  private static final class Walk {

    private final SpfDns dns;
    private final List<SpfFault> faults = new ArrayList<>();
    private final List<IpRange> ranges = new ArrayList<>();
    private final List<SpfStep> terms = new ArrayList<>();
    private final List<SpfStep.Asked> asked = new ArrayList<>();
    private int lookups;
    private int voidLookups;
    private @Nullable Qualifier all;

    Walk(SpfDns dns) {
      this.dns = dns;
    }

    SpfSurvey survey(String domain) {
      SpfAnswer answer = ask(domain, SpfQuestion.Type.TXT);
      List<String> texts = SpfRecord.among(answer.texts());
      SpfRecord record = read(answer, domain, null, null, 0);
      if (record != null) {
        walk(record, domain, 0, /* named= */ true);
      }
      return new SpfSurvey(domain, texts, record, faults, ranges, lookups, voidLookups, all, terms);
    }

    /// The record in an answer; null where there is none to go on with, which has been told.
    private @Nullable SpfRecord read(
        SpfAnswer answer,
        String domain,
        @Nullable String parent,
        @Nullable SpfTerm term,
        int depth) {
      List<String> texts = SpfRecord.among(answer.texts());
      SpfRecord record = texts.size() == 1 ? SpfRecord.parse(texts.get(0)) : null;
      if (answer.unsettled()) {
        fail(answer, domain, term);
      } else if (texts.size() > 1) {
        fault(SpfFault.Kind.SEVERAL_RECORDS, domain, null, "" + texts.size());
      } else if (record == null && term != null && parent != null) {
        boolean redirect = term instanceof SpfTerm.Redirect;
        fault(
            redirect ? SpfFault.Kind.REDIRECT_WITHOUT_RECORD : SpfFault.Kind.INCLUDE_WITHOUT_RECORD,
            parent,
            term,
            domain);
      }
      if (record != null) {
        for (SpfProblem problem : record.problems()) {
          faults.add(new SpfFault(SpfFault.Kind.SYNTAX, domain, null, problem, null));
        }
      }
      step(depth, domain, null, null, record == null);
      return record;
    }

    /// @param named whether what matches here is named as a sender of the surveyed domain
    private void walk(SpfRecord record, String domain, int depth, boolean named) {
      dns.soon(SpfPrefetch.questions(record, domain, NOBODY));
      for (SpfTerm term : record.terms()) {
        if (lookups >= SpfLimits.MAX_SURVEYED) {
          return;
        }
        if (term instanceof SpfTerm.All found) {
          end(found, depth, named);
          return;
        }
        if (term instanceof SpfTerm.Mechanism mechanism) {
          mechanism(mechanism, domain, depth, named);
        }
      }
      SpfTerm.Redirect redirect = record.redirect();
      if (redirect != null) {
        count(redirect, domain);
        follow(redirect, redirect.domain(), domain, depth, named);
      }
    }

    private void end(SpfTerm.All found, int depth, boolean named) {
      if (all == null && ends) {
        all = found.qualifier();
      }
      if (named && found.qualifier() == Qualifier.PASS) {
        ranges.add(EVERYBODY_4);
        ranges.add(EVERYBODY_6);
      }
      step(depth, "", found, null, false);
    }

    private void mechanism(SpfTerm.Mechanism term, String domain, int depth, boolean named) {
      boolean names = named && term.qualifier() == Qualifier.PASS;
      if (term.asks()) {
        count(term, domain);
      }
      switch (term) {
        case SpfTerm.Include include -> {
          boolean before = ends;
          ends = false;
          follow(include, include.domain(), domain, depth, names);
          ends = before;
        }
        case SpfTerm.A a -> {
          String host = name(a.domain(), domain);
          List<IpAddress> addresses = host == null ? List.of() : addresses(a, domain, host);
          add(names, addresses, a.prefix4(), a.prefix6());
          step(depth, domain, a, host, false);
        }
        case SpfTerm.Mx mx -> {
          String host = name(mx.domain(), domain);
          if (host != null) {
            mx(mx, domain, host, names);
          }
          step(depth, domain, mx, host, false);
        }
        case SpfTerm.Ip ip -> {
          if (names) {
            ranges.add(ip.range());
          }
          step(depth, domain, ip, null, false);
        }
        case SpfTerm.Exists exists -> {
          String host = name(exists.domain(), domain);
          if (host != null) {
            SpfAnswer answer = ask(host, SpfQuestion.Type.A);
            settle(answer, answer.isVoid(), domain, exists);
          }
          step(depth, domain, exists, host, false);
        }
        case SpfTerm.Ptr ptr -> step(depth, domain, ptr, null, false);
        case SpfTerm.All never -> {} // seen to by the caller
      }
    }

    /// Whether the record that is walked ends the surveyed one, and is not only included.
    private boolean ends = true;

    private void follow(
        SpfTerm term, MacroString written, String domain, int depth, boolean named) {
      String target = name(written, domain);
      step(depth, domain, term, target, false);
      if (target == null || depth >= SpfLimits.MAX_DEPTH || lookups > SpfLimits.MAX_SURVEYED) {
        return;
      }
      SpfRecord record = read(ask(target, SpfQuestion.Type.TXT), target, domain, term, depth + 1);
      if (record != null) {
        walk(record, target, depth + 1, named);
      }
    }

    private void mx(SpfTerm.Mx term, String domain, String name, boolean names) {
      SpfAnswer answer = ask(name, SpfQuestion.Type.MX);
      settle(answer, answer.isVoid(), domain, term);
      List<String> hosts = answer.names();
      if (hosts.size() > SpfLimits.MAX_MX) {
        fault(SpfFault.Kind.TOO_MANY_MX, domain, term, "" + hosts.size());
        return;
      }
      List<SpfQuestion> questions = new ArrayList<>();
      for (String host : hosts) {
        questions.add(new SpfQuestion(host, SpfQuestion.Type.A));
        questions.add(new SpfQuestion(host, SpfQuestion.Type.AAAA));
      }
      dns.soon(questions);
      for (SpfQuestion question : questions) {
        SpfAnswer addresses = ask(question.name(), question.type());
        settle(addresses, /* nothing= */ false, domain, term);
        add(names, addresses.addresses(), term.prefix4(), term.prefix6());
      }
    }

    private List<IpAddress> addresses(SpfTerm term, String domain, String host) {
      dns.soon(List.of(new SpfQuestion(host, SpfQuestion.Type.AAAA)));
      SpfAnswer four = ask(host, SpfQuestion.Type.A);
      SpfAnswer six = ask(host, SpfQuestion.Type.AAAA);
      settle(four, four.isVoid() && six.isVoid(), domain, term);
      if (four.status() != six.status()) {
        settle(six, /* nothing= */ false, domain, term);
      }
      List<IpAddress> addresses = new ArrayList<>(four.addresses());
      addresses.addAll(six.addresses());
      return addresses;
    }

    private void add(boolean names, List<IpAddress> addresses, int prefix4, int prefix6) {
      if (names) {
        for (IpAddress address : addresses) {
          ranges.add(new IpRange(address, address.ipv6() ? prefix6 : prefix4));
        }
      }
    }

    /// The name that a term is about; null where it differs from sender to sender, or can't be
    /// asked for.
    private static @Nullable String name(@Nullable MacroString written, String domain) {
      if (written == null) {
        return domain;
      }
      String name = written.sameForAll() ? written.name(letter -> domain) : "";
      return SpfNames.canBeAsked(name) ? name : null;
    }

    private void count(SpfTerm term, String domain) {
      if (++lookups == SpfLimits.MAX_LOOKUPS + 1) {
        fault(SpfFault.Kind.TOO_MANY_LOOKUPS, domain, term, null);
      }
    }

    private void settle(SpfAnswer answer, boolean nothing, String domain, SpfTerm term) {
      if (answer.unsettled()) {
        fail(answer, domain, term);
      } else if (nothing && ++voidLookups == SpfLimits.MAX_VOID_LOOKUPS + 1) {
        fault(SpfFault.Kind.TOO_MANY_VOID_LOOKUPS, domain, term, null);
      }
    }

    private SpfAnswer ask(String name, SpfQuestion.Type type) {
      SpfQuestion question = new SpfQuestion(name, type);
      SpfAnswer answer =
          SpfNames.canBeAsked(name)
              ? dns.ask(question)
              : SpfAnswer.without(SpfAnswer.Status.FOUND, null);
      asked.add(new SpfStep.Asked(question, answer));
      return answer;
    }

    private void fail(SpfAnswer answer, String domain, @Nullable SpfTerm term) {
      SpfQuestion question = asked.get(asked.size() - 1).question();
      boolean ours = answer.status() == SpfAnswer.Status.UNOBSERVED;
      fault(
          ours ? SpfFault.Kind.UNOBSERVED : SpfFault.Kind.LOOKUP_FAILED,
          domain,
          term,
          answer.reason() == null ? question.toString() : question + ": " + answer.reason());
    }

    private void fault(
        SpfFault.Kind kind, String domain, @Nullable SpfTerm term, @Nullable String detail) {
      faults.add(new SpfFault(kind, domain, term, null, detail));
    }

    private void step(
        int depth,
        String domain,
        @Nullable SpfTerm term,
        @Nullable String target,
        boolean nothing) {
      SpfStep.Outcome outcome =
          nothing
              ? SpfStep.Outcome.NO_RECORD
              : term == null ? SpfStep.Outcome.READ : SpfStep.Outcome.NO_MATCH;
      terms.add(new SpfStep(depth, domain, term, target, asked, outcome, lookups, voidLookups));
      asked.clear();
    }
  }

  private static final SpfRequest NOBODY =
      new SpfRequest(new IpAddress(false, 0, 0), "", "", "", "", 0);
  private static final IpRange EVERYBODY_4 = new IpRange(new IpAddress(false, 0, 0), 0);
  private static final IpRange EVERYBODY_6 = new IpRange(new IpAddress(true, 0, 0), 0);
}
