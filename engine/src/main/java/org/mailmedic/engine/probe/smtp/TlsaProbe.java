package org.mailmedic.engine.probe.smtp;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.TlsaRecords;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.world.DnsAnswer;
import org.xbill.DNS.Record;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.Type;

/// Asks for the TLSA records of an MX host's mail port (RFC 7672 section 2.2).
///
/// @param host the MX host, without trailing dot
public record TlsaProbe(String host) implements Probe<TlsaRecords> {
  private static final int MAX_RECORDS = 32;

  @Override
  public String checkId() {
    return "dane.tlsa";
  }

  @Override
  public EvidenceKey<TlsaRecords> key() {
    return TlsaRecords.key(host);
  }

  @Override
  public Attempt<TlsaRecords> run(ProbeContext context) {
    // The published name has the standard port, whatever port a test asks on.
    String name = "_25._tcp." + host;
    DnsAnswer answer = context.world().dns().lookup(name, Type.TLSA, context.deadline());
    List<TlsaRecords.Tlsa> records = new ArrayList<>();
    for (Record record : answer.records()) {
      if (record instanceof TLSARecord tlsa && records.size() < MAX_RECORDS) {
        records.add(
            new TlsaRecords.Tlsa(
                tlsa.getCertificateUsage(),
                tlsa.getSelector(),
                tlsa.getMatchingType(),
                HexFormat.of().formatHex(tlsa.getCertificateAssociationData())));
      }
    }
    return new Attempt.Observed<>(
        new TlsaRecords(
            host,
            name,
            answer.status().name(),
            answer.security().name(),
            records,
            answer.reason()));
  }
}
