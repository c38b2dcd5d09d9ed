package org.mailmedic.engine.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.knowledge.causes.CauseCatalogue;
import org.mailmedic.protocol.bounce.ReturnedMail;
import org.mailmedic.protocol.bounce.ReturnedMail.Kind;
import org.mailmedic.protocol.bounce.ReturnedMail.Recipient;
import org.mailmedic.protocol.reply.Reply;

/// What a returned message means for each of its recipients, by the one classifier
/// ([ReplyClassifier]). Thread-safe.
public final class ReturnedMailJudge {
  /// How sure it is that a notice is what it says.
  private static final double NOTICE = 0.95;

  /// What is said further off counts less.
  private static final double FURTHER_OFF = 0.8;

  /// Full mailboxes and disks are just that, whichever program says so.
  private static final Set<String> FULL =
      Set.of("recipient.mailbox-full", "recipient.storage-full");

  /// What can't be where the recipient's server has answered.
  private static final Set<String> ON_THE_WAY =
      Set.of("recipient.server-unreachable", "routing.dns-failure", "message.expired");

  /// What qmail writes behind a server's words.
  private static final List<String> AFTERWORDS =
      List.of("giving up on ", "i'm not going to try again");

  private static final String EXPIRED = "message.expired";

  private static final double PROGRAM = 0.85;

  private ReturnedMailJudge() {}

  /// What it means for one recipient.
  ///
  /// @param meaning the cause
  /// @param expired whether it was given up after days of trying, and the cause says why (verdict
  ///   25)
  public record Judged(Recipient recipient, ReplyMeaning meaning, boolean expired) {}

  /// Judges each recipient, in their order.
  public static List<Judged> judge(ReturnedMail mail) {
    List<Judged> all = new ArrayList<>();
    for (Recipient recipient : mail.recipients()) {
      all.add(judge(mail, recipient));
    }
    return all;
  }

  private static Judged judge(ReturnedMail mail, Recipient recipient) {
    return switch (recipient.kind()) {
      case DELIVERED -> notice(recipient, "notice.delivered");
      case FEEDBACK -> notice(recipient, "notice.complaint");
      case AUTOREPLY -> notice(recipient, "notice.auto-reply");
      case BOUNCE, DELAYED, NONE -> failure(mail, recipient);
    };
  }

  private static Judged notice(Recipient recipient, String cause) {
    return new Judged(recipient, new ReplyMeaning(cause, NOTICE, null, null, false, false), false);
  }

  private static Judged failure(ReturnedMail mail, Recipient recipient) {
    boolean expired = gaveUp(recipient, mail);
    ReplyMeaning meaning = meaning(mail, recipient, expired);
    if (recipient.program() && !FULL.contains(meaning.cause())) {
      return new Judged(recipient, program(meaning), expired);
    }
    if (recipient.kind() == Kind.DELAYED
        && (meaning.cause().equals(EXPIRED) || meaning.cause().equals("unknown"))) {
      return notice(recipient, "notice.delayed");
    }
    if (expired && meaning.cause().equals("unknown")) {
      return notice(recipient, EXPIRED);
    }
    return new Judged(recipient, meaning, expired && !meaning.cause().equals(EXPIRED));
  }

  /// The cause by the words nearest to the recipient that tell one: the reply's own, those around
  /// it, the whole text's and the subject's; by the codes where no words do.
  private static ReplyMeaning meaning(ReturnedMail mail, Recipient recipient, boolean expired) {
    Reply reply = recipient.reply();
    String status = enhanced(recipient);
    ReplyMeaning own = own(reply, status);
    boolean vague = own.cause().equals("recipient.server-overloaded") && !own.temporary();
    if (own.ruleId() != null && !vague) {
      return own;
    }
    String around = vague ? recipient.context().replace(reply.text(), "") : recipient.context();
    ReplyMeaning near = ReplyClassifier.classify(reply.code(), status, around);
    if (vague) {
      return near.ruleId() == null || ON_THE_WAY.contains(near.cause()) ? own : near;
    }
    boolean heard = reply.code() > 0; // a server that answers can be reached
    if (near.ruleId() != null && !(heard && ON_THE_WAY.contains(near.cause()))) {
      return near;
    }
    boolean alone = mail.recipients().size() == 1 && !expired;
    if (alone && own.cause().equals("unknown")) {
      ReplyMeaning wide =
          ReplyClassifier.classify(reply.code(), status, mail.subject() + "\n" + mail.notice());
      if (wide.ruleId() != null) {
        return new ReplyMeaning(
            wide.cause(),
            wide.confidence() * FURTHER_OFF,
            wide.ruleId(),
            wide.outlook(),
            wide.temporary(),
            wide.aboutClientAddress());
      }
    }
    return own;
  }

  /// By the reply's own words; where it has an enhanced code in their midst, by those behind it
  /// first, since those before are the reporting server's.
  private static ReplyMeaning own(Reply reply, @Nullable String status) {
    String words = server(reply.text());
    String enhanced = reply.enhanced();
    int at = reply.code() > 0 || enhanced == null ? -1 : words.indexOf(enhanced);
    if (at > 0) {
      ReplyMeaning behind = ReplyClassifier.classify(0, status, words.substring(at));
      if (behind.ruleId() != null) {
        return behind;
      }
    }
    return ReplyClassifier.classify(reply.code(), status, words);
  }

  /// What the server said, without what the reporting one adds.
  private static String server(String words) {
    String low = words.toLowerCase(Locale.ROOT);
    int end = words.length();
    for (String afterword : AFTERWORDS) {
      int at = low.indexOf(afterword);
      end = at > 0 ? Math.min(end, at) : end;
    }
    return words.substring(0, end);
  }

  private static ReplyMeaning program(ReplyMeaning meaning) {
    return new ReplyMeaning(
        "recipient.delivery-program-failed",
        PROGRAM,
        null,
        CauseCatalogue.builtIn().get("recipient.delivery-program-failed").outlook(),
        meaning.temporary(),
        false);
  }

  private static @Nullable String enhanced(Recipient recipient) {
    String own = recipient.reply().enhanced();
    return own == null ? recipient.status() : own;
  }

  private static boolean gaveUp(Recipient recipient, ReturnedMail mail) {
    String status = recipient.status();
    if (status != null && status.endsWith(".4.7")) {
      return true;
    }
    String text = (recipient.reply().text() + " " + mail.subject()).toLowerCase(Locale.ROOT);
    return text.contains("retry time")
        || text.contains("retry timeout")
        || text.contains("expired")
        || text.contains("not going to try again")
        || text.contains("queue too long");
  }
}
