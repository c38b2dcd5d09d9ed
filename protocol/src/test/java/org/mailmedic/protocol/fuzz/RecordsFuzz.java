package org.mailmedic.protocol.fuzz;

import java.nio.charset.StandardCharsets;
import org.mailmedic.protocol.dns.TrustAnchors;
import org.mailmedic.protocol.mtasts.StsPolicy;
import org.mailmedic.protocol.mtasts.StsRecord;
import org.mailmedic.protocol.tlsrpt.TlsRptRecord;

/// Policies and records: MTA-STS, TLS-RPT, trust anchors.
public final class RecordsFuzz {
  private RecordsFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    StsPolicy.Parsed parsed = StsPolicy.parse(text);
    Claim.that((parsed.policy() == null) != (parsed.problem() == null), "a policy or a problem");
    StsPolicy policy = parsed.policy();
    if (policy != null) {
      Claim.that(policy.maxAgeSeconds() >= 0, "age");
      policy.mx().forEach(policy::allows);
    }
    StsRecord.parse(text).ifPresent(record -> Claim.that(!record.id().isEmpty(), "an id"));
    Claim.that(StsRecord.parse(text).isEmpty() || StsRecord.isMeant(text), "meant as MTA-STS");
    Claim.that(
        TlsRptRecord.parse(text).isEmpty() || TlsRptRecord.isMeant(text), "meant as TLS-RPT");
    try {
      TrustAnchors.parse(text);
    } catch (IllegalArgumentException e) {
      Claim.that(e.getMessage() != null, "a reason");
    }
  }
}
