package org.mailmedic.engine.rule.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.SmtpBreakOff;
import org.mailmedic.engine.evidence.SmtpBreakOff.Kind;
import org.mailmedic.engine.evidence.SmtpBreakOff.Stage;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.evidence.SmtpReply;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.reply.ReplyClassifier;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;

/// How a server greets, and whether it speaks SMTP at all (verdict 13). A fault of some MX hosts
/// while others take mail is at-risk only.
public final class GreetingRule implements Rule {
  private static final long LATE_MS = 10_000;

  @Override
  public Set<String> ids() {
    return Set.of("inbound.greeting-refused", "inbound.greeting-late", "inbound.protocol-broken");
  }

  @Override
  public String checkId() {
    return "smtp.dialogue";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    Hosts hosts = Hosts.of(file);
    boolean somewhere = !hosts.unseen().isEmpty(); // which may well take mail
    List<Observation<SmtpDialogue>> seen = hosts.all();
    for (Observation<SmtpDialogue> observation : seen) {
      somewhere |= talks(Hosts.dialogue(observation));
    }
    Level worst = somewhere ? Level.AT_RISK : Level.BROKEN;
    for (Observation<SmtpDialogue> observation : seen) {
      Found found = fault(Hosts.dialogue(observation), worst);
      if (found != null) {
        findings.add(found.on(observation).build());
      }
    }
    return findings;
  }

  /// Whether the dialogue came to the recipient, whatever was said of it, or was put off before.
  private static boolean talks(SmtpDialogue dialogue) {
    SmtpReply mail = dialogue.mail();
    return dialogue.rcpt() != null || (mail != null && mail.temporary());
  }

  private static @Nullable Found fault(SmtpDialogue dialogue, Level worst) {
    SmtpReply greeting = dialogue.greeting();
    SmtpBreakOff end = dialogue.breakOff();
    if (end != null && end.stage() != Stage.CONNECT) {
      Found broken = brokenOff(dialogue, end, worst);
      if (broken != null) {
        return broken;
      }
    }
    if (greeting != null && !greeting.positive()) {
      return refused(dialogue, greeting, worst);
    }
    if (greeting != null && dialogue.greetingMs() > LATE_MS) {
      return Found.of("inbound.greeting-late", subject(dialogue))
          .level(Level.AT_RISK)
          .with("host", dialogue.host())
          .with("seconds", dialogue.greetingMs() / 1000);
    }
    return refusedLater(dialogue, worst);
  }

  /// A refusal for good before it came to the recipient.
  private static @Nullable Found refusedLater(SmtpDialogue dialogue, Level worst) {
    SmtpReply said = said(dialogue);
    if (said == null || !said.permanent() || aboutUs(said)) {
      return null;
    }
    if (!said.equals(dialogue.mail())) {
      return protocol(dialogue, worst, said.oneLine(), "broke_off");
    }
    if (dialogue.tlsGivenUp() || RecipientRule.aboutRecipient(said)) {
      return null; // the TLS rules' business, or the recipient's
    }
    // RFC 5321 section 4.5.5: the empty sender has to be taken; others may be.
    return protocol(dialogue, Level.AT_RISK, said.oneLine(), "refuses_empty_sender").certainty(0.7);
  }

  /// The last word on us before the recipient was named.
  private static @Nullable SmtpReply said(SmtpDialogue dialogue) {
    if (dialogue.mail() != null) {
      return dialogue.mail();
    }
    return dialogue.ehloAfterTls() != null ? dialogue.ehloAfterTls() : dialogue.ehlo();
  }

  private static @Nullable Found brokenOff(SmtpDialogue dialogue, SmtpBreakOff end, Level worst) {
    if (end.stage() == Stage.TLS || dialogue.rcpt() != null) {
      return null; // the TLS rules' business; or all that we wanted to know had been said
    }
    SmtpReply said = said(dialogue);
    if (dialogue.firstTryReply() != null || (said != null && !said.positive())) {
      return null; // it had said no, or not now, before: no broken server
    }
    if (end.stage() == Stage.GREETING && end.kind() == Kind.TIMEOUT) {
      return Found.of("inbound.greeting-late", subject(dialogue))
          .level(worst)
          .with("host", dialogue.host());
    }
    boolean foreign = end.kind() == Kind.NOT_SMTP || end.kind() == Kind.TOO_LONG;
    return protocol(dialogue, worst, end.detail(), foreign ? "not_smtp" : "broke_off");
  }

  private static Found protocol(
      SmtpDialogue dialogue, Level worst, @Nullable String seen, String problem) {
    return Found.of("inbound.protocol-broken", subject(dialogue))
        .level(worst)
        .with("host", dialogue.host())
        .with("seen", seen)
        .with("problem", problem);
  }

  private static @Nullable Found refused(SmtpDialogue dialogue, SmtpReply greeting, Level worst) {
    if (aboutUs(greeting)) {
      return null;
    }
    return Found.of("inbound.greeting-refused", subject(dialogue))
        .level(worst)
        .certainty(greeting.temporary() ? 0.8 : 0.95)
        .with("host", dialogue.host())
        .with("reply", greeting.oneLine());
  }

  private static boolean aboutUs(SmtpReply reply) {
    return ReplyClassifier.aboutClientAddress(reply.code(), reply.enhanced(), text(reply));
  }

  private static String text(SmtpReply reply) {
    return String.join(" ", reply.lines());
  }

  private static String subject(SmtpDialogue dialogue) {
    return dialogue.host() + "/" + dialogue.address();
  }
}
