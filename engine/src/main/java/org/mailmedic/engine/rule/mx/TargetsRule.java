package org.mailmedic.engine.rule.mx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.HostAddresses;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;

/// Whether the MX targets are names with addresses that the Internet can reach (RFC 5321 section
/// 5.1, RFC 2181 section 10.3). What is wrong with some of them only is at-risk.
public final class TargetsRule implements Rule {

  @Override
  public Set<String> ids() {
    return Set.of(
        "mx.target-unresolvable",
        "mx.target-partly-unresolvable",
        "mx.target-is-alias",
        "mx.target-is-address",
        "mx.target-private");
  }

  @Override
  public String checkId() {
    return "dns.mx-targets";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    String domain = file.complaint().domain();
    Optional<MxRecords> mx = file.attempt(new EvidenceKey<>(MxRecords.class, domain)).observed();
    if (mx.isEmpty()) {
      return List.of();
    }
    List<Target> targets = new ArrayList<>();
    for (String host : mx.get().records().stream().map(MxRecords.Mx::host).distinct().toList()) {
      if (!host.equals(".")) {
        file.find(new EvidenceKey<>(HostAddresses.class, host))
            .ifPresent(observation -> targets.add(target(file, host, observation)));
      }
    }
    List<Finding> findings = new ArrayList<>(unresolvable(domain, targets));
    boolean othersWork = targets.stream().anyMatch(Target::works);
    for (Target target : targets) {
      findings.addAll(single(domain, target, othersWork ? Level.AT_RISK : Level.BROKEN));
    }
    return findings;
  }

  private static Target target(CaseFile file, String host, Observation<HostAddresses> observation) {
    HostAddresses seen = observation.attempt().observed().orElse(null);
    List<Attempt<SmtpDialogue>> dialled =
        file.all(SmtpDialogue.class).stream()
            .filter(o -> o.key().subject().startsWith(host + "/"))
            .<Attempt<SmtpDialogue>>map(Observation::attempt)
            .toList();
    boolean isPrivate = !dialled.isEmpty() && dialled.stream().allMatch(TargetsRule::forbidden);
    return new Target(host, observation, seen, isPrivate);
  }

  private static boolean forbidden(Attempt<SmtpDialogue> attempt) {
    return attempt instanceof Attempt.Unobserved<SmtpDialogue> not
        && not.reason() == Attempt.Reason.PRIVATE_ADDRESS;
  }

  private static List<Finding> unresolvable(String domain, List<Target> targets) {
    List<Target> gone = targets.stream().filter(Target::gone).toList();
    if (gone.isEmpty()) {
      return List.of();
    }
    boolean all = gone.size() == targets.size();
    Found found =
        Found.of(all ? "mx.target-unresolvable" : "mx.target-partly-unresolvable", domain)
            .level(all ? Level.BROKEN : Level.AT_RISK)
            .with("domain", domain)
            .with("targets", gone.stream().map(Target::host).toList());
    gone.forEach(target -> found.on(target.observation()));
    return List.of(found.build());
  }

  private static List<Finding> single(String domain, Target target, Level worst) {
    List<Finding> findings = new ArrayList<>();
    HostAddresses seen = target.seen();
    String address = address(target, domain);
    if (address != null) {
      findings.add(
          Found.of("mx.target-is-address", target.host())
              .level(worst)
              .with("domain", domain)
              .with("target", address)
              .on(target.observation())
              .build());
    } else if (seen != null && seen.alias() != null) {
      findings.add(
          Found.of("mx.target-is-alias", target.host())
              .level(Level.AT_RISK)
              .with("domain", domain)
              .with("host", target.host())
              .with("alias", seen.alias())
              .on(target.observation())
              .build());
    }
    if (target.isPrivate() && seen != null) {
      List<String> addresses = new ArrayList<>(seen.ipv4());
      addresses.addAll(seen.ipv6());
      findings.add(
          Found.of("mx.target-private", target.host())
              .level(worst)
              .with("domain", domain)
              .with("host", target.host())
              .with("addresses", addresses)
              .on(target.observation())
              .build());
    }
    return findings;
  }

  /// The address that stands where a name belongs: bare, or with the domain behind it, as a zone
  /// makes of it where the dot at the end is missing; null where it is a name.
  private static @Nullable String address(Target target, String domain) {
    String host = target.host();
    if (looksLikeAddress(host)) {
      return host;
    }
    if (!target.gone() || !host.endsWith("." + domain)) {
      return null;
    }
    String front = host.substring(0, host.length() - domain.length() - 1);
    boolean numbers = front.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    return numbers && front.chars().filter(c -> c == '.').count() == 3 ? front : null;
  }

  /// A name of four numbers, or with the colons of IPv6: no top-level domain is a number.
  static boolean looksLikeAddress(String host) {
    if (host.indexOf(':') >= 0) {
      return true;
    }
    String last = host.substring(host.lastIndexOf('.') + 1);
    return !last.isEmpty() && last.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /// An MX target with what was seen of it.
  private record Target(
      String host,
      Observation<HostAddresses> observation,
      @Nullable HostAddresses seen,
      boolean isPrivate) {

    /// Whether it is known to have no address.
    boolean gone() {
      return seen != null
          && (seen.settled() || seen.circular())
          && seen.ipv4().isEmpty()
          && seen.ipv6().isEmpty();
    }

    boolean works() {
      return seen != null && !gone() && !isPrivate;
    }
  }
}
