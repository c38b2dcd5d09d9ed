package org.mailmedic.engine.probe.mtasts;

import java.util.List;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.TlsReporting;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.world.DnsAnswer;
import org.xbill.DNS.Type;

/// Asks for the TXT records at `_smtp._tls.DOMAIN`.
///
/// @param domain without trailing dot
public record TlsReportingProbe(String domain) implements Probe<TlsReporting> {

  @Override
  public String checkId() {
    return "tls-rpt.record";
  }

  @Override
  public EvidenceKey<TlsReporting> key() {
    return new EvidenceKey<>(TlsReporting.class, domain);
  }

  @Override
  public Attempt<TlsReporting> run(ProbeContext context) {
    String name = "_smtp._tls." + domain;
    DnsAnswer answer = context.world().dns().lookup(name, Type.TXT, context.deadline());
    String status = Texts.status(answer);
    List<String> texts = status.equals("ANSWER") ? Texts.of(answer) : List.of();
    return new Attempt.Observed<>(new TlsReporting(domain, status, texts, answer.reason()));
  }
}
