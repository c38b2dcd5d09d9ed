package org.mailmedic.engine.rule.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.SignIn;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;

/// How full the mailbox is that was signed in to (verdict 14).
public final class MailboxRule implements Rule {
  private static final int FULL = 100;
  private static final int NEARLY = 90;
  private static final long UNIT = 1_024;
  private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB");

  @Override
  public Set<String> ids() {
    return Set.of("account.over-quota", "account.nearly-full");
  }

  @Override
  public String checkId() {
    return "login.imap";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    for (Observation<SignIn> observation : file.all(SignIn.class)) {
      SignIn signIn = observation.attempt().observed().orElse(null);
      SignIn.Mailbox mailbox = signIn == null ? null : signIn.mailbox();
      if (mailbox != null && mailbox.percent() >= NEARLY) {
        boolean full = mailbox.percent() >= FULL;
        Found found =
            Found.of(full ? "account.over-quota" : "account.nearly-full", file.complaint().domain())
                .level(full ? Level.BROKEN : Level.AT_RISK)
                .certainty(0.97)
                .with("address", file.complaint().address())
                .with("used", size(mailbox.usedBytes()))
                .with("quota", size(mailbox.limitBytes()));
        if (!full) {
          found.with("percent", (long) mailbox.percent());
        }
        findings.add(found.on(observation).build());
      }
    }
    return findings;
  }

  /// A size as people know it, in the notation of file lists.
  static String size(long bytes) {
    long whole = bytes;
    int unit = 0;
    long rest = 0;
    while (whole >= UNIT && unit < UNITS.size() - 1) {
      rest = whole % UNIT;
      whole /= UNIT;
      unit++;
    }
    long tenths = whole < 10 ? rest * 10 / UNIT : 0;
    String number = tenths == 0 ? Long.toString(whole) : whole + "." + tenths;
    return String.format(Locale.ROOT, "%s %s", number, UNITS.get(unit));
  }
}
