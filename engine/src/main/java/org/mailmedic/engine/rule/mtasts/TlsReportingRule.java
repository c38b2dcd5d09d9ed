package org.mailmedic.engine.rule.mtasts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.TlsReporting;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.protocol.tlsrpt.TlsRptRecord;

/// Whether senders can read where reports about encryption go (RFC 8460 section 3). That there is
/// no such record is no fault.
public final class TlsReportingRule implements Rule {

  @Override
  public Set<String> ids() {
    return Set.of("tls-rpt.invalid");
  }

  @Override
  public String checkId() {
    return "tls-rpt.record";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    for (Observation<TlsReporting> observation : file.all(TlsReporting.class)) {
      Optional<TlsReporting> seen = observation.attempt().observed();
      String problem = seen.map(TlsReportingRule::problem).orElse(null);
      if (seen.isPresent() && problem != null) {
        findings.add(
            Found.of("tls-rpt.invalid", seen.get().domain())
                .level(Level.ADVICE)
                .with("domain", seen.get().domain())
                .with("problem", problem)
                .on(observation)
                .build());
      }
    }
    return findings;
  }

  private static @Nullable String problem(TlsReporting seen) {
    List<String> meant = seen.texts().stream().filter(TlsRptRecord::isMeant).toList();
    if (meant.size() > 1) {
      return "several_records"; // RFC 8460 section 3: then there is none
    }
    if (meant.isEmpty()) {
      return Spelling.similar(seen.texts(), "v=tlsrpt") ? "record" : null;
    }
    Optional<TlsRptRecord> record = TlsRptRecord.parse(meant.getFirst());
    if (record.isEmpty()) {
      return "record";
    }
    return record.get().reachable() ? null : "address";
  }
}
