package org.mailmedic.protocol.bounce;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.message.RawMessage;
import org.mailmedic.protocol.reply.Reply;

/// A message that came back, read.
///
/// @param kind what it is as a whole
/// @param recipients what is said of each recipient, in the message's order; empty for [Kind#NONE]
/// @param reportingServer the server that wrote it; null where it does not say
/// @param subject its own subject, decoded; empty where it has none
/// @param notice what it tells people, without the returned original; capped
/// @param original the message that was sent, or its header; null where nothing of it came back
public record ReturnedMail(
    Kind kind,
    List<Recipient> recipients,
    @Nullable String reportingServer,
    String subject,
    String notice,
    @Nullable RawMessage original) {
  public ReturnedMail {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(notice, "notice");
    recipients = List.copyOf(recipients);
  }

  /// What a message is.
  public enum Kind {
    /// It could not be delivered.
    BOUNCE("bounce"),
    /// It could not be delivered yet.
    DELAYED("delayed"),
    /// It was delivered, handed on, or read.
    DELIVERED("delivered"),
    /// A recipient or their provider complains (RFC 5965).
    FEEDBACK("feedback"),
    /// An absence note, ticket or challenge (RFC 3834).
    AUTOREPLY("autoreply"),
    /// None of these.
    NONE("none");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /// The word used in JSON.
    public String id() {
      return id;
    }

    /// Whether it tells of the fate of a message that was sent.
    public boolean isBounce() {
      return this == BOUNCE || this == DELAYED || this == DELIVERED;
    }
  }

  /// What is said of one recipient.
  ///
  /// @param kind what it is for this recipient
  /// @param address whom it was for; null where the message does not say
  /// @param originalAddress whom the sender had named, where that is another address; null
  ///   otherwise
  /// @param action the report's own word, lower case (`failed`); null where it has none
  /// @param status the report's own status code (`5.1.1`); null where it has none
  /// @param reply the server's words; code and enhanced code only where the message has them
  /// @param remoteServer the server that refused; null where the message does not say
  /// @param program whether it was a program behind the last server that failed (a pipe, a filter
  ///   of the recipient's own)
  /// @param context what stands around the reply; may be empty
  public record Recipient(
      Kind kind,
      @Nullable String address,
      @Nullable String originalAddress,
      @Nullable String action,
      @Nullable String status,
      Reply reply,
      @Nullable String remoteServer,
      boolean program,
      String context) {
    public Recipient {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(reply, "reply");
      Objects.requireNonNull(context, "context");
    }
  }

  static ReturnedMail none(String subject) {
    return new ReturnedMail(Kind.NONE, List.of(), null, subject, "", null);
  }
}
