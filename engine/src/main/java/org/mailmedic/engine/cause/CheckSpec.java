package org.mailmedic.engine.cause;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.mailmedic.knowledge.causes.Symptom;

/// A check as people are shown it: several probes and rules may belong to one.
///
/// @param id as in `checks[].id`
/// @param symptoms which symptoms it says something about
/// @param needed whether those symptoms can't be judged without it (verdict 5)
/// @param built whether this version acts on it; otherwise it is shown as skipped
public record CheckSpec(String id, Set<Symptom> symptoms, boolean needed, boolean built) {

  /// Every check, in the order of the way of the mail.
  public static final List<CheckSpec> ALL =
      List.of(
          side("network.local", Symptom.SEND, Symptom.RECEIVE, Symptom.LOGIN),
          side("domain.registration", Symptom.SEND, Symptom.RECEIVE),
          side("dns.delegation", Symptom.SEND, Symptom.RECEIVE),
          side("dns.dnssec", Symptom.SEND, Symptom.RECEIVE),
          side("dns.consistency", Symptom.RECEIVE),
          needed("dns.mx", Symptom.RECEIVE),
          needed("dns.mx-targets", Symptom.RECEIVE),
          side("service.detection", Symptom.SEND, Symptom.RECEIVE, Symptom.LOGIN),
          needed("smtp.dialogue", Symptom.RECEIVE),
          side("smtp.tls", Symptom.RECEIVE),
          side("smtp.relay", Symptom.RECEIVE),
          side("dane.tlsa", Symptom.RECEIVE),
          side("mta-sts.policy", Symptom.RECEIVE),
          side("tls-rpt.record", Symptom.RECEIVE),
          side("message.content", Symptom.SEND),
          side("reply.explanation", Symptom.SEND, Symptom.RECEIVE, Symptom.LOGIN),
          later("service.status", Symptom.SEND, Symptom.RECEIVE, Symptom.LOGIN),
          later("account.state", Symptom.SEND, Symptom.RECEIVE, Symptom.LOGIN),
          side("settings.mail-program", Symptom.SEND, Symptom.RECEIVE, Symptom.LOGIN),
          side("settings.autoconfiguration", Symptom.LOGIN),
          side("login.servers", Symptom.SEND, Symptom.RECEIVE, Symptom.LOGIN),
          side("login.imap", Symptom.RECEIVE, Symptom.LOGIN),
          side("login.pop", Symptom.RECEIVE, Symptom.LOGIN),
          side("login.submission", Symptom.SEND, Symptom.LOGIN),
          side("login.managesieve", Symptom.LOGIN),
          side("login.jmap", Symptom.RECEIVE, Symptom.LOGIN),
          side("login.webmail", Symptom.LOGIN),
          side("delivery.test", Symptom.RECEIVE),
          side("sending.hosts", Symptom.SEND),
          side("sending.spf", Symptom.SEND),
          side("sending.dkim", Symptom.SEND),
          side("sending.dmarc", Symptom.SEND),
          side("sending.reverse-dns", Symptom.SEND),
          side("sending.reputation", Symptom.SEND),
          side("recipient.server", Symptom.SEND));

  public CheckSpec {
    symptoms = Set.copyOf(symptoms);
  }

  /// The place of a check on the way of the mail; unknown ones stand last.
  public static int order(String checkId) {
    for (int i = 0; i < ALL.size(); i++) {
      if (ALL.get(i).id().equals(checkId)) {
        return i;
      }
    }
    return ALL.size();
  }

  /// Whether this version acts on a check.
  public static boolean isBuilt(String checkId) {
    int place = order(checkId);
    return place < ALL.size() && ALL.get(place).built();
  }

  private static CheckSpec needed(String id, Symptom first, Symptom... more) {
    return new CheckSpec(id, EnumSet.of(first, more), true, true);
  }

  private static CheckSpec side(String id, Symptom first, Symptom... more) {
    return new CheckSpec(id, EnumSet.of(first, more), false, true);
  }

  private static CheckSpec later(String id, Symptom first, Symptom... more) {
    return new CheckSpec(id, EnumSet.of(first, more), false, false);
  }
}
