package org.mailmedic.protocol.fuzz;

import java.nio.charset.StandardCharsets;
import org.mailmedic.protocol.reply.FoundReply;
import org.mailmedic.protocol.reply.ReadReplies;
import org.mailmedic.protocol.reply.Reply;
import org.mailmedic.protocol.reply.ReplyReader;

/// What people paste: replies, bounces, logs.
public final class ReplyReaderFuzz {
  private ReplyReaderFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    reply(ReplyReader.read(text));
    ReadReplies all = ReplyReader.readAll(text);
    Claim.that(all.replies().size() <= ReplyReader.MAX_REPLIES, "number of replies");
    name(all.reportingServer());
    for (FoundReply found : all.replies()) {
      reply(found.reply());
      name(found.recipient());
      name(found.remoteServer());
      oneLine(found.context());
    }
    Claim.that(all.equals(ReplyReader.readAll(text)), "the same text, the same replies");
  }

  private static void reply(Reply reply) {
    int digit = reply.code() / 100;
    Claim.that(reply.code() == 0 || digit == 2 || digit == 4 || digit == 5, "code " + reply.code());
    String enhanced = reply.enhanced();
    Claim.that(
        enhanced == null || enhanced.matches("[245]\\.[0-9]\\.[0-9]{1,3}"), "code " + enhanced);
    Claim.that(reply.text().length() <= ReplyReader.MAX_REPLY, "length of the words");
    oneLine(reply.text());
  }

  private static void name(String name) {
    if (name != null) {
      Claim.that(!name.isEmpty() && name.length() <= ReplyReader.MAX_NAME, "length of " + name);
      oneLine(name);
    }
  }

  private static void oneLine(String text) {
    Claim.that(text.indexOf('\n') < 0 && text.indexOf('\r') < 0, "one line");
  }
}
