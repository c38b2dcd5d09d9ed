package org.mailmedic.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.cause.CheckSpec;
import org.mailmedic.engine.cause.Diagnosis;
import org.mailmedic.engine.cause.Reasoner;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.complaint.Password;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.ServiceDetection;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.probe.ProbeEngine;
import org.mailmedic.engine.probe.ProgressEvent;
import org.mailmedic.engine.probe.SharedEvidence;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.engine.rule.Rules;
import org.mailmedic.engine.world.World;
import org.mailmedic.knowledge.causes.CauseCatalogue;
import org.mailmedic.knowledge.explains.Explains;
import org.mailmedic.knowledge.providers.Providers;

/// The facade: a complaint goes in, a diagnosis comes out. Thread-safe; one may serve many
/// complaints at once.
public final class Diagnostician {

  private final List<Rule> rules;
  private final Reasoner reasoner;
  private final Providers providers;

  /// With the built-in rules and knowledge.
  public Diagnostician() {
    this(Providers.builtIn());
  }

  /// With the built-in rules and knowledge, and these mail services.
  public Diagnostician(Providers providers) {
    this(Rules.ALL, new Reasoner(CauseCatalogue.builtIn(), Explains.builtIn()), providers);
  }

  Diagnostician(List<Rule> rules, Reasoner reasoner, Providers providers) {
    this.rules = List.copyOf(rules);
    this.reasoner = reasoner;
    this.providers = providers;
  }

  /// Looks and concludes.
  ///
  /// @param timeout for the whole diagnosis; what is unfinished by then is inconclusive
  public Diagnosis diagnose(
      Complaint complaint, World world, Duration timeout, ProgressEvent.Listener listener) {
    return conclude(gather(complaint, world, timeout, listener));
  }

  /// Gathers the evidence, and judges nothing.
  public CaseFile gather(
      Complaint complaint, World world, Duration timeout, ProgressEvent.Listener listener) {
    return gather(complaint, world, timeout, listener, (SharedEvidence) null);
  }

  /// Gathers the evidence of one of many complaints in one world.
  ///
  /// @param shared what they have in common; null: nothing
  public CaseFile gather(
      Complaint complaint,
      World world,
      Duration timeout,
      ProgressEvent.Listener listener,
      @Nullable SharedEvidence shared) {
    ProbeEngine engine = new ProbeEngine(world, Comparator.comparingInt(CheckSpec::order), shared);
    Plan plan = new Plan(complaint, providers, shared != null);
    return engine.gather(complaint, plan::start, timeout, listener);
  }

  /// Gathers the evidence, and signs in where the complaint says so.
  ///
  /// @param password to sign in with, in memory only; whoever made it clears it afterwards
  public CaseFile gather(
      Complaint complaint,
      World world,
      Duration timeout,
      ProgressEvent.Listener listener,
      Password password) {
    ProbeEngine engine = new ProbeEngine(world, Comparator.comparingInt(CheckSpec::order), null);
    Plan plan = new Plan(complaint, providers, false);
    return engine.gather(complaint, plan::start, timeout, listener, password);
  }

  /// Concludes from a case file, live or replayed: the same file gives the same diagnosis.
  public Diagnosis conclude(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    Set<String> faulty = new HashSet<>();
    for (Rule rule : rules) {
      try {
        findings.addAll(rule.judge(file));
      } catch (RuntimeException e) {
        // A fault in one rule is ours: its check is inconclusive, and the rest goes on.
        faulty.add(rule.checkId());
      }
    }
    return reasoner.conclude(file, findings, faulty, service(file));
  }

  private static Diagnosis.@Nullable Service service(CaseFile file) {
    return file.first(ServiceDetection.class)
        .map(seen -> new Diagnosis.Service(seen.id(), seen.name(), seen.detectedBy()))
        .orElse(null);
  }
}
