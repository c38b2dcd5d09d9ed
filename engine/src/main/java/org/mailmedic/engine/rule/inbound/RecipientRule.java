package org.mailmedic.engine.rule.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.evidence.SmtpDialogue.RecipientKind;
import org.mailmedic.engine.evidence.SmtpReply;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.reply.ReplyClassifier;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;

/// What the domain's servers say to the recipient (verdict 14). The server's word is read by the
/// one classifier of replies; here stands what it means for a server that is the domain's own. A
/// refusal at one host while another takes the recipient is at-risk only.
public final class RecipientRule implements Rule {
  /// Areas of causes that lie with whoever sends.
  private static final Set<String> SENDER =
      Set.of("sender", "authentication", "reputation", "message", "limit");

  @Override
  public Set<String> ids() {
    return Set.of(
        "inbound.recipient-unknown",
        "inbound.mailbox-full",
        "inbound.relay-denied",
        "inbound.deferred");
  }

  @Override
  public String checkId() {
    return "smtp.dialogue";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    List<Observation<SmtpDialogue>> seen = Hosts.of(file).all();
    boolean taken = seen.stream().anyMatch(o -> Hosts.dialogue(o).accepted());
    for (Observation<SmtpDialogue> observation : seen) {
      SmtpDialogue dialogue = Hosts.dialogue(observation);
      SmtpReply refusal = refusal(dialogue);
      if (refusal != null) {
        Found found = found(dialogue, refusal, taken);
        if (found != null) {
          findings.add(
              found
                  .with("host", dialogue.host())
                  .with("reply", refusal.oneLine())
                  .on(observation)
                  .build());
        }
      }
    }
    return findings;
  }

  /// What was said instead of yes, at MAIL or RCPT or as a temporary answer before, where need be
  /// at the first try; null where nothing was.
  private static @Nullable SmtpReply refusal(SmtpDialogue dialogue) {
    if (dialogue.accepted()) {
      return null;
    }
    if (closing(dialogue)) {
      return dialogue.startTls();
    }
    for (SmtpReply reply :
        new SmtpReply[] {
          dialogue.rcpt(), dialogue.mail(), dialogue.ehloAfterTls(), dialogue.ehlo()
        }) {
      if (reply != null && !(reply.positive() && dialogue.breakOff() != null)) {
        boolean envelope = reply.equals(dialogue.rcpt()) || reply.equals(dialogue.mail());
        boolean no = reply.temporary() || (envelope && reply.permanent());
        return no ? reply : null;
      }
    }
    // Put off, and broken off when asked again.
    return dialogue.greeting() == null || dialogue.greeting().positive()
        ? dialogue.firstTryReply()
        : null;
  }

  /// The server took leave when asked for TLS (RFC 5321 section 3.8).
  private static boolean closing(SmtpDialogue dialogue) {
    SmtpReply startTls = dialogue.startTls();
    return startTls != null && startTls.code() == 421 && dialogue.mail() == null;
  }

  private static @Nullable Found found(SmtpDialogue dialogue, SmtpReply refusal, boolean taken) {
    String text = String.join(" ", refusal.lines());
    if (ReplyClassifier.aboutClientAddress(refusal.code(), refusal.enhanced(), text)) {
      return null; // network.address-refused
    }
    String cause = ReplyClassifier.cause(refusal.code(), refusal.enhanced(), text);
    String subject = dialogue.host() + "/" + dialogue.address();
    Level worst = taken ? Level.AT_RISK : Level.BROKEN;
    if (cause.equals("recipient.mailbox-full")) {
      return dialogue.recipientKind() == RecipientKind.POSTMASTER
          ? null
          : Found.of("inbound.mailbox-full", subject)
              .level(worst)
              .with("address", dialogue.recipient());
    }
    if (refusal.temporary()) {
      return Found.of("inbound.deferred", subject)
          .level(Level.AT_RISK)
          .certainty(0.85)
          .with("kind", kind(cause));
    }
    return switch (cause) {
      case "relay.denied", "settings.authentication-off" ->
          Found.of("inbound.relay-denied", subject).level(worst).with("domain", dialogue.domain());
      case "recipient.unknown",
          "recipient.address-invalid",
          "recipient.disabled",
          "recipient.moved",
          "recipient.domain-unknown",
          "recipient.domain-takes-no-mail" ->
          unknown(dialogue, subject, worst, 0.95);
      case "policy.refused", "recipient.rejects-sender" -> {
        Found refused = unknown(dialogue, subject, worst, 0.6);
        yield refused == null ? null : refused.with("kind", "refused");
      }
      default -> aboutTheSender(cause) ? null : unknown(dialogue, subject, worst, 0.6);
    };
  }

  /// Whether a refusal is about the recipient, or the domain, though none was named yet.
  static boolean aboutRecipient(SmtpReply refusal) {
    String text = String.join(" ", refusal.lines());
    String cause = ReplyClassifier.cause(refusal.code(), refusal.enhanced(), text);
    return switch (cause) {
      case "relay.denied", "settings.authentication-off", "recipient.mailbox-full" -> true;
      default -> false;
    };
  }

  /// A postmaster who is unknown is untidy and says nothing about anybody else.
  private static @Nullable Found unknown(
      SmtpDialogue dialogue, String subject, Level worst, double certainty) {
    if (dialogue.recipientKind() == RecipientKind.POSTMASTER || dialogue.recipient() == null) {
      return null;
    }
    return Found.of("inbound.recipient-unknown", subject)
        .level(worst)
        .certainty(certainty)
        .with("address", dialogue.recipient());
  }

  /// Whether the recipient was refused for good for what the server holds against the sender: that
  /// says nothing of how it treats the domain's mail.
  public static boolean refusesSender(SmtpDialogue dialogue) {
    SmtpReply rcpt = dialogue.rcpt();
    return rcpt != null
        && rcpt.permanent()
        && aboutTheSender(
            ReplyClassifier.cause(rcpt.code(), rcpt.enhanced(), String.join(" ", rcpt.lines())));
  }

  private static boolean aboutTheSender(String cause) {
    return SENDER.contains(cause.substring(0, Math.max(0, cause.indexOf('.'))));
  }

  private static String kind(String cause) {
    return switch (cause) {
      case "recipient.greylisted" -> "greylisting";
      case "recipient.server-overloaded",
          "recipient.server-error",
          "recipient.storage-full",
          "limit.connections",
          "limit.receiver",
          "recipient.rate-limited" ->
          "load";
      default -> "policy";
    };
  }
}
