package org.mailmedic.engine.rule.dane;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.evidence.SmtpReply;
import org.mailmedic.engine.evidence.TlsSeen;
import org.mailmedic.engine.evidence.TlsaRecords;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.engine.rule.inbound.Hosts;
import org.mailmedic.knowledge.causes.Level;

/// Whether signed TLSA records keep senders that honour them away (RFC 7672 section 2.2). Where
/// another MX host still takes their mail, it is at-risk only.
public final class DaneRule implements Rule {
  /// RFC 5321 section 3.8: the server takes leave, for now.
  private static final int CLOSING = 421;

  @Override
  public Set<String> ids() {
    return Set.of("dane.blocks-delivery");
  }

  @Override
  public String checkId() {
    return "dane.tlsa";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    Map<String, Observation<SmtpDialogue>> blocked = new LinkedHashMap<>();
    Set<String> open = new HashSet<>();
    Hosts hosts = Hosts.of(file);
    for (Observation<SmtpDialogue> observation : hosts.all()) {
      SmtpDialogue dialogue = Hosts.dialogue(observation);
      if (!conclusive(dialogue)) {
        continue;
      }
      if (problem(file, dialogue) == null) {
        open.add(dialogue.host());
      } else {
        blocked.putIfAbsent(dialogue.host(), observation);
      }
    }
    List<Finding> findings = new ArrayList<>();
    blocked.forEach((host, observation) -> {
      if (!open.contains(host)) {
        boolean everywhere = open.isEmpty() && hosts.unseen().isEmpty();
        findings.add(finding(file, host, observation, everywhere));
      }
    });
    return findings;
  }

  /// Whether the talk came far enough to tell whether TLS can be had.
  private static boolean conclusive(SmtpDialogue dialogue) {
    SmtpReply ehlo = dialogue.ehlo();
    SmtpReply startTls = dialogue.startTls();
    boolean asked = dialogue.tls() != null || (startTls != null && startTls.code() != CLOSING);
    return ehlo != null && ehlo.positive() && (!dialogue.startTlsOffered() || asked);
  }

  private static Finding finding(
      CaseFile file, String host, Observation<SmtpDialogue> observation, boolean everywhere) {
    Found found =
        Found.of("dane.blocks-delivery", host)
            .level(everywhere ? Level.BROKEN : Level.AT_RISK)
            .with("host", host)
            .with("domain", file.complaint().domain())
            .with("problem", problem(file, Hosts.dialogue(observation)));
    file.find(TlsaRecords.key(host)).ifPresent(found::on);
    return found.on(observation).build();
  }

  /// What stands in the way; null where nothing does.
  private static @Nullable String problem(CaseFile file, SmtpDialogue dialogue) {
    if (Confirmation.usable(file, dialogue.host()).isEmpty()) {
      return null;
    }
    TlsSeen tls = dialogue.tls();
    if (tls == null) {
      return "no_starttls";
    }
    if (!tls.completed()) {
      return "handshake";
    }
    return Confirmation.of(file, dialogue.host(), tls) == Confirmation.NONE ? "no_match" : null;
  }
}
