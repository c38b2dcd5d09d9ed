package org.mailmedic.protocol.reply;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The replies in a text.
///
/// @param report whether the text holds a delivery report (RFC 3464)
/// @param reportingServer the server that wrote it; null where it does not say
/// @param replies in the order of the text; empty where it has no words at all
public record ReadReplies(
    boolean report, @Nullable String reportingServer, List<FoundReply> replies) {
  public ReadReplies {
    replies = List.copyOf(replies);
  }
}
