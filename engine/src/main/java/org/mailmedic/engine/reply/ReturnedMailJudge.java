package org.mailmedic.engine.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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

  private static final String EXPIRED = "message.expired";

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
    ReplyMeaning meaning = meaning(mail, recipient);
    boolean expired = gaveUp(recipient, mail);
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
  private static ReplyMeaning meaning(ReturnedMail mail, Recipient recipient) {
    Reply reply = recipient.reply();
    String status = enhanced(recipient);
    ReplyMeaning own = ReplyClassifier.classify(reply.code(), status, reply.text());
    if (own.ruleId() != null) {
      return own;
    }
    ReplyMeaning near = ReplyClassifier.classify(reply.code(), status, recipient.context());
    if (near.ruleId() != null) {
      return near;
    }
    boolean alone = mail.recipients().size() == 1;
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
        || text.contains("expired");
  }
}
