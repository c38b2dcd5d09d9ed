package org.mailmedic.engine.rule.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.AccessServers;
import org.mailmedic.engine.evidence.AccessServers.Server;
import org.mailmedic.engine.evidence.AccessTalk;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.CertificateSeen;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.TlsSeen;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;

/// The certificates of the servers that mail programs talk with, judged for the name that people
/// type. Broken, since mail programs refuse or warn; at-risk where another server of the account
/// does the same and is in order, and nobody said that this one is set.
public final class CertificateRule implements Rule {

  @Override
  public Set<String> ids() {
    return Set.of("access.certificate-invalid", "submission.certificate-invalid");
  }

  @Override
  public String checkId() {
    return "login.servers";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    AccessServers servers = file.first(AccessServers.class).orElse(null);
    if (servers == null) {
      return findings;
    }
    for (Server server : servers.servers()) {
      Observation<AccessTalk> observation = file.find(server.talk()).orElse(null);
      AccessTalk talk = observation == null ? null : observation.attempt().observed().orElse(null);
      TlsSeen tls = talk == null ? null : talk.tls();
      if (observation != null && tls != null && tls.completed() && !tls.good()) {
        Found found = found(server, tls, file);
        findings.add(
            found
                .level(
                    server.given() || !another(file, servers, server)
                        ? Level.BROKEN
                        : Level.AT_RISK)
                .on(observation)
                .build());
      }
    }
    return findings;
  }

  private static Found found(Server server, TlsSeen tls, CaseFile file) {
    String id =
        server.protocol() == AccessProtocol.SUBMISSION
            ? "submission.certificate-invalid"
            : "access.certificate-invalid";
    Found found = Found.of(id, server.host()).with("host", server.host()).certainty(0.97);
    if (tls.chain().isEmpty()) {
      return found;
    }
    CertificateSeen leaf = tls.chain().getFirst();
    boolean late = file.startedAt().isAfter(leaf.notAfter());
    if (late || (tls.trusted() && tls.outOfDate())) {
      return found.with("problem", "expired").with("expired", late ? leaf.notAfter() : null);
    }
    if (!leaf.isFor(server.host())) {
      return found.with("problem", "mismatch").with("names", names(leaf));
    }
    return found.with("problem", "untrusted");
  }

  private static @Nullable List<String> names(CertificateSeen leaf) {
    if (!leaf.dnsNames().isEmpty()) {
      return leaf.dnsNames().subList(0, Math.min(5, leaf.dnsNames().size()));
    }
    return leaf.commonName() == null ? null : List.of(leaf.commonName());
  }

  /// Whether another server of the account for the same protocol is in order.
  private static boolean another(CaseFile file, AccessServers servers, Server bad) {
    for (Server server : servers.own(bad.protocol())) {
      AccessTalk talk = file.attempt(server.talk()).observed().orElse(null);
      if (!server.equals(bad)
          && talk != null
          && talk.whole()
          && talk.tls() != null
          && talk.tls().good()) {
        return true;
      }
    }
    return false;
  }
}
