package org.mailmedic.protocol.fuzz;

import java.nio.charset.StandardCharsets;
import org.mailmedic.protocol.dkim.Anomaly;
import org.mailmedic.protocol.dkim.DkimKeyRecord;

/// DKIM key records.
public final class DkimKeyFuzz {
  private DkimKeyFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    DkimKeyRecord.Parsed parsed = DkimKeyRecord.parse(text);
    DkimKeyRecord record = parsed.record();
    Claim.that(record != null || !parsed.anomalies().isEmpty(), "a key or a reason");
    if (record != null) {
      Claim.that(record.revoked() == (record.bits() == 0), "size");
      Claim.that(DkimKeyRecord.isMeant(text), "meant");
    }
    for (Anomaly anomaly : parsed.anomalies()) {
      Claim.that(anomaly.at() >= 0 && anomaly.at() <= text.length(), "a place in the text");
    }
  }
}
