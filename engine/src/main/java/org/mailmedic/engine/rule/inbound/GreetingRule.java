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
    boolean somewhere = false;
    List<Observation<SmtpDialogue>> seen = Hosts.of(file).all();
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

  /// Whether the dialogue came as far as MAIL, whatever was said to it.
  private static boolean talks(SmtpDialogue dialogue) {
    return dialogue.mail() != null;
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
    SmtpReply ehlo = dialogue.ehlo();
    if (ehlo != null && ehlo.permanent() && !aboutUs(ehlo)) {
      return protocol(dialogue, worst, ehlo.oneLine(), "broke_off");
    }
    return null;
  }

  private static @Nullable Found brokenOff(SmtpDialogue dialogue, SmtpBreakOff end, Level worst) {
    if (end.stage() == Stage.TLS || dialogue.rcpt() != null) {
      return null; // the TLS rules' business; or all that we wanted to know had been said
    }
    SmtpReply firstReply = dialogue.firstTryReply();
    if (firstReply != null) {
      return null; // put off before: a server that limits us, not a broken one
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
