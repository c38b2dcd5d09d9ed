package org.mailmedic.engine.rule.mx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.HostAddresses;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.ServerView;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.evidence.SmtpReply;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.reply.ReplyClassifier;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;

/// Whether the domain says where its mail goes (RFC 5321 section 5.1, RFC 7505, verdict 9).
public final class MxRule implements Rule {

  @Override
  public Set<String> ids() {
    return Set.of("mx.missing", "mx.implicit", "mx.null", "mx.null-not-alone");
  }

  @Override
  public String checkId() {
    return "dns.mx";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    String domain = file.complaint().domain();
    Optional<Observation<MxRecords>> observation =
        file.find(new EvidenceKey<>(MxRecords.class, domain));
    Optional<MxRecords> seen = observation.flatMap(o -> o.attempt().observed());
    if (seen.isEmpty() || seen.get().security().equals("BOGUS")) {
      return List.of();
    }
    MxRecords mx = seen.get();
    if (mx.records().size() == 1 && mx.records().getFirst().host().equals(".")) {
      return List.of(
          Found.of("mx.null", domain).with("domain", domain).on(observation.get()).build());
    }
    if (mx.records().stream().anyMatch(record -> record.host().equals("."))) {
      return List.of(
          Found.of("mx.null-not-alone", domain)
              .level(Level.ADVICE)
              .with("domain", domain)
              .with("targets", others(mx))
              .on(observation.get())
              .build());
    }
    boolean none =
        mx.records().isEmpty() && (mx.status().equals("NODATA") || mx.status().equals("NXDOMAIN"));
    return none && !someServerKnows(file) && fallbackIsKnown(file, domain)
        ? List.of(fallback(file, domain, observation.get()))
        : List.of();
  }

  private static List<String> others(MxRecords mx) {
    return mx.records().stream()
        .map(MxRecords.Mx::host)
        .filter(host -> !host.equals("."))
        .distinct()
        .toList();
  }

  /// Whether one of the domain's own name servers has MX records: then they are not missing,
  /// whatever the resolver was told by another (a lame one, or one with an older zone).
  private static boolean someServerKnows(CaseFile file) {
    return file.seen(ServerView.class).stream()
        .anyMatch(view -> view.mailAuthoritative() && !view.mail().isEmpty());
  }

  /// Whether it is known if the domain has an address of its own: silence is no "none".
  private static boolean fallbackIsKnown(CaseFile file, String domain) {
    return file.attempt(new EvidenceKey<>(HostAddresses.class, domain))
        .observed()
        .map(HostAddresses::settled)
        .orElse(true);
  }

  /// What becomes of mail for a domain without MX: senders try the domain's own address.
  private static Finding fallback(
      CaseFile file, String domain, Observation<MxRecords> observation) {
    Optional<HostAddresses> own =
        file.attempt(new EvidenceKey<>(HostAddresses.class, domain)).observed();
    List<String> addresses = new ArrayList<>();
    own.ifPresent(host -> {
      addresses.addAll(host.ipv4());
      addresses.addAll(host.ipv6());
    });
    List<Observation<SmtpDialogue>> dialogues = file.all(SmtpDialogue.class);
    boolean unseen =
        !dialogues.isEmpty()
            && dialogues.stream().allMatch(o -> o.attempt() instanceof Attempt.Unobserved<?>);
    boolean takes =
        dialogues.stream().anyMatch(o -> o.attempt().observed().filter(MxRule::takes).isPresent());
    if (!addresses.isEmpty() && (takes || unseen)) {
      return Found.of("mx.implicit", domain)
          .level(Level.AT_RISK)
          .certainty(takes ? 0.97 : 0.6)
          .with("domain", domain)
          .with("addresses", addresses)
          .on(observation)
          .build();
    }
    return Found.of("mx.missing", domain)
        .certainty(0.97)
        .with("domain", domain)
        .on(observation)
        .build();
  }

  /// Whether a server at the domain's own address takes the domain's mail, be it not for this one
  /// address.
  private static boolean takes(SmtpDialogue dialogue) {
    SmtpReply rcpt = dialogue.rcpt();
    if (rcpt == null || rcpt.positive()) {
      return rcpt != null;
    }
    String cause =
        ReplyClassifier.cause(rcpt.code(), rcpt.enhanced(), String.join(" ", rcpt.lines()));
    return rcpt.temporary() || !cause.equals("relay.denied");
  }
}
