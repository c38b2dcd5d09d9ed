package org.mailmedic.engine.rule;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.knowledge.causes.Level;

/// Puts a finding together.
public final class Found {
  private final String id;
  private final String subject;
  private Level level = Level.BROKEN;
  private double certainty = 0.95;
  private final Map<String, Object> arguments = new TreeMap<>();
  private final Set<String> evidence = new LinkedHashSet<>();

  private Found(String id, String subject) {
    this.id = id;
    this.subject = subject;
  }

  /// A finding about a subject, at-risk or broken as said later; broken until then.
  public static Found of(String id, String subject) {
    return new Found(id, subject);
  }

  public Found level(Level level) {
    this.level = level;
    return this;
  }

  public Found certainty(double certainty) {
    this.certainty = certainty;
    return this;
  }

  /// A fact for the texts; nothing where it is null.
  public Found with(String name, @Nullable Object value) {
    if (value != null) {
      arguments.put(name, value);
    }
    return this;
  }

  public Found on(Observation<?> observation) {
    evidence.add(observation.id());
    return this;
  }

  public Found on(Collection<? extends Observation<?>> observations) {
    observations.forEach(this::on);
    return this;
  }

  public Finding build() {
    return new Finding(id, level, subject, arguments, List.copyOf(evidence), certainty);
  }
}
