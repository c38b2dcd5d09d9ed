package org.mailmedic.engine.rule.dkim;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.DkimKeys;
import org.mailmedic.engine.evidence.DkimKeys.Source;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.protocol.dkim.Anomaly;
import org.mailmedic.protocol.dkim.DkimKeyRecord;

/// Whether the keys are published that the domain's signatures are checked with. Of a service's
/// selectors one good key suffices, since services sign with one at a time and keep the others for
/// a change; a withdrawn one beside it is what a change leaves behind.
public final class DkimRule implements Rule {
  private static final double SIGNED_WITH = 0.95;

  /// A service may be told to use a selector of the owner's choice.
  private static final double USUAL_SELECTORS = 0.8;

  /// Characters of a record that are shown.
  private static final int MAX_SHOWN = 300;

  @Override
  public Set<String> ids() {
    return Set.of("dkim.missing", "dkim.invalid");
  }

  @Override
  public String checkId() {
    return "sending.dkim";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    for (Observation<DkimKeys> observation : file.all(DkimKeys.class)) {
      observation
          .attempt()
          .observed()
          .filter(seen -> exists(file, seen.domain()))
          .ifPresent(seen -> {
            findings.addAll(ofReply(observation, seen));
            findings.addAll(ofService(observation, seen));
          });
    }
    return findings;
  }

  /// Whether the domain is in the DNS; where it is not, others say so.
  private static boolean exists(CaseFile file, String domain) {
    return file.find(new EvidenceKey<>(MxRecords.class, domain))
        .flatMap(observation -> observation.attempt().observed())
        .filter(mx -> mx.settled() && !mx.status().equals("NXDOMAIN"))
        .isPresent();
  }

  private static List<DkimKeys.Key> of(DkimKeys seen, Source source) {
    return seen.keys().stream().filter(key -> key.source() == source).toList();
  }

  /// A returned message was signed with these: each has to be there.
  private static List<Finding> ofReply(Observation<DkimKeys> observation, DkimKeys seen) {
    List<Finding> findings = new ArrayList<>();
    for (DkimKeys.Key key : of(seen, Source.REPLY)) {
      switch (KeyState.of(key)) {
        case ABSENT ->
            findings.add(
                missing(seen, List.of(key.selector()), SIGNED_WITH).on(observation).build());
        case REVOKED, SHORT, BROKEN -> findings.add(invalid(seen, key).on(observation).build());
        case GOOD, UNKNOWN -> {}
      }
    }
    return findings;
  }

  private static List<Finding> ofService(Observation<DkimKeys> observation, DkimKeys seen) {
    List<DkimKeys.Key> keys = of(seen, Source.SERVICE);
    List<Finding> findings = new ArrayList<>();
    List<DkimKeys.Key> revoked = new ArrayList<>();
    boolean good = false;
    boolean unknown = false;
    for (DkimKeys.Key key : keys) {
      switch (KeyState.of(key)) {
        case GOOD -> good = true;
        case UNKNOWN -> unknown = true;
        case SHORT, BROKEN -> findings.add(invalid(seen, key).on(observation).build());
        case REVOKED -> revoked.add(key);
        case ABSENT -> {}
      }
    }
    if (good || unknown || keys.isEmpty() || !findings.isEmpty()) {
      return findings;
    }
    for (DkimKeys.Key key : revoked) {
      findings.add(invalid(seen, key).on(observation).build());
    }
    if (revoked.isEmpty()) {
      List<String> selectors = keys.stream().map(DkimKeys.Key::selector).toList();
      findings.add(missing(seen, selectors, USUAL_SELECTORS).on(observation).build());
    }
    return findings;
  }

  private static Found missing(DkimKeys seen, List<String> selectors, double certainty) {
    List<String> names = selectors.stream().map(s -> s + "._domainkey." + seen.domain()).toList();
    return Found.of("dkim.missing", seen.domain())
        .level(Level.AT_RISK)
        .certainty(certainty)
        .with("domain", seen.domain())
        .with("selectors", names);
  }

  private static Found invalid(DkimKeys seen, DkimKeys.Key key) {
    String record = String.join(" | ", key.texts());
    Found found =
        Found.of("dkim.invalid", seen.domain() + "/" + key.selector())
            .level(Level.AT_RISK)
            .certainty(SIGNED_WITH)
            .with("domain", seen.domain())
            .with("selector", key.selector())
            .with("problem", KeyState.of(key).word())
            .with("record", record.length() <= MAX_SHOWN ? record : record.substring(0, MAX_SHOWN));
    if (KeyState.of(key) == KeyState.BROKEN && key.texts().size() == 1) {
      List<Anomaly> anomalies = DkimKeyRecord.parse(key.texts().getFirst()).anomalies();
      if (!anomalies.isEmpty()) {
        found.with("position", (long) anomalies.getFirst().at() + 1);
      }
    }
    return found;
  }
}
