package org.mailmedic.engine.rule.mtasts;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.mailmedic.engine.evidence.CertificateSeen;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.evidence.TlsSeen;
import org.mailmedic.engine.rule.tls.HostName;
import org.mailmedic.protocol.mtasts.StsPolicy;

/// Whether one address of an MX host meets a policy (RFC 8461 section 4).
enum HostMeets {
  /// All is as demanded.
  YES,
  /// The policy does not name the host.
  NOT_LISTED,
  /// No encryption comes about.
  NO_TLS,
  /// The certificate is not trusted, has run out or is for other names.
  CERTIFICATE,
  /// The dialogue did not come so far.
  UNSEEN;

  /// What holds for a host, one entry for each kind of outcome at its addresses.
  static Set<HostMeets> of(
      StsPolicy policy, String host, List<SmtpDialogue> dialogues, Instant now) {
    if (!policy.allows(host)) {
      return EnumSet.of(NOT_LISTED);
    }
    Set<HostMeets> outcomes = EnumSet.noneOf(HostMeets.class);
    for (SmtpDialogue dialogue : dialogues) {
      outcomes.add(of(dialogue, now));
    }
    return outcomes.isEmpty() ? EnumSet.of(UNSEEN) : outcomes;
  }

  private static HostMeets of(SmtpDialogue dialogue, Instant now) {
    if (dialogue.ehlo() == null || !dialogue.ehlo().positive()) {
      return UNSEEN;
    }
    TlsSeen tls = dialogue.tls();
    if (tls == null) {
      boolean refused = dialogue.startTls() != null && !dialogue.startTls().positive();
      return !dialogue.startTlsOffered() || refused ? NO_TLS : UNSEEN;
    }
    if (!tls.completed()) {
      return tls.brokeOff() ? UNSEEN : NO_TLS;
    }
    return certificate(tls, dialogue.host(), now);
  }

  private static HostMeets certificate(TlsSeen tls, String host, Instant now) {
    if (tls.chain().isEmpty()) {
      return UNSEEN;
    }
    CertificateSeen leaf = tls.chain().getFirst();
    // RFC 8461 section 4.2: a DNS name of the subject alternative name, never the common name.
    boolean named = leaf.dnsNames().stream().anyMatch(name -> HostName.fits(name, host));
    boolean good = tls.trusted() && !tls.outOfDate() && !now.isAfter(leaf.notAfter()) && named;
    return good ? YES : CERTIFICATE;
  }
}
