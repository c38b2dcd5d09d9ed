package org.mailmedic.engine.reply;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.knowledge.causes.CauseCatalogue;
import org.mailmedic.knowledge.causes.Outlook;
import org.mailmedic.knowledge.codes.ReplyCodes;
import org.mailmedic.knowledge.replies.ReplyRules;
import org.mailmedic.protocol.reply.Reply;

/// The one classifier of SMTP replies. The words win, then the enhanced code, then the reply code.
/// Thread-safe; a call costs less than a microsecond.
public final class ReplyClassifier {
  /// What a code tells that stands beside words that tell nothing; verdict 26.
  private static final double CODE_ALONE = 0.4;

  /// What an enhanced code of its own tells.
  private static final double ENHANCED_ALONE = 0.5;

  private static final ReplyMeaning DELIVERED =
      new ReplyMeaning("notice.delivered", 0.9, null, null, false, false);

  private ReplyClassifier() {}

  /// What came of each rule, worked out once.
  private static final class Meanings {
    static final ReplyMeaning[] PERMANENT = of(false);
    static final ReplyMeaning[] TEMPORARY = of(true);

    private static ReplyMeaning[] of(boolean temporary) {
      List<ReplyRules.Rule> rules = ReplyRules.builtIn().all();
      ReplyMeaning[] all = new ReplyMeaning[rules.size()];
      for (int i = 0; i < all.length; i++) {
        ReplyRules.Rule rule = rules.get(i);
        all[i] =
            new ReplyMeaning(
                rule.cause(),
                rule.certainty(),
                rule.id(),
                outlook(rule.cause(), temporary),
                temporary,
                rule.client());
      }
      return all;
    }
  }

  /// What a reply means.
  ///
  /// @param code the reply code; 0 where there is none
  /// @param enhanced the enhanced status code; null where there is none
  /// @param text what the server said; codes in it do no harm
  public static ReplyMeaning classify(int code, @Nullable String enhanced, String text) {
    if (code > 0 ? code / 100 == 2 : enhanced != null && enhanced.charAt(0) == '2') {
      return DELIVERED;
    }
    boolean temporary = code / 100 == 4 || (enhanced != null && enhanced.startsWith("4"));
    int rule = ReplyRules.builtIn().match(code, enhanced, text);
    if (rule >= 0) {
      return (temporary ? Meanings.TEMPORARY : Meanings.PERMANENT)[rule];
    }
    return byCodes(code, enhanced, temporary);
  }

  /// What a reply means.
  public static ReplyMeaning classify(Reply reply) {
    return classify(reply.code(), reply.enhanced(), reply.text());
  }

  private static ReplyMeaning byCodes(int code, @Nullable String enhanced, boolean temporary) {
    String cause = ReplyCodes.builtIn().cause(code, enhanced).orElse("unknown");
    double confidence = enhanced == null ? CODE_ALONE : ENHANCED_ALONE;
    return new ReplyMeaning(
        cause,
        cause.equals("unknown") ? 0.2 : confidence,
        null,
        outlook(cause, temporary),
        temporary,
        false);
  }

  private static @Nullable Outlook outlook(String cause, boolean temporary) {
    Outlook outlook = CauseCatalogue.builtIn().get(cause).outlook();
    return temporary && outlook == Outlook.ADDRESS_DEAD ? Outlook.RETRY : outlook;
  }

  /// The cause that a reply names.
  ///
  /// @param code the reply code; 0 where there is none
  /// @param enhanced the enhanced status code; null where there is none
  /// @param text what the server said
  public static String cause(int code, @Nullable String enhanced, String text) {
    return classify(code, enhanced, text).cause();
  }

  /// Whether the reply is about the client's own address: listed, dynamic, without a reverse name.
  public static boolean aboutClientAddress(int code, @Nullable String enhanced, String text) {
    return classify(code, enhanced, text).aboutClientAddress();
  }
}
