package org.mailmedic.engine.rule.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.DnssecChain;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;

/// Whether validating receivers see nothing of the domain (RFC 4035 section 5.5, verdict 12).
public final class DnssecRule implements Rule {

  @Override
  public Set<String> ids() {
    return Set.of("dns.dnssec-bogus");
  }

  @Override
  public String checkId() {
    return "dns.dnssec";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    for (Observation<DnssecChain> observation : file.all(DnssecChain.class)) {
      DnssecChain chain = observation.attempt().observed().orElse(null);
      if (chain != null && chain.security().equals("BOGUS")) {
        findings.add(
            Found.of("dns.dnssec-bogus", chain.domain())
                .certainty(0.97)
                .with("domain", chain.domain())
                .with("reason", word(chain.fault()))
                .with("expired", chain.expired())
                .with("zone", chain.faultyZone())
                .on(observation)
                .build());
      }
    }
    return findings;
  }

  private static @Nullable String word(@Nullable String fault) {
    return fault == null ? null : fault.toLowerCase(Locale.ROOT);
  }
}
