package org.mailmedic.engine.reply;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.cause.Cause;
import org.mailmedic.knowledge.causes.Outlook;

/// What came back, explained.
///
/// @param isBounce whether it was a message that came back, and not a reply alone
/// @param failures a refusal each, in the order of the text; empty where none was found
public record Explanation(boolean isBounce, List<Failure> failures) {
  public Explanation {
    failures = List.copyOf(failures);
  }

  /// One refusal.
  ///
  /// @param recipient whom the mail was for; null where the text does not say
  /// @param cause what the refusal means; its finding's arguments hold `reply`, `recipient` and
  ///   `provider` where they are known
  /// @param outlook what a sender should do with the address; null where the cause says nothing on
  ///   it
  /// @param reply the server's words
  /// @param reportingServer the server that wrote the report; null where there is none
  /// @param remoteServer the server that refused; null where the text does not say
  public record Failure(
      @Nullable String recipient,
      Cause cause,
      @Nullable Outlook outlook,
      Reply reply,
      @Nullable String reportingServer,
      @Nullable String remoteServer) {
    public Failure {
      Objects.requireNonNull(cause, "cause");
      Objects.requireNonNull(reply, "reply");
    }
  }

  /// The words of a server.
  ///
  /// @param code the reply code; 0 where there is none
  /// @param enhanced the enhanced status code; null where there is none
  /// @param text what it said, codes aside, on one line; may be empty
  public record Reply(int code, @Nullable String enhanced, String text) {
    public Reply {
      Objects.requireNonNull(text, "text");
    }

    /// Whether it refuses for good; the reply code has the word (RFC 5321 section 4.2.1). Null
    /// where there is no code.
    public @Nullable Boolean permanent() {
      if (code > 0) {
        return code / 100 == 5;
      }
      return enhanced == null ? null : enhanced.startsWith("5");
    }
  }
}
