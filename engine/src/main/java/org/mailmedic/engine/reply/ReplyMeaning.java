package org.mailmedic.engine.reply;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailmedic.knowledge.causes.Outlook;

/// What a reply means.
///
/// @param cause the id of the cause that it names; `unknown` where it names none
/// @param confidence how sure that is, 0 to 1; at most 0.5 where only a code says it (verdict 26)
/// @param ruleId the rule whose words it matched; null where the codes alone say it
/// @param outlook what a sender should do with the address; null where the cause says nothing on
///   it; never [Outlook#ADDRESS_DEAD] for a temporary refusal
/// @param temporary whether it says no for now only
/// @param aboutClientAddress whether the refusal is about the address of the machine that spoke to
///   the server: listed, dynamic, without a reverse name
public record ReplyMeaning(
    String cause,
    double confidence,
    @Nullable String ruleId,
    @Nullable Outlook outlook,
    boolean temporary,
    boolean aboutClientAddress) {
  public ReplyMeaning {
    Objects.requireNonNull(cause, "cause");
  }
}
