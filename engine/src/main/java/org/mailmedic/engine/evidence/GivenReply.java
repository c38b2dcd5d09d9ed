package org.mailmedic.engine.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came back (`--error`), read and classified: another server's word, not something that was
/// seen today. Key subject: `given`.
///
/// @param text what the person gave, capped
/// @param replies the replies in it, each cause once; empty where it has none
public record GivenReply(String text, List<Said> replies) implements Evidence {
  public GivenReply {
    replies = List.copyOf(replies);
  }

  /// The key; there is one a case.
  public static EvidenceKey<GivenReply> key() {
    return new EvidenceKey<>(GivenReply.class, "given");
  }

  /// One reply.
  ///
  /// @param code the reply code; 0 where there is none
  /// @param enhanced the enhanced status code; null where there is none
  /// @param words what the server said, on one line, codes included, capped
  /// @param cause the id of the cause that it names; `unknown` where it names none
  /// @param confidence 0 to 1
  /// @param recipient the address that the mail was for; null where the text does not say
  public record Said(
      int code,
      @Nullable String enhanced,
      String words,
      String cause,
      double confidence,
      @Nullable String recipient) {}

  @Override
  public String kind() {
    return "input";
  }

  @Override
  public String summary() {
    return replies.isEmpty() ? text : replies.getFirst().words();
  }
}
