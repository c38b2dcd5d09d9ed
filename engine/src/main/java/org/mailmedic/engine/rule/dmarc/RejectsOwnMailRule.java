package org.mailmedic.engine.rule.dmarc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.CameBack;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.DkimKeys;
import org.mailmedic.engine.evidence.DmarcRecords;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.SpfRecords;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.protocol.dmarc.Policy;
import org.mailmedic.protocol.dmarc.TreeWalk;

/// Whether the domain's own policy makes receivers refuse its mail, or put it into junk, since
/// neither SPF nor DKIM can pass for it (verdict 21). A receiver's word that this is so stands in
/// for the one of the two that can't be seen from outside.
public final class RejectsOwnMailRule implements Rule {
  private static final double SEEN = 0.9;
  private static final double SAID = 0.85;

  /// What receivers say that found nothing aligned.
  private static final Set<String> SAID_SO =
      Set.of("authentication.dmarc-failed", "authentication.missing");

  /// Characters of a record that are shown.
  private static final int MAX_SHOWN = 400;

  @Override
  public Set<String> ids() {
    return Set.of("dmarc.rejects-own-mail");
  }

  @Override
  public String checkId() {
    return "sending.dmarc";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    for (Observation<DmarcRecords> observation : file.all(DmarcRecords.class)) {
      DmarcRecords seen = observation.attempt().observed().orElse(null);
      Finding finding = seen == null ? null : judge(file, observation, seen);
      if (finding != null) {
        findings.add(finding);
      }
    }
    return findings;
  }

  private static @Nullable Finding judge(
      CaseFile file, Observation<DmarcRecords> observation, DmarcRecords seen) {
    TreeWalk.Outcome walk = seen.walk();
    TreeWalk.Found found = walk.policy();
    Policy asked = walk.asked(true).orElse(Policy.NONE);
    if (found == null || asked == Policy.NONE || found.record().testing()) {
      return null;
    }
    Optional<Observation<SpfRecords>> spf = file.find(SpfRecords.key(seen.domain()));
    Optional<Observation<DkimKeys>> dkim = file.find(DkimKeys.key(seen.domain()));
    Standing bySpf =
        spf.flatMap(o -> o.attempt().observed()).map(Standing::of).orElse(Standing.UNKNOWN);
    Standing byDkim =
        dkim.flatMap(o -> o.attempt().observed()).map(Standing::of).orElse(Standing.UNKNOWN);
    if (bySpf == Standing.CAN || byDkim == Standing.CAN) {
      return null;
    }
    boolean both = bySpf == Standing.CANNOT && byDkim == Standing.CANNOT;
    boolean one = bySpf == Standing.CANNOT || byDkim == Standing.CANNOT;
    if (!both && !(one && said(file))) {
      return null;
    }
    Found rejects =
        Found.of("dmarc.rejects-own-mail", seen.domain())
            .level(Level.BROKEN)
            .certainty(both ? SEEN : SAID)
            .with("domain", seen.domain())
            .with("policy", asked.word())
            .with("where", found.domain().equals(seen.domain()) ? null : found.domain())
            .with("record", shown(found.text()))
            .with("wanted", DmarcRepair.eased(found.text()))
            .on(observation);
    spf.ifPresent(rejects::on);
    dkim.ifPresent(rejects::on);
    return rejects.build();
  }

  /// Whether what came back says that nothing aligned.
  private static boolean said(CaseFile file) {
    return CameBack.in(file).stream().anyMatch(said -> SAID_SO.contains(said.cause()));
  }

  private static String shown(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }
}
