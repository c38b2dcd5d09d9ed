package org.mailmedic.engine.rule.tls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.CertificateSeen;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.evidence.SmtpReply;
import org.mailmedic.engine.evidence.TlsSeen;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.engine.rule.dane.Confirmation;
import org.mailmedic.engine.rule.inbound.Hosts;
import org.mailmedic.knowledge.causes.Level;

/// The encryption that MX hosts offer (RFC 3207) and their certificates. At-risk at most, since
/// most senders take any certificate, or none (verdict 16); only where nobody takes mail without
/// TLS, and TLS fails, does none arrive.
public final class MailServerTlsRule implements Rule {
  private static final int READY = 220;

  /// RFC 5321 section 3.8: the server takes leave, for now.
  private static final int CLOSING = 421;

  @Override
  public Set<String> ids() {
    return Set.of(
        "tls.not-offered",
        "tls.handshake-fails",
        "tls.certificate-expired",
        "tls.certificate-mismatch",
        "tls.certificate-untrusted");
  }

  @Override
  public String checkId() {
    return "smtp.tls";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    List<Observation<SmtpDialogue>> seen = Hosts.of(file).all();
    boolean taken = seen.stream().anyMatch(o -> Hosts.dialogue(o).accepted());
    for (Observation<SmtpDialogue> observation : seen) {
      boolean shut = !taken && refusedInTheClear(Hosts.dialogue(observation));
      for (Found found : faults(file, Hosts.dialogue(observation))) {
        findings.add(
            found
                .level(shut ? Level.BROKEN : Level.AT_RISK)
                .with("host", Hosts.dialogue(observation).host())
                .on(observation)
                .build());
      }
    }
    return findings;
  }

  /// After TLS had failed (then there is no other fault), nothing was taken without it.
  private static boolean refusedInTheClear(SmtpDialogue dialogue) {
    SmtpReply mail = dialogue.mail();
    return dialogue.tlsGivenUp() && mail != null && mail.permanent();
  }

  private static List<Found> faults(CaseFile file, SmtpDialogue dialogue) {
    String subject = dialogue.host() + "/" + dialogue.address();
    SmtpReply ehlo = dialogue.ehlo();
    if (ehlo == null || !ehlo.positive()) {
      return List.of();
    }
    TlsSeen tls = dialogue.tls();
    if (tls == null && !dialogue.startTlsOffered()) {
      return List.of(Found.of("tls.not-offered", subject));
    }
    SmtpReply startTls = dialogue.startTls();
    if (tls == null) {
      if (startTls == null || startTls.code() == READY || startTls.code() == CLOSING) {
        return List.of();
      }
      return List.of(Found.of("tls.handshake-fails", subject).with("problem", startTls.oneLine()));
    }
    if (!tls.completed()) {
      return List.of(Found.of("tls.handshake-fails", subject).with("problem", tls.failure()));
    }
    return certificate(
        subject,
        dialogue.host(),
        tls,
        Confirmation.of(file, dialogue.host(), tls),
        file.startedAt());
  }

  private static List<Found> certificate(
      String subject, String host, TlsSeen tls, Confirmation dane, Instant now) {
    List<Found> faults = new ArrayList<>();
    if (tls.chain().isEmpty() || dane == Confirmation.SERVER) {
      return faults;
    }
    CertificateSeen leaf = tls.chain().getFirst();
    boolean early = now.isBefore(leaf.notBefore());
    if (now.isAfter(leaf.notAfter()) || (tls.trusted() && tls.outOfDate() && !early)) {
      faults.add(Found.of("tls.certificate-expired", subject).with("expired", leaf.notAfter()));
    } else if (early) {
      faults.add(Found.of("tls.certificate-expired", subject).with("begins", leaf.notBefore()));
    }
    if (!HostName.matches(leaf, host)) {
      faults.add(Found.of("tls.certificate-mismatch", subject).with("names", names(leaf)));
    }
    if (!tls.trusted() && dane != Confirmation.ISSUER) {
      faults.add(
          Found.of("tls.certificate-untrusted", subject)
              .with("issuer", leaf.issuer())
              .with("problem", problem(tls)));
    }
    return faults;
  }

  private static @Nullable List<String> names(CertificateSeen leaf) {
    if (!leaf.dnsNames().isEmpty()) {
      return leaf.dnsNames().subList(0, Math.min(5, leaf.dnsNames().size()));
    }
    return leaf.commonName() == null ? null : List.of(leaf.commonName());
  }

  private static String problem(TlsSeen tls) {
    CertificateSeen leaf = tls.chain().getFirst();
    if (leaf.subject().equals(leaf.issuer())) {
      return "self_signed";
    }
    boolean alone = tls.chain().size() == 1;
    return alone ? "incomplete_chain" : "unknown_issuer";
  }
}
