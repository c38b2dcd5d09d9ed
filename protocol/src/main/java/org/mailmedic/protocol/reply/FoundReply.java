package org.mailmedic.protocol.reply;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A reply in a longer text, and what stands beside it.
///
/// @param reply what the server said
/// @param recipient whom the mail was for; null where the text does not say
/// @param remoteServer the server that said it; null where the text does not say
/// @param context the words around it, the reply's own included, on one line
public record FoundReply(
    Reply reply, @Nullable String recipient, @Nullable String remoteServer, String context) {
  public FoundReply {
    Objects.requireNonNull(reply, "reply");
    Objects.requireNonNull(context, "context");
  }
}
