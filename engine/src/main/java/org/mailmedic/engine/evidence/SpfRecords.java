package org.mailmedic.engine.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.ip.IpAddress;
import org.mailmedic.protocol.spf.SpfAnswer;
import org.mailmedic.protocol.spf.SpfDns;
import org.mailmedic.protocol.spf.SpfQuestion;
import org.mailmedic.protocol.spf.SpfRecord;

/// What the domain says about who may send as it (SPF, RFC 7208): every answer that its record
/// leads to, and what a receiver makes of it for each address that the mail is known to leave from.
/// Key subject: the domain.
///
/// @param domain the domain, without trailing dot
/// @param answers what was asked, in order; enough to evaluate it all again
/// @param serviceTerms the SPF terms that name the senders of the service that holds the account;
///   null where no service is known, or it has none
/// @param lookups, voidLookups what an evaluation counts for a sender that nothing matches, past
///   the limits too (section 4.6.4)
/// @param evaluations one for each sending address
public record SpfRecords(
    String domain,
    List<Answer> answers,
    @Nullable String serviceTerms,
    int lookups,
    int voidLookups,
    List<Evaluation> evaluations)
    implements Evidence {
  public SpfRecords {
    answers = List.copyOf(answers);
    evaluations = List.copyOf(evaluations);
  }

  /// The key for a domain.
  public static EvidenceKey<SpfRecords> key(String domain) {
    return new EvidenceKey<>(SpfRecords.class, domain);
  }

  /// A question and its answer.
  ///
  /// @param name without the trailing dot, in lower case
  /// @param type `TXT`, `A`, `AAAA`, `MX` or `PTR`
  /// @param status a constant's name of [SpfAnswer.Status]
  /// @param values texts, hosts or addresses
  /// @param reason why it failed; null where there is nothing to say
  public record Answer(
      String name, String type, String status, List<String> values, @Nullable String reason) {
    public Answer {
      values = List.copyOf(values);
    }
  }

  /// Where a sending address is known from.
  public enum Source {
    /// The person said so (`--sending-ip`).
    OPTION,
    /// It stands in what came back, as the one that was refused.
    RETURNED,
    /// It is one of those that the service names in its own record.
    SERVICE
  }

  /// What a receiver makes of mail from an address (check_host of RFC 7208).
  ///
  /// @param result `none`, `neutral`, `pass`, `fail`, `softfail`, `temperror` or `permerror`
  /// @param decidedBy the term that decided; null where none matched
  /// @param fault why it is an error; null unless it is
  /// @param lookups, voidLookups what was counted
  /// @param explanation the domain's own words for a refusal; null where there are none
  /// @param steps every step
  public record Evaluation(
      String address,
      Source source,
      String result,
      @Nullable String decidedBy,
      @Nullable String fault,
      int lookups,
      int voidLookups,
      @Nullable String explanation,
      List<Step> steps) {
    public Evaluation {
      steps = List.copyOf(steps);
    }
  }

  /// A step of an evaluation.
  ///
  /// @param depth 0 in the domain's own record, one more in each include and redirection
  /// @param domain whose record it is
  /// @param term as written; null for the look-up of the record
  /// @param target the name that the term is about; null where it has none
  /// @param asked the questions with their answers, in the notation of the wire
  /// @param outcome a constant's name of [org.mailmedic.protocol.spf.SpfStep.Outcome]
  /// @param lookups, voidLookups what was counted up to here
  public record Step(
      int depth,
      String domain,
      @Nullable String term,
      @Nullable String target,
      List<String> asked,
      String outcome,
      int lookups,
      int voidLookups) {
    public Step {
      asked = List.copyOf(asked);
    }
  }

  /// The answers as an evaluation asks for them; what was never asked is unobserved, not absent.
  public SpfDns dns() {
    Map<SpfQuestion, SpfAnswer> known = new HashMap<>();
    for (Answer answer : answers) {
      SpfQuestion.Type type = SpfQuestion.Type.valueOf(answer.type());
      known.put(new SpfQuestion(answer.name(), type), read(answer, type));
    }
    return question -> {
      String name = question.name().toLowerCase(Locale.ROOT);
      SpfAnswer answer = known.get(new SpfQuestion(name, question.type()));
      return answer == null ? SpfAnswer.without(SpfAnswer.Status.UNOBSERVED, "not asked") : answer;
    };
  }

  private static SpfAnswer read(Answer answer, SpfQuestion.Type type) {
    if (!answer.status().equals(SpfAnswer.Status.FOUND.name())) {
      return SpfAnswer.without(SpfAnswer.Status.valueOf(answer.status()), answer.reason());
    }
    return switch (type) {
      case TXT -> SpfAnswer.texts(answer.values());
      case MX, PTR -> SpfAnswer.names(answer.values());
      case A, AAAA -> {
        List<IpAddress> addresses = new ArrayList<>();
        for (String value : answer.values()) {
          IpAddress address = IpAddress.parse(value);
          if (address != null) {
            addresses.add(address);
          }
        }
        yield SpfAnswer.addresses(addresses);
      }
    };
  }

  /// What was asked first: the domain's own TXT records.
  public SpfAnswer own() {
    for (Answer answer : answers) {
      if (answer.type().equals("TXT") && answer.name().equalsIgnoreCase(domain)) {
        return read(answer, SpfQuestion.Type.TXT);
      }
    }
    return SpfAnswer.without(SpfAnswer.Status.UNOBSERVED, "not asked");
  }

  @Override
  public String kind() {
    return "dns";
  }

  @Override
  public boolean settled() {
    return !own().unsettled()
        && answers.stream().noneMatch(a -> a.status().equals(SpfAnswer.Status.UNOBSERVED.name()));
  }

  @Override
  public Attempt.Reason unsettledBecause() {
    return own().status() == SpfAnswer.Status.FAILED
        ? Attempt.Reason.SOURCE_FAILED
        : Attempt.Reason.DEADLINE;
  }

  @Override
  public String summary() {
    SpfAnswer own = own();
    List<String> records = SpfRecord.among(own.texts());
    StringBuilder line = new StringBuilder(domain).append(" TXT ");
    line.append(records.isEmpty() ? own.status().name() : String.join(" | ", records));
    if (!records.isEmpty()) {
      line.append(" (").append(lookups).append(" look-ups, ").append(voidLookups).append(" void)");
    }
    for (Evaluation evaluation : evaluations) {
      line.append("; ").append(evaluation.address()).append(' ').append(evaluation.result());
      if (evaluation.decidedBy() != null) {
        line.append(" by ").append(evaluation.decidedBy());
      }
    }
    return line.length() <= MAX_SUMMARY ? line.toString() : line.substring(0, MAX_SUMMARY);
  }

  private static final int MAX_SUMMARY = 600;
}
