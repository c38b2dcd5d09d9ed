package org.mailmedic.engine.rule.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.evidence.SmtpReply;
import org.mailmedic.engine.evidence.TlsSeen;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.knowledge.filters.Filters;

/// Whether something between here and a mail server changes what they say to each other: it blots
/// out what it does not know (`250-XXXXXXXA`), the greeting (`220 ****`), or puts its own
/// certificate in place of the server's.
public final class ProxyRule implements Rule {
  private static final double SURE = 0.9;

  /// Asterisks and letters X from which on a line counts as blotted out.
  private static final int LEAST_BLOTTED = 4;

  @Override
  public Set<String> ids() {
    return Set.of("network.proxy");
  }

  @Override
  public String checkId() {
    return "smtp.dialogue";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    Set<String> hosts = new HashSet<>();
    Set<String> blotted = new HashSet<>();
    for (Observation<SmtpDialogue> observation : file.all(SmtpDialogue.class)) {
      SmtpDialogue seen = observation.attempt().observed().orElse(null);
      if (seen != null && seen.greeting() != null) {
        hosts.add(seen.host());
        if (sign(seen) != null) {
          blotted.add(seen.host());
        }
      }
    }
    // Two hosts with the same fault, and none without: it is on the way that they share.
    boolean everywhere = hosts.size() > 1 && blotted.equals(hosts);
    for (Observation<SmtpDialogue> observation : file.all(SmtpDialogue.class)) {
      observation
          .attempt()
          .observed()
          .ifPresent(seen -> {
            String sign = sign(seen);
            if (sign != null) {
              findings.add(found(seen, sign, everywhere).on(observation).build());
            }
          });
    }
    return findings;
  }

  private static Found found(SmtpDialogue seen, String sign, boolean everywhere) {
    boolean here = everywhere || sign.equals("certificate");
    return Found.of("network.proxy", seen.host() + "/" + seen.address())
        .level(Level.AT_RISK)
        .certainty(SURE)
        .with("host", seen.host())
        .with("sign", sign)
        .with("place", here ? "here" : "unknown")
        .with("program", interceptor(seen.tls()))
        .with("seen", shown(seen, sign));
  }

  /// What gives it away, a word for the texts; null where nothing does.
  private static @Nullable String sign(SmtpDialogue seen) {
    if (interceptor(seen.tls()) != null) {
      return "certificate";
    }
    if (seen.extensions().stream().anyMatch(ProxyRule::isBlotted)) {
      return "ehlo";
    }
    SmtpReply greeting = seen.greeting();
    return greeting != null && isStarred(String.join("", greeting.lines())) ? "banner" : null;
  }

  private static @Nullable String interceptor(@Nullable TlsSeen tls) {
    return tls == null || tls.trusted() || tls.chain().isEmpty()
        ? null
        : Filters.builtIn().interceptor(tls.chain().getFirst().issuer()).orElse(null);
  }

  /// A keyword of letters X alone, with one other letter behind them at some devices.
  private static boolean isBlotted(String extension) {
    int end = extension.indexOf(' ');
    String keyword = end < 0 ? extension : extension.substring(0, end);
    int letters = 0;
    while (letters < keyword.length() && keyword.charAt(letters) == 'X') {
      letters++;
    }
    return letters >= LEAST_BLOTTED && keyword.length() - letters <= 1;
  }

  private static boolean isStarred(String greeting) {
    long stars = greeting.chars().filter(c -> c == '*').count();
    long others = greeting.chars().filter(Character::isLetterOrDigit).count();
    return stars >= LEAST_BLOTTED && stars > others;
  }

  private static @Nullable String shown(SmtpDialogue seen, String sign) {
    return switch (sign) {
      case "ehlo" ->
          seen.extensions().stream().filter(ProxyRule::isBlotted).findFirst().orElse(null);
      case "banner" -> seen.greeting() == null ? null : seen.greeting().oneLine();
      default ->
          seen.tls() == null || seen.tls().chain().isEmpty()
              ? null
              : seen.tls().chain().getFirst().issuer();
    };
  }
}
