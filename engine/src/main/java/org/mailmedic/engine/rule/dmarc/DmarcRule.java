package org.mailmedic.engine.rule.dmarc;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.DmarcRecords;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.protocol.dmarc.TreeWalk;

/// Whether the domain has a policy, and whether receivers can use it. That there is none is advice.
public final class DmarcRule implements Rule {
  private static final double CERTAIN = 0.95;

  /// Characters of a record that are shown.
  private static final int MAX_SHOWN = 400;

  @Override
  public Set<String> ids() {
    return Set.of("dmarc.missing", "dmarc.invalid");
  }

  @Override
  public String checkId() {
    return "sending.dmarc";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    for (Observation<DmarcRecords> observation : file.all(DmarcRecords.class)) {
      DmarcRecords seen = observation.attempt().observed().orElse(null);
      Found found = seen != null && exists(file, seen.domain()) ? judge(seen) : null;
      if (found != null) {
        findings.add(found.on(observation).build());
      }
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

  private static @Nullable Found judge(DmarcRecords seen) {
    DmarcFault fault = DmarcFault.of(seen);
    if (fault != null) {
      return invalid(fault);
    }
    TreeWalk.Outcome walk = seen.walk();
    return walk.policy() != null || !walk.complete()
        ? null
        : Found.of("dmarc.missing", seen.domain())
            .level(Level.ADVICE)
            .certainty(CERTAIN)
            .with("domain", seen.domain())
            .with("wanted", DmarcRepair.first(seen.domain()));
  }

  private static Found invalid(DmarcFault fault) {
    Found found =
        Found.of("dmarc.invalid", fault.domain())
            .level(Level.AT_RISK)
            .certainty(CERTAIN)
            .with("domain", fault.domain())
            .with("problem", fault.problem())
            .with("record", shown(fault.record()))
            .with("wanted", repaired(fault));
    if (fault.anomaly() != null) {
      found.with("position", (long) fault.anomaly().at() + 1).with("term", fault.anomaly().text());
    }
    if (fault.destination() != null) {
      found.with("destination", fault.destination().domain());
      found.with("authorize", fault.destination().name() + ". TXT \"v=DMARC1\"");
    }
    return found;
  }

  private static @Nullable String repaired(DmarcFault fault) {
    return switch (fault.problem()) {
      case "several" -> DmarcRepair.one(List.of(fault.record().split(" \\| ")));
      case "syntax" -> DmarcRepair.corrected(fault.record());
      default -> fault.destination() == null ? DmarcRepair.withoutReports(fault.record()) : null;
    };
  }

  private static String shown(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }
}
