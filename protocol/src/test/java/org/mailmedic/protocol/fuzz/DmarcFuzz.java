package org.mailmedic.protocol.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.mailmedic.protocol.dkim.Anomaly;
import org.mailmedic.protocol.dmarc.DmarcRecord;
import org.mailmedic.protocol.dmarc.Policy;
import org.mailmedic.protocol.dmarc.TreeWalk;

/// DMARC records and walks.
public final class DmarcFuzz {
  private DmarcFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    DmarcRecord.Parsed parsed = DmarcRecord.parse(text);
    DmarcRecord record = parsed.record();
    Claim.that(record == null || DmarcRecord.isMeant(text), "meant");
    Claim.that(record != null || !parsed.anomalies().isEmpty(), "a record or a reason");
    for (Anomaly anomaly : parsed.anomalies()) {
      Claim.that(anomaly.at() >= 0 && anomaly.at() <= text.length(), "a place in the text");
    }
    if (record != null) {
      record.rua().forEach(address -> Claim.that(!address.uri().isEmpty(), "an address"));
      record.rua().forEach(address -> address.mailDomain());
      Claim.that(record.below(true).compareTo(Policy.NONE) >= 0, "a policy");
    }
    walk(text);
  }

  /// The text as a domain that has itself as its record.
  private static void walk(String text) {
    List<String> domains = TreeWalk.domains(text);
    Claim.that(domains.size() <= 8, "eight questions at most");
    List<TreeWalk.Answer> answers =
        domains.stream().map(name -> new TreeWalk.Answer(name, List.of(text), false)).toList();
    TreeWalk.Outcome outcome = TreeWalk.evaluate(text, answers);
    Claim.that(outcome.complete() && outcome.organizationalDomain() != null, "an outcome");
  }
}
