package org.mailmedic.engine.rule.recipient;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt.Reason;
import org.mailmedic.engine.evidence.RecipientServer;
import org.mailmedic.engine.evidence.RecipientServer.Talk;
import org.mailmedic.engine.evidence.SmtpBreakOff;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.evidence.SmtpReply;
import org.mailmedic.engine.reply.ReplyClassifier;
import org.mailmedic.engine.reply.ReplyMeaning;

/// What became of asking for one recipient, as a sender would fare who tries one host after the
/// other (RFC 5321 section 5.1).
sealed interface Answer {

  /// A server took the recipient.
  record Taken(Talk talk) implements Answer {}

  /// A server said no, or not now.
  record Said(Talk talk, SmtpDialogue dialogue, SmtpReply reply, ReplyMeaning meaning)
      implements Answer {

    /// Whether a sender gives up here: a no for good to the sender or the recipient. After one in
    /// the greeting the next host is tried.
    boolean ends() {
      return reply.permanent() && (reply.equals(dialogue.rcpt()) || reply.equals(dialogue.mail()));
    }
  }

  /// A server refuses this machine, whoever sends.
  record RefusesUs(Talk talk, SmtpReply reply) implements Answer {}

  /// A connection stood, and the server broke off or spoke no SMTP.
  record BrokeOff(Talk talk, SmtpBreakOff end) implements Answer {}

  /// No host took a connection.
  record NoConnection(Talk talk) implements Answer {}

  /// Every address is one that the Internet cannot reach.
  record OnlyPrivate(Talk talk) implements Answer {}

  /// Nothing could be seen from here.
  record Unseen() implements Answer {}

  /// Areas of causes that a server holds against whoever speaks to it.
  Set<String> OUR_OWN = Set.of("authentication", "reputation", "limit");

  /// Goes through the talks in the order of preference. A yes, or a no for good to the recipient,
  /// ends the way of a sender; anything else leads to the next host.
  static Answer of(RecipientServer server) {
    Answer best = new Unseen();
    boolean hidden = false;
    for (Talk talk : server.talks()) {
      Answer one = of(talk);
      if (one instanceof Taken || (one instanceof Said said && said.ends())) {
        return one;
      }
      hidden |= one instanceof Unseen;
      best = rank(one) > rank(best) ? one : best;
    }
    // A host that can't be seen from here may well take mail.
    return hidden && (best instanceof NoConnection || best instanceof OnlyPrivate)
        ? new Unseen()
        : best;
  }

  private static int rank(Answer answer) {
    return switch (answer) {
      case Unseen unseen -> 0;
      case OnlyPrivate only -> 1;
      case NoConnection none -> 2;
      case BrokeOff broke -> 3;
      case RefusesUs us -> 4;
      case Said said -> 5;
      case Taken taken -> 6;
    };
  }

  private static Answer of(Talk talk) {
    SmtpDialogue seen = talk.seen();
    if (talk.accepted()) {
      return new Taken(talk);
    }
    if (seen == null) {
      return talk.unseen() == Reason.PRIVATE_ADDRESS ? new OnlyPrivate(talk) : new Unseen();
    }
    if (!seen.connected()) {
      return new NoConnection(talk);
    }
    SmtpReply no = refusal(seen);
    if (no == null) {
      return brokenOff(talk, seen);
    }
    if (ours(no)) {
      SmtpReply other = talk.withoutSender() == null ? null : refusal(talk.withoutSender());
      return talk.withoutSender() == null || other == null || ours(other)
          ? new RefusesUs(talk, no)
          : new Said(talk, talk.withoutSender(), other, meaning(other));
    }
    return new Said(talk, seen, no, meaning(no));
  }

  private static Answer brokenOff(Talk talk, SmtpDialogue seen) {
    SmtpBreakOff end = seen.breakOff();
    return end == null ? new Unseen() : new BrokeOff(talk, end);
  }

  /// The reply that put an end to it; null where none did.
  private static @Nullable SmtpReply refusal(SmtpDialogue seen) {
    SmtpReply last = seen.lastReply();
    if (last != null && !last.positive() && last.code() / 100 != 3) {
      return last;
    }
    return seen.breakOff() == null ? null : seen.firstTryReply();
  }

  /// Whether a refusal is owed to this machine: its address, its name, or that it is not the one
  /// that the sender's domain lets send.
  private static boolean ours(SmtpReply reply) {
    ReplyMeaning meaning = meaning(reply);
    String cause = meaning.cause();
    String area = cause.substring(0, Math.max(0, cause.indexOf('.')));
    return meaning.aboutClientAddress()
        || cause.equals("sender.helo-invalid")
        || (OUR_OWN.contains(area) && !cause.equals("reputation.domain-blocklisted"));
  }

  private static ReplyMeaning meaning(SmtpReply reply) {
    return ReplyClassifier.classify(
        reply.code(), reply.enhanced(), String.join(" ", reply.lines()));
  }
}
