package org.mailmedic.engine.cause;

import java.util.Locale;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Evidence;
import org.mailmedic.engine.evidence.HostAddresses;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.knowledge.explains.Explains.Condition;

/// Whether the evidence gives a reason for one finding to explain another (verdict 3).
final class Conditions {
  /// The most that is made of a reply without a telling text (verdict 26).
  private static final double BARE_CODE = 0.5;

  private Conditions() {}

  static boolean hold(Condition when, CaseFile file, Finding cause, Finding effect) {
    return switch (when) {
      case ALWAYS -> true;
      case SAME_HOST -> host(cause).equals(host(effect));
      case LOOK_UP_FAILED -> lookUpFailed(file, effect);
      case VAGUE_REPLY -> isVague(effect);
      case SAID -> isReply(effect) && !isReply(cause) && sameRecipient(file, cause, effect);
    };
  }

  /// Whether a finding stands on a reply that has little more than a code.
  static boolean isVague(Finding finding) {
    return finding.subject().equals(Finding.REPLY) && finding.certainty() <= BARE_CODE;
  }

  private static boolean isReply(Finding finding) {
    return finding.subject().equals(Finding.REPLY);
  }

  /// Whether a reply may be about what was seen: of a recipient the same one, else the domain of
  /// the complaint. Where it does not say whom it is about, it may.
  private static boolean sameRecipient(CaseFile file, Finding seen, Finding said) {
    if (!(said.arguments().get("recipient") instanceof String about)) {
      return true;
    }
    return seen.arguments().get("recipient") instanceof String asked
        ? about.equalsIgnoreCase(asked)
        : about.toLowerCase(Locale.ROOT).endsWith("@" + file.complaint().domain());
  }

  /// The host of a subject such as `mx1.example.com/192.0.2.1`.
  private static String host(Finding finding) {
    int slash = finding.subject().indexOf('/');
    return slash < 0 ? finding.subject() : finding.subject().substring(0, slash);
  }

  private static boolean lookUpFailed(CaseFile file, Finding effect) {
    if (effect.id().startsWith("dns.") || effect.id().startsWith("mta-sts.")) {
      return true;
    }
    for (Observation<?> observation : file.observations()) {
      if (effect.evidence().contains(observation.id())
          && observation.attempt().observed().filter(seen -> failed(file, seen)).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static boolean failed(CaseFile file, Evidence evidence) {
    return switch (evidence) {
      case MxRecords mx ->
          !(mx.status().equals("ANSWER") || mx.status().equals("NODATA"))
              || mx.security().equals("BOGUS");
      case HostAddresses host -> within(host.host(), file.complaint().domain());
      default -> !evidence.settled();
    };
  }

  private static boolean within(String host, String domain) {
    return host.equals(domain) || host.endsWith("." + domain);
  }
}
