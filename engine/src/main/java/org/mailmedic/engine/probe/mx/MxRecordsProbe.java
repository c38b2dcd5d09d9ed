package org.mailmedic.engine.probe.mx;

import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.dns.Lookups;
import org.mailmedic.engine.world.DnsAnswer;
import org.xbill.DNS.Type;

/// Asks for the domain's MX records (RFC 5321 section 5.1).
///
/// @param domain without trailing dot
public record MxRecordsProbe(String domain) implements Probe<MxRecords> {

  @Override
  public String checkId() {
    return "dns.mx";
  }

  @Override
  public EvidenceKey<MxRecords> key() {
    return new EvidenceKey<>(MxRecords.class, domain);
  }

  @Override
  public Attempt<MxRecords> run(ProbeContext context) {
    DnsAnswer answer = context.world().dns().lookup(domain, Type.MX, context.deadline());
    return new Attempt.Observed<>(
        new MxRecords(
            domain,
            answer.status().name(),
            Lookups.mail(answer.records()),
            answer.security().name(),
            Lookups.alias(answer),
            answer.reason()));
  }
}
