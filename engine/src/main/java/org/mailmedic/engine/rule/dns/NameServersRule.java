package org.mailmedic.engine.rule.dns;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.Registration;
import org.mailmedic.engine.evidence.ResolverHealth;
import org.mailmedic.engine.evidence.ServerView;
import org.mailmedic.engine.evidence.ZoneDelegation;
import org.mailmedic.engine.evidence.ZoneDelegation.NameServer;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;

/// Whether the name servers that the parent names answer for the domain (verdict 11).
public final class NameServersRule implements Rule {

  @Override
  public Set<String> ids() {
    return Set.of("dns.delegation-broken", "dns.partly-lame", "dns.servfail");
  }

  @Override
  public String checkId() {
    return "dns.delegation";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    String domain = file.complaint().domain();
    Optional<Observation<ZoneDelegation>> observation =
        file.find(new EvidenceKey<>(ZoneDelegation.class, domain));
    Optional<ZoneDelegation> seen = observation.flatMap(o -> o.attempt().observed());
    if (seen.isEmpty()) {
      return resolverFailed(file, domain);
    }
    if (registered(file, seen.get())) {
      return List.of(
          Found.of("dns.delegation-broken", domain)
              .with("domain", domain)
              .with("servers", List.of())
              .with("problem", "undelegated")
              .on(observation.get())
              .build());
    }
    Map<String, ServerState> states = states(file, seen.get());
    List<String> bad = hosts(states, ServerState::bad);
    List<String> good = hosts(states, state -> state == ServerState.GOOD);
    if (bad.isEmpty() || (good.isEmpty() && wayIsBlocked(file, seen.get(), states))) {
      return bad.isEmpty() ? resolverFailed(file, domain) : List.of();
    }
    Found found;
    if (!good.isEmpty()) {
      found = Found.of("dns.partly-lame", domain).level(Level.AT_RISK).with("healthy", good);
    } else if (states.containsValue(ServerState.UNSEEN)) {
      return List.of(); // the ones that can't be seen from here may well answer
    } else if (bad.stream().allMatch(host -> states.get(host) == ServerState.FAILING)) {
      found = Found.of("dns.servfail", domain).with("answer", errorCode(file));
    } else {
      found = Found.of("dns.delegation-broken", domain).with("problem", problem(states));
    }
    return List.of(
        found
            .with("domain", domain)
            .with("servers", bad)
            .on(observation.get())
            .on(file.all(ServerView.class))
            .build());
  }

  /// Whether the zone above knows no name that the registry knows.
  private static boolean registered(CaseFile file, ZoneDelegation zone) {
    return file.seen(Registration.class).stream()
        .anyMatch(seen -> seen.registered() && zone.denies(seen.domain()));
  }

  private static List<String> hosts(
      Map<String, ServerState> states, java.util.function.Predicate<ServerState> test) {
    return states.entrySet().stream()
        .filter(each -> test.test(each.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<String, ServerState> states(CaseFile file, ZoneDelegation delegation) {
    boolean ipv6 = delegation.paths().stream().anyMatch(path -> path.endsWith("6"));
    boolean resolverKnows = resolverKnows(file);
    Map<String, ServerState> states = new LinkedHashMap<>();
    for (NameServer server : delegation.nameServers()) {
      if (server.atParent()) {
        List<Observation<ServerView>> views =
            file.all(ServerView.class).stream()
                .filter(o -> o.key().subject().contains("/" + server.host() + "/"))
                .toList();
        states.put(server.host(), ServerState.of(server, views, ipv6, resolverKnows));
      }
    }
    return states;
  }

  /// Whether nothing but silence came while the resolver has answers: then it is the way from here
  /// to name servers that is blocked.
  private static boolean wayIsBlocked(
      CaseFile file, ZoneDelegation delegation, Map<String, ServerState> states) {
    boolean silent =
        states.values().stream()
            .allMatch(state -> state == ServerState.SILENT || state == ServerState.UNSEEN);
    boolean parentSilent = delegation.parentServer() == null;
    return silent && (parentSilent || resolverKnows(file));
  }

  private static boolean resolverKnows(CaseFile file) {
    return mx(file)
        .filter(mx -> mx.status().equals("ANSWER") || mx.status().equals("NODATA"))
        .isPresent();
  }

  private static Optional<MxRecords> mx(CaseFile file) {
    return file.attempt(new EvidenceKey<>(MxRecords.class, file.complaint().domain())).observed();
  }

  /// The response code that the first failing server gave: SERVFAIL, FORMERR …
  private static String errorCode(CaseFile file) {
    for (ServerView view : file.seen(ServerView.class)) {
      if (view.udp().status().equals("ERROR") && view.udp().reason() != null) {
        return view.udp().reason();
      }
    }
    return "SERVFAIL";
  }

  private static String problem(Map<String, ServerState> states) {
    Set<String> words =
        states.values().stream()
            .map(ServerState::word)
            .collect(Collectors.toCollection(HashSet::new));
    return words.size() == 1 ? words.iterator().next() : "mixed";
  }

  /// Where the name servers could not be asked from here, a resolver that works and says SERVFAIL
  /// for this domain is the next best witness.
  private static List<Finding> resolverFailed(CaseFile file, String domain) {
    List<Finding> findings = new ArrayList<>();
    boolean hurried =
        file.attempt(new EvidenceKey<>(ZoneDelegation.class, domain))
                instanceof Attempt.Unobserved<ZoneDelegation> not
            && not.reason() == Attempt.Reason.DEADLINE;
    if (hurried || file.first(ResolverHealth.class).filter(ResolverHealth::working).isEmpty()) {
      return findings;
    }
    file.find(new EvidenceKey<>(MxRecords.class, domain))
        .filter(o ->
            o.attempt()
                .observed()
                .filter(mx -> mx.status().equals("SERVFAIL") && !mx.security().equals("BOGUS"))
                .isPresent())
        .ifPresent(o ->
            findings.add(
                Found.of("dns.servfail", domain)
                    .certainty(0.6)
                    .with("domain", domain)
                    .with("servers", List.of())
                    .with("answer", "SERVFAIL")
                    .on(o)
                    .build()));
    return findings;
  }
}
