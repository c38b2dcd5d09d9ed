package org.mailmedic.engine.rule.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.AccessReply;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.SignIn;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.reply.ReplyClassifier;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;

/// What the outgoing server says to a message of the account to itself once it has let us in
/// (verdict 19). Replies are read by the one classifier.
public final class EnvelopeRule implements Rule {
  /// Words of servers that let an account send under its own name only.
  private static final List<String> NOT_ITS_OWN =
      List.of(
          "not owned by user",
          "not owned by",
          "does not align",
          "not allowed to send as",
          "send as denied",
          "sendasdenied",
          "sender mismatch",
          "sender address does not match",
          "not authorized to send as");

  @Override
  public Set<String> ids() {
    return Set.of(
        "settings.sender-mismatch",
        "submission.refused",
        "limit.account",
        "account.locked-for-spam");
  }

  @Override
  public String checkId() {
    return "login.submission";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    for (Observation<SignIn> observation : file.all(SignIn.class)) {
      SignIn signIn = observation.attempt().observed().orElse(null);
      AccessReply refusal = signIn == null ? null : refusal(signIn);
      if (signIn != null && refusal != null) {
        findings.add(
            found(file, signIn, refusal).with("reply", refusal.oneLine()).on(observation).build());
      }
    }
    return findings;
  }

  private static @Nullable AccessReply refusal(SignIn signIn) {
    for (AccessReply reply : new AccessReply[] {signIn.mail(), signIn.rcpt()}) {
      if (reply != null && !reply.positive()) {
        return reply;
      }
    }
    return null;
  }

  /// What a refusal after signing in means.
  static Found found(CaseFile file, SignIn signIn, AccessReply refusal) {
    String text = refusal.text();
    String lower = text.toLowerCase(Locale.ROOT);
    int code = Integer.parseInt(refusal.status());
    String cause = ReplyClassifier.cause(code, refusal.code(), text);
    if (cause.equals("settings.sender-mismatch")
        || NOT_ITS_OWN.stream().anyMatch(lower::contains)) {
      return Found.of("settings.sender-mismatch", signIn.host())
          .certainty(0.95)
          .with("sender", file.complaint().address())
          .with("login", signIn.username());
    }
    if (cause.equals("limit.account")) {
      return Found.of(cause, signIn.host())
          .certainty(0.9)
          .with("address", file.complaint().address());
    }
    if (cause.equals("account.locked-for-spam")) {
      return Found.of(cause, signIn.host())
          .certainty(0.9)
          .with("address", file.complaint().address());
    }
    return Found.of("submission.refused", signIn.host())
        .level(code / 100 == 4 ? Level.AT_RISK : Level.BROKEN)
        .certainty(0.9)
        .with("host", signIn.host());
  }
}
