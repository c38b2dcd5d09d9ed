package org.mailmedic.engine.rule.dns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.ServerView;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;

/// Whether the domain's name servers agree on its mail records (verdict 11).
public final class ConsistencyRule implements Rule {

  @Override
  public Set<String> ids() {
    return Set.of("dns.zone-inconsistent");
  }

  @Override
  public String checkId() {
    return "dns.consistency";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    Map<String, List<Observation<ServerView>>> byAnswer = new LinkedHashMap<>();
    for (Observation<ServerView> observation : file.all(ServerView.class)) {
      ServerView view = observation.attempt().observed().orElse(null);
      if (view != null && telling(view)) {
        byAnswer.computeIfAbsent(mail(view), key -> new ArrayList<>()).add(observation);
      }
    }
    if (byAnswer.size() < 2) {
      return List.of();
    }
    String domain = file.complaint().domain();
    Found found =
        Found.of("dns.zone-inconsistent", domain).level(Level.AT_RISK).with("domain", domain);
    List<String> servers = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    byAnswer.forEach((answer, views) -> {
      found.on(views);
      for (Observation<ServerView> observation : views) {
        String host = observation.attempt().observed().orElseThrow().host();
        if (!servers.contains(host)) {
          servers.add(host);
          differences.add(host + ": " + answer);
        }
      }
    });
    return List.of(found.with("servers", servers).with("differences", differences).build());
  }

  /// An authoritative answer about the mail records, be it that there are none.
  private static boolean telling(ServerView view) {
    return view.mailAuthoritative()
        && (view.mailStatus().equals("ANSWER")
            || view.mailStatus().equals("NODATA")
            || view.mailStatus().equals("NXDOMAIN"));
  }

  private static String mail(ServerView view) {
    if (view.mail().isEmpty()) {
      return "no MX";
    }
    StringBuilder line = new StringBuilder("MX");
    String separator = " ";
    for (MxRecords.Mx mx : view.mail()) {
      line.append(separator).append(mx.preference()).append(' ').append(mx.host());
      separator = ", ";
    }
    return line.toString();
  }
}
