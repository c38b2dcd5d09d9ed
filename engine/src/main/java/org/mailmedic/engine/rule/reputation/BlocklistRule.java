package org.mailmedic.engine.rule.reputation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mailmedic.engine.evidence.BlocklistAnswers;
import org.mailmedic.engine.evidence.BlocklistAnswers.Answer;
import org.mailmedic.engine.evidence.BlocklistAnswers.Code;
import org.mailmedic.engine.evidence.BlocklistAnswers.Kind;
import org.mailmedic.engine.evidence.BlocklistAnswers.Meaning;
import org.mailmedic.engine.evidence.BlocklistAnswers.Outcome;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;

/// Whether blocklists have the domain, or an address that its mail leaves from (verdict 22;
/// docs/checks/sending/blocklists.md).
public final class BlocklistRule implements Rule {
  private static final double DOCUMENTED = 0.95;
  private static final double BY_CONVENTION = 0.9;

  /// That the mail leaves from an address that SPF names is likely, not known.
  private static final double LIKELY_SENDER = 0.85;

  @Override
  public Set<String> ids() {
    return Set.of("reputation.ip-blocklisted", "reputation.domain-blocklisted");
  }

  @Override
  public String checkId() {
    return "sending.reputation";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    Optional<Observation<BlocklistAnswers>> observation =
        file.find(BlocklistAnswers.key(file.complaint().domain()));
    BlocklistAnswers seen = observation.flatMap(o -> o.attempt().observed()).orElse(null);
    if (seen == null) {
      return findings;
    }
    Map<String, List<Answer>> bySubject = new LinkedHashMap<>();
    for (Answer answer : seen.answers()) {
      bySubject.computeIfAbsent(answer.subject(), key -> new ArrayList<>()).add(answer);
    }
    Senders senders = Senders.of(file);
    boolean all = allAddressesAbused(bySubject);
    for (Map.Entry<String, List<Answer>> entry : bySubject.entrySet()) {
      List<Answer> listed =
          entry.getValue().stream().filter(a -> a.outcome() == Outcome.LISTED).toList();
      if (!listed.isEmpty()) {
        boolean sure = listed.getFirst().kind() == Kind.DOMAIN || senders.known(entry.getKey());
        findings.add(
            found(entry.getKey(), listed, sure, sure || all).on(observation.get()).build());
      }
    }
    return findings;
  }

  /// Whether wherever the mail may leave from, lists have the address.
  private static boolean allAddressesAbused(Map<String, List<Answer>> bySubject) {
    return bySubject.values().stream()
        .filter(answers -> answers.getFirst().kind() == Kind.ADDRESS)
        .allMatch(answers ->
            answers.stream()
                .anyMatch(a -> a.outcome() == Outcome.LISTED && worst(a) == Meaning.ABUSE));
  }

  /// @param sure whether mail is known to leave from there
  /// @param whole whether all of the mail is concerned, not only some of it
  private static Found found(String subject, List<Answer> listed, boolean sure, boolean whole) {
    Meaning worst = Meaning.GOOD;
    boolean documented = false;
    Set<String> lists = new LinkedHashSet<>();
    Set<String> removals = new LinkedHashSet<>();
    String why = null;
    for (Answer answer : listed) {
      Meaning meaning = worst(answer);
      worst = meaning.compareTo(worst) < 0 ? meaning : worst;
      documented |= answer.test() == null;
      lists.add(named(answer));
      if (answer.removal() != null) {
        removals.add(answer.removal());
      }
      why = why == null ? answer.text() : why;
    }
    boolean domain = listed.getFirst().kind() == Kind.DOMAIN;
    String id = domain ? "reputation.domain-blocklisted" : "reputation.ip-blocklisted";
    double certainty = documented ? DOCUMENTED : BY_CONVENTION;
    return Found.of(id, subject)
        .level(level(worst, whole))
        .certainty(sure ? certainty : certainty * LIKELY_SENDER)
        .with(domain ? "domain" : "address", subject)
        .with("lists", List.copyOf(lists))
        .with("kind", kind(worst))
        .with("why", why)
        .with("removal", removals.isEmpty() ? null : List.copyOf(removals));
  }

  private static Level level(Meaning worst, boolean whole) {
    return switch (worst) {
      case ABUSE -> whole ? Level.BROKEN : Level.AT_RISK;
      case MINOR, POLICY -> Level.AT_RISK;
      case NOTICE, GOOD, REFUSED, UNDOCUMENTED -> Level.ADVICE;
    };
  }

  private static String kind(Meaning worst) {
    return switch (worst) {
      case POLICY -> "policy";
      case NOTICE -> "notice";
      default -> "abuse";
    };
  }

  /// The worst of what an answer means; the meanings are in that order.
  private static Meaning worst(Answer answer) {
    Meaning worst = Meaning.UNDOCUMENTED;
    for (Code code : answer.codes()) {
      worst = code.meaning().compareTo(worst) < 0 ? code.meaning() : worst;
    }
    return worst;
  }

  /// `Spamhaus ZEN (SBL, CSS)`.
  private static String named(Answer answer) {
    Set<String> parts = new LinkedHashSet<>();
    for (Code code : answer.codes()) {
      if (code.part() != null && code.meaning() != Meaning.GOOD) {
        parts.add(code.part());
      }
    }
    return parts.isEmpty() ? answer.list() : answer.list() + " (" + String.join(", ", parts) + ")";
  }
}
