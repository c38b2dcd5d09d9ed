package org.mailmedic.engine.cause;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.knowledge.causes.CauseCatalogue;
import org.mailmedic.knowledge.causes.CauseType;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.knowledge.causes.Symptom;
import org.mailmedic.knowledge.explains.Explains;

/// Finds the root causes among findings: follows the links of `explains.yaml` where the evidence
/// gives a reason, takes what nothing explains as a cause, and orders the causes (docs/adr/0002).
/// Pure: the same case file and findings give the same answer.
public final class Reasoner {
  private final CauseCatalogue catalogue;
  private final List<Explains> links;

  public Reasoner(CauseCatalogue catalogue, List<Explains> links) {
    this.catalogue = catalogue;
    this.links = List.copyOf(links);
  }

  /// The answer.
  ///
  /// @param findings what the rules found, in any order
  /// @param faulty ids of checks whose rules broke down
  /// @param service the mail service, null where unknown
  public Diagnosis conclude(
      CaseFile file,
      List<Finding> findings,
      Set<String> faulty,
      Diagnosis.@Nullable Service service) {
    List<Finding> held = Leniency.apply(file, sorted(findings));
    List<Check> checks = Checks.of(file, held, faulty);
    List<Cause> causes = causes(file, held, checks);
    Map<Symptom, Verdict> verdict = new EnumMap<>(Symptom.class);
    for (Symptom symptom : Symptom.values()) {
      verdict.put(symptom, Verdicts.of(symptom, file, causes, checks));
    }
    return new Diagnosis(file, service, verdict, causes, held, remarked(checks, causes));
  }

  /// The check of what came back says so where nothing that is seen today explains it.
  private static List<Check> remarked(List<Check> checks, List<Cause> causes) {
    boolean alone =
        causes.stream().anyMatch(c -> c.finding().arguments().containsKey(WordAlone.ARGUMENT));
    return checks.stream()
        .map(check -> alone && check.id().equals("reply.explanation") ? remarked(check) : check)
        .toList();
  }

  private static Check remarked(Check check) {
    return new Check(
        check.id(), check.status(), check.durationMs(), Attempt.Reason.TODAY_CLEAN, check.detail());
  }

  /// Upstream first; equal ids by subject; the same finding twice is one.
  private List<Finding> sorted(List<Finding> findings) {
    Map<String, Finding> distinct = new LinkedHashMap<>();
    for (Finding finding : findings) {
      distinct.merge(finding.id() + " " + finding.subject(), finding, Reasoner::worse);
    }
    List<Finding> sorted = new ArrayList<>(distinct.values());
    sorted.sort(Comparator.<Finding>comparingInt(this::order).thenComparing(Finding::subject));
    return sorted;
  }

  private static Finding worse(Finding a, Finding b) {
    return a.level().compareTo(b.level()) <= 0 ? a : b;
  }

  private int order(Finding finding) {
    return catalogue.get(finding.id()).order();
  }

  private List<Cause> causes(CaseFile file, List<Finding> findings, List<Check> checks) {
    Map<Finding, Set<Finding>> effects = effects(file, findings);
    Set<Finding> explained = new LinkedHashSet<>();
    effects.values().forEach(explained::addAll);
    Map<String, List<Finding>> roots = new LinkedHashMap<>();
    for (Finding finding : findings) {
      if (!explained.contains(finding)) {
        roots.computeIfAbsent(finding.id(), id -> new ArrayList<>()).add(finding);
      }
    }
    List<Cause> causes = new ArrayList<>();
    for (List<Finding> sameId : roots.values()) {
      Cause cause = cause(file, sameId, effects, checks);
      if (cause.level() != Level.ADVICE && asked(cause, file.complaint().symptoms())) {
        causes.add(cause);
      }
    }
    causes.sort(
        Comparator.comparing(Cause::level)
            .thenComparing(cause -> !concerns(cause, file.complaint().symptoms()))
            .thenComparingInt(cause -> order(cause.finding())));
    return causes;
  }

  /// Whether it is no matter of receiving alone where nobody asked about receiving, say: then its
  /// checks are skipped, and it is no cause (verdict 5).
  private static boolean asked(Cause cause, Set<Symptom> asked) {
    return cause.affects().size() != 1 || concerns(cause, asked);
  }

  private static boolean concerns(Cause cause, Set<Symptom> asked) {
    return cause.affects().stream().anyMatch(asked::contains);
  }

  /// For each finding, those that it explains directly. What this machine can't reach says nothing
  /// of a reply that somebody else got.
  private Map<Finding, Set<Finding>> effects(CaseFile file, List<Finding> findings) {
    Map<String, List<Finding>> byId = new LinkedHashMap<>();
    for (Finding finding : findings) {
      byId.computeIfAbsent(finding.id(), id -> new ArrayList<>()).add(finding);
    }
    Map<Finding, Set<Finding>> effects = new LinkedHashMap<>();
    for (Explains link : links) {
      for (Finding cause : byId.getOrDefault(link.cause(), List.of())) {
        for (Finding effect : byId.getOrDefault(link.effect(), List.of())) {
          boolean said =
              effect.subject().equals(Finding.REPLY)
                  && cause.id().startsWith("network.")
                  && !cause.id().equals("network.proxy"); // it stands in the way of both
          boolean slight =
              cause.level() == Level.ADVICE && effect.level() != Level.ADVICE; // verdict 4
          if (!said && !slight && Conditions.hold(link.when(), file, cause, effect)) {
            effects.computeIfAbsent(cause, key -> new LinkedHashSet<>()).add(effect);
          }
        }
      }
    }
    return effects;
  }

  private Cause cause(
      CaseFile file, List<Finding> sameId, Map<Finding, Set<Finding>> effects, List<Check> checks) {
    Set<Finding> explains = new LinkedHashSet<>();
    for (Finding root : sameId) {
      collect(root, effects, explains);
    }
    List<Finding> ordered = new ArrayList<>(explains);
    ordered.sort(Comparator.<Finding>comparingInt(this::order).thenComparing(Finding::subject));
    boolean word = sameId.stream().allMatch(f -> f.subject().equals(Finding.REPLY));
    Finding whole = merged(sameId);
    Finding root = word ? new WordAlone(links, checks, file).weighed(whole) : whole;
    CauseType type = catalogue.get(root.id());
    Level level = root.level();
    Set<Symptom> affects = EnumSet.noneOf(Symptom.class);
    affects.addAll(type.affects());
    Set<String> evidence = new LinkedHashSet<>(root.evidence());
    for (Finding effect : ordered) {
      level = Level.worst(level, effect.level());
      if (effect.level() != Level.ADVICE) {
        affects.addAll(catalogue.get(effect.id()).affects());
      }
      evidence.addAll(effect.evidence());
    }
    return new Cause(
        root,
        level,
        affects,
        type.responsible(),
        WebmailWord.weigh(
            file.complaint().webmail(), root, Confidence.of(root, type, ordered, checks)),
        ordered,
        List.copyOf(evidence));
  }

  private static void collect(Finding from, Map<Finding, Set<Finding>> effects, Set<Finding> into) {
    for (Finding effect : effects.getOrDefault(from, Set.of())) {
      if (into.add(effect)) {
        collect(effect, effects, into);
      }
    }
  }

  /// Several findings of one id (an expired certificate on two hosts) are one cause: what differs
  /// between their arguments is listed.
  private static Finding merged(List<Finding> sameId) {
    Finding first = sameId.getFirst();
    if (sameId.size() == 1) {
      return first;
    }
    Map<String, Object> arguments = new TreeMap<>(first.arguments());
    Set<String> evidence = new LinkedHashSet<>();
    Level level = first.level();
    double certainty = 0;
    for (Finding finding : sameId) {
      evidence.addAll(finding.evidence());
      level = Level.worst(level, finding.level());
      certainty = Math.max(certainty, finding.certainty());
      finding.arguments().forEach((name, value) -> arguments.merge(name, value, Reasoner::both));
    }
    return new Finding(
        first.id(), level, first.subject(), arguments, List.copyOf(evidence), certainty);
  }

  private static Object both(Object a, Object b) {
    if (a instanceof String one && b instanceof String other) {
      boolean listed = (", " + one + ", ").contains(", " + other + ", ");
      return listed ? one : one + ", " + other;
    }
    if (a instanceof List<?> some && b instanceof List<?> more) {
      Set<Object> all = new LinkedHashSet<>(some);
      all.addAll(more);
      return List.copyOf(all);
    }
    return a;
  }
}
