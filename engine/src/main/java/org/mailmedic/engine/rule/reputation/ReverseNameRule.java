package org.mailmedic.engine.rule.reputation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.ReverseName;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.protocol.ip.IpAddress;
import org.mailmedic.protocol.ip.IpScope;

/// Whether the addresses that the mail leaves from have names that lead back
/// (docs/checks/sending/reverse-dns.md). Where mail only may leave from an address, that it lacks
/// one is advice.
public final class ReverseNameRule implements Rule {
  private static final double CERTAIN = 0.95;
  private static final double LIKELY = 0.8;

  @Override
  public Set<String> ids() {
    return Set.of("reputation.reverse-dns");
  }

  @Override
  public String checkId() {
    return "sending.reverse-dns";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    Senders senders = Senders.of(file);
    List<Finding> findings = new ArrayList<>();
    for (Observation<ReverseName> observation : file.all(ReverseName.class)) {
      ReverseName seen = observation.attempt().observed().orElse(null);
      Found found = seen == null ? null : judge(seen, senders.known(seen.address()));
      if (found != null) {
        findings.add(found.on(observation).build());
      }
    }
    return findings;
  }

  private static @Nullable Found judge(ReverseName seen, boolean known) {
    if (!seen.settled()) {
      return null;
    }
    if (seen.names().isEmpty()) {
      return seen.placeholder() && isReserved(seen.address())
          ? null
          : found(seen, "missing", null, known);
    }
    String name = seen.names().getFirst().name();
    if (!seen.leadsBack()) {
      return found(seen, "not_back", name, known);
    }
    boolean generic =
        seen.names().stream()
            .filter(ReverseName.Name::leadsBack)
            .allMatch(each -> GenericName.is(each.name(), seen.address()));
    return generic
        ? found(seen, "generic", name, known).level(Level.ADVICE).certainty(LIKELY)
        : null;
  }

  private static Found found(
      ReverseName seen, String problem, @Nullable String name, boolean known) {
    return Found.of("reputation.reverse-dns", seen.address())
        .level(known ? Level.AT_RISK : Level.ADVICE)
        .certainty(CERTAIN)
        .with("address", seen.address())
        .with("problem", problem)
        .with("name", name);
  }

  /// Nobody serves a reverse zone for addresses that the Internet does not have, so that there is
  /// none says nothing.
  private static boolean isReserved(String address) {
    IpAddress ip = IpAddress.parse(address);
    return ip == null || IpScope.isDocumentation(ip) || !IpScope.isPublic(ip.inet());
  }
}
