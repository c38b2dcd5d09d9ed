package org.mailmedic.engine.reply;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The one classifier of SMTP replies.
public final class ReplyClassifier {
  private ReplyClassifier() {}

  /// The cause that a reply names.
  ///
  /// @param code the reply code; 0 where there is none
  /// @param enhanced the enhanced status code; null where there is none
  /// @param text what the server said, codes aside
  public static String cause(int code, @Nullable String enhanced, String text) {
    String words = text.toLowerCase(Locale.ROOT);
    if (words.contains("relay")) {
      return "relay.denied";
    }
    if (words.contains("full") || words.contains("quota")) {
      return "recipient.mailbox-full";
    }
    if (words.contains("greylist") || words.contains("graylist")) {
      return "recipient.greylisted";
    }
    if (code == 0 && enhanced == null) {
      return "unknown";
    }
    return code / 100 == 4 ? "recipient.server-error" : "recipient.unknown";
  }

  /// Whether the reply is about the client's own address: listed, dynamic, without a reverse name.
  public static boolean aboutClientAddress(int code, @Nullable String enhanced, String text) {
    String words = text.toLowerCase(Locale.ROOT);
    return words.contains("blocked using") || words.contains("spamhaus");
  }
}
