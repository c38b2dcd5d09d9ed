package org.mailmedic.protocol.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.mailmedic.protocol.dns.TrustAnchors;
import org.mailmedic.protocol.mtasts.StsPolicy;
import org.mailmedic.protocol.mtasts.StsPolicy.Mode;
import org.mailmedic.protocol.mtasts.StsRecord;
import org.mailmedic.protocol.tlsrpt.TlsRptRecord;

/// Policies and records: MTA-STS, TLS-RPT, trust anchors.
public final class RecordsFuzz {
  private static final int MAX_SHOWN = 100;

  private RecordsFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    policy(StsPolicy.parse(text));
    StsRecord.parse(text)
        .ifPresent(record -> {
          Claim.that(StsRecord.isMeant(text), "meant as MTA-STS");
          Claim.that(record.id().matches("[A-Za-z0-9]{1,32}"), "id " + record.id());
        });
    TlsRptRecord.parse(text)
        .ifPresent(record -> {
          Claim.that(TlsRptRecord.isMeant(text), "meant as TLS-RPT");
          Claim.that(!record.rua().isEmpty(), "somewhere to send reports");
          record.reachable();
        });
    anchors(text);
  }

  private static void policy(StsPolicy.Parsed parsed) {
    StsPolicy policy = parsed.policy();
    String problem = parsed.problem();
    Claim.that((policy == null) != (problem == null), "a policy or a problem");
    if (problem != null) {
      Claim.that(problem.length() <= MAX_SHOWN, "length of the problem");
    }
    if (policy == null) {
      return;
    }
    Claim.that(policy.maxAgeSeconds() >= 0, "age");
    Claim.that(policy.mx().isEmpty() ? policy.mode() == Mode.NONE : true, "no hosts, no mode");
    for (String mx : policy.mx()) {
      Claim.that(mx.matches("(\\*\\.)?[a-z0-9.-]{1,253}"), "pattern " + mx);
      String host = mx.startsWith("*.") ? "a" + mx.substring(1) : mx;
      Claim.that(policy.allows(host), "allows " + host);
      Claim.that(policy.allows(host.toUpperCase(Locale.ROOT)), "whatever the case");
    }
    Claim.that(!policy.allows(""), "no name is no host");
  }

  private static void anchors(String text) {
    try {
      TrustAnchors.parse(text);
    } catch (IllegalArgumentException e) {
      Claim.that(e.getMessage() != null, "a reason");
    }
  }
}
