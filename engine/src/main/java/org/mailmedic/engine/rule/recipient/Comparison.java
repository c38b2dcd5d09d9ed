package org.mailmedic.engine.rule.recipient;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.RecipientServer;
import org.mailmedic.engine.rule.Found;

/// How the recipients of several domains fared side by side, from one machine and in one moment.
///
/// @param taken observations of recipients that were taken
/// @param ailing observations of recipients whose server was busy, at fault or silent
/// @param everywhere whether there were several domains and none of their servers did otherwise
record Comparison(
    List<Observation<RecipientServer>> taken,
    List<Observation<RecipientServer>> ailing,
    boolean everywhere) {

  private static final String ELSEWHERE_WORKS = "elsewhere_works";
  private static final String EVERYWHERE = "everywhere";

  static Comparison of(Map<Observation<RecipientServer>, Answer> answers) {
    List<Observation<RecipientServer>> taken = new ArrayList<>();
    List<Observation<RecipientServer>> ailing = new ArrayList<>();
    Set<String> domains = new HashSet<>();
    boolean all = true;
    for (Map.Entry<Observation<RecipientServer>, Answer> entry : answers.entrySet()) {
      boolean fails = fails(entry.getValue());
      if (fails) {
        ailing.add(entry.getKey());
        domains.add(domain(entry.getKey()));
      } else if (entry.getValue() instanceof Answer.Taken) {
        taken.add(entry.getKey());
      }
      all &= fails;
    }
    return new Comparison(taken, ailing, all && domains.size() > 1);
  }

  /// Whether nothing of it is about the recipient.
  private static boolean fails(Answer answer) {
    return switch (answer) {
      case Answer.BrokeOff broke -> true;
      case Answer.NoConnection none -> true;
      case Answer.RefusesUs us -> true;
      case Answer.Said said ->
          said.reply().temporary() && said.meaning().cause().startsWith("recipient.server-");
      case Answer.Taken taken -> false;
      case Answer.OnlyPrivate only -> false;
      case Answer.Unseen unseen -> false;
    };
  }

  private static String domain(Observation<RecipientServer> observation) {
    return observation.attempt().observed().map(RecipientServer::domain).orElse("");
  }

  /// Others in other domains, which a finding about this one rests on too; empty where it stands
  /// alone.
  List<Observation<RecipientServer>> beside(Observation<RecipientServer> one) {
    if (!ailing.contains(one)) {
      return List.of();
    }
    List<Observation<RecipientServer>> others = new ArrayList<>(taken);
    if (everywhere) {
      others.addAll(ailing);
    }
    others.removeIf(other -> domain(other).equals(domain(one)));
    return others;
  }

  /// How sure it is that the trouble is this server's own.
  double sure(double alone) {
    return taken.isEmpty() ? alone : Math.max(alone, 0.9);
  }

  /// Puts what was compared into a finding.
  Found tell(Found found) {
    if (!taken.isEmpty()) {
      return found
          .with("comparison", ELSEWHERE_WORKS)
          .with("others", taken.stream().map(o -> o.key().subject()).toList());
    }
    return everywhere ? found.with("comparison", EVERYWHERE) : found;
  }
}
