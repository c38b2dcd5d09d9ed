package org.mailmedic.engine.rule.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.DnssecChain;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;

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
                .level(stopsAllMail(file, chain) ? Level.BROKEN : Level.AT_RISK)
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

  /// Whether the domain's own records are bogus, or those of every MX target.
  private static boolean stopsAllMail(CaseFile file, DnssecChain chain) {
    if (chain.bogus().contains(chain.domain() + " MX")) {
      return true;
    }
    return file.attempt(new EvidenceKey<>(MxRecords.class, chain.domain()))
        .observed()
        .filter(mx ->
            mx.records().stream().allMatch(record -> chain.bogus().contains(record.host() + " A")))
        .isPresent();
  }

  private static @Nullable String word(@Nullable String fault) {
    return fault == null ? null : fault.toLowerCase(Locale.ROOT);
  }
}
